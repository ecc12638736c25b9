#pragma once
#include <cstdint>
#include <functional>
#include <vector>

#include "stats/shallow_tree.h"

namespace klarsicht::what_if {

/// Rows in the order of how alike they are to somebody: Gower's distance (J. C. Gower 1971, Biometrics 27, 857–871), of
/// bins: those of an ordered column by how far they lie apart, of another by whether they differ; what is unknown on
/// one side differs.
struct AlikeRows {
    std::vector<std::uint32_t> rows;  ///< places among the rows given, the nearest first
    std::vector<double> distance;     ///< of each, 0 to 1
};

/// @param bins of somebody, by column @param left_out column that does not count, or columns.size()
/// @param wanted how many @param takes which rows may be among them
AlikeRows most_alike(const std::vector<stats::BinnedColumn>& columns, const std::vector<std::uint32_t>& bins,
                     std::size_t left_out, std::size_t wanted, const std::function<bool(std::uint32_t)>& takes);

}  // namespace klarsicht::what_if
