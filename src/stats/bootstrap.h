#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

#include "stats/confusion.h"

namespace klarsicht::stats {

/// 95 % percentile intervals of the between-group figures, by resampling the table of counts (B. Efron 1979, Annals of Statistics 7, 1–26).
/// A figure that is undefined in more than one sample of twenty has no interval.
struct BetweenGroupsIntervals {
    std::size_t replicates = 0;
    Interval demographic_parity_difference;
    Interval demographic_parity_ratio;
    Interval equal_opportunity_difference;
    Interval equal_opportunity_ratio;
    Interval equalized_odds_difference;
    Interval equalized_odds_ratio;
    Interval average_odds_difference;      ///< favoured group against all others pooled
    Interval average_abs_odds_difference;
    Interval theil_index;
    Interval generalized_entropy_index;
};
/// @param favoured place in `groups`, or one behind the last where there is none
/// @param replicates at least 40
BetweenGroupsIntervals bootstrap(std::span<const Confusion> groups, std::size_t favoured, std::size_t replicates, std::uint64_t seed);

/// What the largest difference between groups is by chance alone: the decision dealt anew among everybody, group sizes as they are.
struct ChanceGap {
    double median = undefined;
    double p95 = undefined;  ///< exceeded in one of twenty shuffles
    double p = undefined;    ///< share of shuffles, the file's own included, with a gap at least as large as the file's
};
ChanceGap chance_gap(std::span<const Fraction> groups, std::size_t shuffles, std::uint64_t seed);

}  // namespace klarsicht::stats
