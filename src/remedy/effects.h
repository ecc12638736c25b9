#pragma once
#include <cstdint>
#include <span>

#include "base/message.h"
#include "stats/disparity.h"
#include "stats/parity_thresholds.h"

namespace klarsicht::remedy {

// What a remedy changed and what it cost, said in a sentence.

/// Weights: how far apart the groups' rates lay, the range of the weights, and how many unweighted rows the weighted
/// ones are worth
/// ((Σw)² / Σw², L. Kish, Survey Sampling, 1965).
/// @param groups [groups] rows with the outcome known, and those where it is the favourable one
Message effect_of_weights(std::span<const stats::Fraction> groups, const stats::Fraction& all, std::string_view column,
                          std::string_view outcome);

/// Thresholds: gaps and accuracy with the best common threshold and with the rules; also the value per person where
/// that was to be as high as possible.
Message effect_of_thresholds(const stats::ParityRules& common, const stats::ParityRules& rules, std::string_view score,
                             bool by_value);

/// A column made anew: how much of its differences the groups explain (η²) before and after, and how much it still says
/// of the old one (r²).
/// @param group [rows] NaN in `before`, and groups without a number, count nowhere
Message effect_on_column(std::span<const double> before, std::span<const double> after,
                         std::span<const std::uint32_t> group, std::size_t groups, std::string_view column,
                         std::string_view by);

}  // namespace klarsicht::remedy
