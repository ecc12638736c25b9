#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "stats/confusion.h"

namespace klarsicht::stats {

/// Figures of a sample: writes as many as were asked for, always in the same order; NaN: undefined.
using FiguresOf = std::function<void(std::span<const Confusion> groups, std::span<double> figures)>;

/// 95 % percentile intervals of figures between groups, by resampling the table of counts (B. Efron 1979, Annals of
/// Statistics 7, 1–26). A figure that is undefined in more than one sample of twenty has no interval. Samples add their
/// own chance: the interval of a largest difference near 0 can lie above the figure.
/// @param figures how many `figures_of` writes @param replicates at least 40 @return [figures]
std::vector<Interval> bootstrap(std::span<const Confusion> groups, std::size_t figures, const FiguresOf& figures_of,
                                std::size_t replicates, std::uint64_t seed);

/// What the largest difference between groups is by chance alone: the decision dealt anew among everybody, group sizes
/// as they are.
struct ChanceGap {
    double median = undefined;
    double p95 = undefined;  ///< exceeded in one of twenty shuffles
    double p = undefined;    ///< share of shuffles, the file's own included, with a gap at least as large as the file's
};
ChanceGap chance_gap(std::span<const Fraction> groups, std::size_t shuffles, std::uint64_t seed);

}  // namespace klarsicht::stats
