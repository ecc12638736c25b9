#pragma once
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "audit/context.h"
#include "audit/quality/rows.h"

namespace klarsicht::quality {

/// Pairs of columns that hold the same in every row: the later one repeats the earlier. Columns in which nothing or
/// only one value stands are left out.
std::vector<std::pair<std::size_t, std::size_t>> copied_columns(const AuditContext& context);

/// A column that is the sum of others.
struct SumOfColumns {
    std::size_t total;
    std::vector<std::size_t> parts;
    std::uint64_t compared = 0;  ///< rows in which the total and all parts are there
    RowSet exceptions;           ///< rows in which they do not add up
};

/// Numbers that are the sum of two to five columns nearby, none of which is negative, in nearly every row. A column is
/// in one sum at most.
std::vector<SumOfColumns> sums_of_columns(const AuditContext& context);

}  // namespace klarsicht::quality
