#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/report_model.h"

namespace klarsicht::app {

/// What a threshold on a score does to the groups: counted by the engine at up to a hundred thresholds (`bias.scores`),
/// so that moving the threshold costs no look at a row.
struct Playground {
    struct Group {
        std::string label;
        std::uint64_t n = 0, positives = 0, negatives = 0;
        std::vector<std::uint64_t> selected, good,
            bad;  ///< [thresholds] at or above it; of them with and without the outcome
    };
    std::vector<double> thresholds;  ///< ascending
    std::vector<Group> groups;
    std::size_t reference = 0;
};

/// Reads it from a finding of `bias.scores`; empty where there is none in it.
Playground playground_of(const Finding& finding);

/// Five things that can be equal, none of which follows from another.
inline constexpr std::array<std::string_view, 5> fairness_notions = {"selection_rate", "tpr", "fpr", "ppv", "accuracy"};
/// @param threshold place in `thresholds`; NaN where the denominator is 0
std::array<double, 5> notions_at(const Playground::Group& group, std::size_t threshold);

/// The threshold at which the group's figure comes nearest to the wanted one. @param notion place in `fairness_notions`
std::size_t nearest_threshold(const Playground& playground, std::size_t group, std::size_t notion, double wanted);

/// People of a group whose score lies between two thresholds: below the first, then between each two, then from the
/// last on. [thresholds + 1]
std::vector<double> score_shares(const Playground::Group& group);

}  // namespace klarsicht::app
