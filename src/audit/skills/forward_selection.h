#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "stats/interval.h"

namespace klarsicht::skills {

/// A column as numbered bins, one per row of a sample; `bins` itself stands for unknown.
struct Feature {
    std::vector<std::uint32_t> bin;  ///< [rows]
    std::size_t bins = 0;
};

/// The few features that together explain most of a yes/no target, in the order in which they were found, and how much:
/// share of its deviance (log loss) that disappears for rows not used for learning. The same as Theil's U, but out of
/// sample, so that features with many values get no credit for noise. May be a little below 0.
struct ForwardSelection {
    struct Step {
        std::size_t feature;
        double share;  ///< explained together with the features before
    };
    std::vector<Step> steps;
    stats::Interval ci95;       ///< of the last step's share
    std::vector<double> alone;  ///< [features] what each explains by itself
};

/// Greedy forward selection: the feature that explains most, then the one that adds most, and so on, two halves of the
/// rows taking turns in learning and testing. Stops after `most` features or where the next adds less than
/// `least_gain`.
ForwardSelection select_forward(std::span<const std::uint8_t> target, std::span<const Feature> features,
                                std::size_t most, double least_gain);

}  // namespace klarsicht::skills
