#pragma once
#include <cstdint>
#include <vector>

#include "profile/distribution.h"

namespace klarsicht::quality {

/// Values far beyond all others of their column.
struct Extremes {
    double from = 0;  ///< the least of them, by size
    double next = 0;  ///< the largest of the others
    std::uint64_t rows = 0;
    double factor() const { return from / next; }
    bool any() const { return rows > 0; }
};

/// Looks for a gap at the far end: a value at least three times as large as all others, and a gap that the tail of the
/// column (Hill 1975) would not leave by chance: amounts and counts have heavy tails, in which the largest is often
/// twice the next.
/// @param largest positive values, ascending: at least the largest twentieth of the column
/// @param rows of the column
Extremes extremes_of(const std::vector<Distribution::Entry>& largest, std::uint64_t rows);

}  // namespace klarsicht::quality
