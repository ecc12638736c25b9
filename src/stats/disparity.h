#pragma once
#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "stats/confusion.h"

namespace klarsicht::stats {

/// How far a rate spreads over the groups, and how far they are from everybody together
/// (fairlearn.metrics.MetricFrame). Groups whose rate is undefined are left out.
struct RateSpread {
    double min = undefined;
    double max = undefined;
    double difference = undefined;             ///< max − min
    double ratio = undefined;                  ///< min / max; undefined where max is 0
    double difference_to_overall = undefined;  ///< largest |group − overall|
    double ratio_to_overall = undefined;       ///< smallest min(group/overall, overall/group); a group of 0 makes it 0
};
RateSpread rate_spread(std::span<const Confusion> groups, const Confusion& overall,
                       Fraction (*rate_of)(const Confusion&));

/// A figure under its standard name.
struct NamedFigure {
    std::string_view name;
    double value;
};

/// What AIF360's ClassificationMetric says of the favoured group against all others pooled: differences are others −
/// favoured, ratios others / favoured. `label_…` figures are about what really happened instead of the decision.
std::vector<NamedFigure> pooled_figures(const Confusion& favoured, const Confusion& others);

/// 95 % intervals of those that are one difference (R. G. Newcombe) or one ratio (D. Katz) of two rates; the others
/// have no formula and are left out.
struct NamedInterval {
    std::string_view name;
    Interval ci95;
};
std::vector<NamedInterval> pooled_intervals(const Confusion& favoured, const Confusion& others);

/// The same four figures for one group alone against the favoured one: statistical_parity_difference, disparate_impact,
/// equal_opportunity_difference, average_odds_difference.
std::array<NamedFigure, 4> pairwise_figures(const Confusion& favoured, const Confusion& group);

/// Their 95 % intervals: Newcombe, Katz, Newcombe, and square-and-add for the mean of two differences.
std::array<NamedInterval, 4> pairwise_intervals(const Confusion& favoured, const Confusion& group);

/// Inequality of the benefits b = 1 + decision − outcome: within people (theil_index …) and, with every b replaced by
/// its group's mean, between groups (T. Speicher et al., KDD 2018; names as in AIF360).
std::vector<NamedFigure> inequality_figures(const Confusion& favoured, const Confusion& others,
                                            std::span<const Confusion> groups);

/// Empirical differential fairness, smoothed with Dirichlet(½, ½): the largest |ln r_i − ln r_j| or |ln(1−r_i) −
/// ln(1−r_j)| over all pairs of groups, r = (k + ½)/(n + 1) (J. Foulds et al., ICDE 2020). Undefined without two
/// groups.
double differential_fairness(std::span<const Fraction> groups);

/// One rate of a group divided by that of a reference group, for the ten rates Aequitas compares; undefined where the
/// reference's is 0.
inline constexpr std::array<std::string_view, 10> disparity_names = {"ppr", "pprev", "precision", "fdr", "for",
                                                                     "fpr", "fnr",   "tpr",       "tnr", "npv"};
using DisparityRates = std::array<double, 10>;
/// @param selected everybody selected, over all groups: `ppr` is the group's share of them
DisparityRates disparity_rates(const Confusion& group, std::uint64_t selected);
/// The lowest of each rate; undefined ones are passed over.
DisparityRates lowest_rates(std::span<const DisparityRates> groups);
DisparityRates disparities(const DisparityRates& group, const DisparityRates& reference);
/// 95 % intervals of the ratios of a group to another one: Katz, for `ppr` the ratio of two counts. Undefined where a
/// count is 0.
std::array<Interval, 10> disparity_intervals(const Confusion& group, const Confusion& reference);

/// Weights that make group and outcome independent: P(group) P(outcome) / P(group, outcome) (F. Kamiran and T. Calders
/// 2012, KAIS 33, 1–33).
struct Reweighing {
    double favourable = undefined;  ///< for rows of the group whose outcome is positive
    double unfavourable = undefined;
};
/// @param group positive outcomes among the group's rows @param all the same of everybody
Reweighing reweighing(const Fraction& group, const Fraction& all);

}  // namespace klarsicht::stats
