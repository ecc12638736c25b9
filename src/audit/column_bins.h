#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "audit/context.h"

namespace klarsicht {

/// A column's values as a few numbered bins, for tables of association: numbers with more than 20 distinct values and
/// dates between their deciles, everything else by value.
struct ColumnBins {
    std::vector<std::uint32_t> bin_of_code;  ///< [codes] `none` for missing and invalid cells
    std::size_t bins = 0;
    bool numeric = false;   ///< between deciles
    bool too_fine = false;  ///< too many values for their rows: no table of them would say anything
    static constexpr std::uint32_t none = 0xFFFFFFFFu;
};

/// @param rows_per_value fewer rows per value on average, or more than 2,000 values, are too fine
ColumnBins bin_column(const AuditContext& context, std::size_t column, double rows_per_value = 5);

}  // namespace klarsicht
