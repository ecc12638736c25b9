#pragma once
#include "profile/distribution.h"
#include "profile/profile.h"

namespace klarsicht {

inline constexpr std::size_t max_histogram_bins = 40;

/// Bins of equal, round width (1, 2 or 5 times a power of ten) on round edges, about as wide as Freedman & Diaconis
/// (1981) advise, at most 40.
/// @param whole the values are whole numbers: bins are at least 1 wide
Histogram histogram_of(const Distribution& distribution, bool whole);

}  // namespace klarsicht
