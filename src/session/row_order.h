#pragma once
#include <cstdint>
#include <vector>

#include "profile/profile.h"
#include "table/table.h"

namespace klarsicht {

/// Where each spelling of a column stands when rows are sorted by it.
struct ValueRanks {
    std::vector<std::uint32_t> of_code;  ///< [codes] equal values share one
    std::uint32_t count = 0;
};

/// Numbers, dates and truth values by what they are, words as one would look them up (small letters and capitals alike,
/// ä as ae). Behind the values those of fewer than `least_rows` rows, all alike, then what is no value of the column,
/// then what is missing: in both directions.
ValueRanks value_ranks(const Column& column, const Interpretation& interpretation, bool descending,
                       std::uint32_t least_rows);

/// Sorts rows by the rank of their value; equal ones keep their order. Rows beyond the column are set apart and come
/// last.
void sort_rows(std::vector<std::uint32_t>& rows, const Column& column, const ValueRanks& ranks);

}  // namespace klarsicht
