#pragma once
#include <cstdint>
#include <span>

#include "stats/interval.h"

namespace klarsicht::stats {

/// How often a score occurs among positives and among negatives.
struct ScoreCount {
    double score;
    std::uint64_t positives;
    std::uint64_t negatives;
};

/// Area under the ROC curve: probability that a positive scores above a negative, ties one half (Mann and Whitney
/// 1947).
/// @param ascending by score, each score once
double auc(std::span<const ScoreCount> ascending);

}  // namespace klarsicht::stats
