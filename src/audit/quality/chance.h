#pragma once
#include <cstdint>
#include <vector>

#include "table/table.h"

namespace klarsicht::quality {

/// How often rows repeat each other by chance alone.
struct Chance {
    double pairs = 0;         ///< of equal rows, had the columns nothing to do with each other
    std::size_t columns = 0;  ///< that tell rows apart and do not merely follow from another one
};

/// @param first_equal [rows] the earlier row each one repeats: repeated rows do not count as evidence that one column
/// follows from another. Empty: none does.
Chance repeats_by_chance(const Table& table, std::vector<std::size_t> columns,
                         const std::vector<std::uint32_t>& first_equal);

}  // namespace klarsicht::quality
