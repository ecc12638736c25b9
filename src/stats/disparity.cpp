#include "stats/disparity.h"

#include <algorithm>
#include <cmath>

namespace klarsicht::stats {

namespace {

double ratio_of(double numerator, double denominator) { return denominator > 0 ? numerator / denominator : undefined; }

/// A difference or a ratio of one rate, others against favoured.
struct PooledDefinition {
    std::string_view name;
    Fraction (*of)(const Confusion&);
    bool is_ratio;
};
constexpr std::array<PooledDefinition, 14> pooled_definitions = {
    {{"label_statistical_parity_difference", base_rate, false},
     {"label_disparate_impact", base_rate, true},
     {"statistical_parity_difference", selection_rate, false},
     {"disparate_impact", selection_rate, true},
     {"equal_opportunity_difference", true_positive_rate, false},
     {"true_positive_rate_difference", true_positive_rate, false},
     {"false_positive_rate_difference", false_positive_rate, false},
     {"false_negative_rate_difference", false_negative_rate, false},
     {"false_discovery_rate_difference", false_discovery_rate, false},
     {"false_omission_rate_difference", false_omission_rate, false},
     {"false_positive_rate_ratio", false_positive_rate, true},
     {"false_negative_rate_ratio", false_negative_rate, true},
     {"error_rate_difference", error_rate, false},
     {"error_rate_ratio", error_rate, true}}};

/// The rates of `disparity_names`; the first, a share of all selected, is none of one group alone.
constexpr std::array<Fraction (*)(const Confusion&), 10> disparity_fractions = {nullptr,
                                                                                selection_rate,
                                                                                positive_predictive_value,
                                                                                false_discovery_rate,
                                                                                false_omission_rate,
                                                                                false_positive_rate,
                                                                                false_negative_rate,
                                                                                true_positive_rate,
                                                                                true_negative_rate,
                                                                                negative_predictive_value};

Interval newcombe(const Fraction& group, const Fraction& reference) {
    return newcombe_difference(group.k, group.n, reference.k, reference.n);
}
Interval katz(const Fraction& group, const Fraction& reference) {
    return katz_ratio(group.k, group.n, reference.k, reference.n);
}

/// Generalised entropy index of `share[i]` people with `benefit[i]` each.
double entropy_index(std::span<const double> benefit, std::span<const double> share, double alpha) {
    double mean = 0;
    for (std::size_t i = 0; i < benefit.size(); ++i) { mean += share[i] * benefit[i]; }
    if (!(mean > 0)) { return undefined; }
    double sum = 0;
    for (std::size_t i = 0; i < benefit.size(); ++i) {
        const double x = benefit[i] / mean;
        if (share[i] == 0) { continue; }
        if (alpha == 1) {
            sum += x > 0 ? share[i] * x * std::log(x) : 0;
        } else {
            // (x² − 1)/2 summed over everybody is the variance of x over 2; written so, nothing is lost where all are
            // nearly equal.
            sum += share[i] * (x - 1) * (x - 1) / 2;
        }
    }
    return sum;
}

struct Between {
    double theil;
    double squared;  ///< α = 2
};

Between between(std::span<const Confusion> groups) {
    std::uint64_t n = 0;
    for (const Confusion& group : groups) { n += group.n(); }
    std::vector<double> benefit;
    std::vector<double> share;
    for (const Confusion& group : groups) {
        if (group.n() == 0) { continue; }
        const auto size = static_cast<double>(group.n());
        benefit.push_back((static_cast<double>(group.tp + group.tn) + 2 * static_cast<double>(group.fp)) / size);
        share.push_back(size / static_cast<double>(n));
    }
    return {entropy_index(benefit, share, 1), entropy_index(benefit, share, 2)};
}

}  // namespace

RateSpread rate_spread(std::span<const Confusion> groups, const Confusion& overall,
                       Fraction (*rate_of)(const Confusion&)) {
    RateSpread result;
    const double all = rate_of(overall).value();
    for (const Confusion& group : groups) {
        const double value = rate_of(group).value();
        if (std::isnan(value)) { continue; }
        const bool first = std::isnan(result.min);
        result.min = first ? value : std::min(result.min, value);
        result.max = first ? value : std::max(result.max, value);
        const double far = std::fabs(value - all);
        result.difference_to_overall = first ? far : std::max(result.difference_to_overall, far);
        if (!(all > 0)) { continue; }
        const double ratio = value > all ? all / value : value / all;
        result.ratio_to_overall =
            std::isnan(result.ratio_to_overall) ? ratio : std::min(result.ratio_to_overall, ratio);
    }
    if (std::isnan(result.min)) { return result; }
    result.difference = result.max - result.min;
    result.ratio = ratio_of(result.min, result.max);
    return result;
}

std::vector<NamedFigure> pooled_figures(const Confusion& favoured, const Confusion& others) {
    std::vector<NamedFigure> figures;
    for (const PooledDefinition& figure : pooled_definitions) {
        const double own = figure.of(favoured).value();
        const double other = figure.of(others).value();
        figures.push_back({figure.name, figure.is_ratio ? ratio_of(other, own) : other - own});
    }
    const auto difference = [&](Fraction (*of)(const Confusion&)) { return of(others).value() - of(favoured).value(); };
    const double tpr = difference(true_positive_rate);
    const double fpr = difference(false_positive_rate);
    const bool both = !std::isnan(tpr) && !std::isnan(fpr);
    figures.push_back({"average_odds_difference", (fpr + tpr) / 2});
    figures.push_back({"average_abs_odds_difference", (std::fabs(fpr) + std::fabs(tpr)) / 2});
    figures.push_back({"average_predictive_value_difference",
                       (difference(positive_predictive_value) + difference(false_omission_rate)) / 2});
    figures.push_back({"equalized_odds_difference", both ? std::max(std::fabs(fpr), std::fabs(tpr)) : undefined});
    return figures;
}

std::vector<NamedInterval> pooled_intervals(const Confusion& favoured, const Confusion& others) {
    std::vector<NamedInterval> intervals;
    for (const PooledDefinition& figure : pooled_definitions) {
        intervals.push_back({figure.name, (figure.is_ratio ? katz : newcombe)(figure.of(others), figure.of(favoured))});
    }
    return intervals;
}

std::array<NamedFigure, 4> pairwise_figures(const Confusion& favoured, const Confusion& group) {
    const FavouredAgainstOthers against = favoured_against_others(favoured, group);
    return {{{"statistical_parity_difference", against.statistical_parity_difference},
             {"disparate_impact", against.disparate_impact},
             {"equal_opportunity_difference", against.equal_opportunity_difference},
             {"average_odds_difference", against.average_odds_difference}}};
}

std::array<NamedInterval, 4> pairwise_intervals(const Confusion& favoured, const Confusion& group) {
    const auto difference = [&](Fraction (*of)(const Confusion&)) { return of(group).value() - of(favoured).value(); };
    const Interval tpr = newcombe(true_positive_rate(group), true_positive_rate(favoured));
    const Interval fpr = newcombe(false_positive_rate(group), false_positive_rate(favoured));
    return {{{"statistical_parity_difference", newcombe(selection_rate(group), selection_rate(favoured))},
             {"disparate_impact", katz(selection_rate(group), selection_rate(favoured))},
             {"equal_opportunity_difference", tpr},
             {"average_odds_difference",
              mean_of_differences(difference(false_positive_rate), fpr, difference(true_positive_rate), tpr)}}};
}

std::vector<NamedFigure> inequality_figures(const Confusion& favoured, const Confusion& others,
                                            std::span<const Confusion> groups) {
    Confusion all = favoured;
    all += others;
    const Confusion pooled[] = {favoured, others};
    const Between two = between(pooled);
    const Between every = between(groups);
    const double squared = generalized_entropy_index(all, 2);
    return {{"theil_index", generalized_entropy_index(all, 1)},
            {"generalized_entropy_index", squared},
            {"coefficient_of_variation", std::sqrt(2 * squared)},
            {"between_group_theil_index", two.theil},
            {"between_group_generalized_entropy_index", two.squared},
            {"between_all_groups_theil_index", every.theil},
            {"between_all_groups_generalized_entropy_index", every.squared},
            {"between_all_groups_coefficient_of_variation", std::sqrt(2 * every.squared)}};
}

double differential_fairness(std::span<const Fraction> groups) {
    // The widest pair is the one of the largest and the smallest rate, in either logarithm.
    double low = undefined;
    double high = undefined;
    std::size_t known = 0;
    for (const Fraction& group : groups) {
        if (group.n == 0) { continue; }
        const double r = (static_cast<double>(group.k) + 0.5) / (static_cast<double>(group.n) + 1);
        low = known == 0 ? r : std::min(low, r);
        high = known == 0 ? r : std::max(high, r);
        ++known;
    }
    if (known < 2) { return undefined; }
    return std::max(std::log(high) - std::log(low), std::log(1 - low) - std::log(1 - high));
}

DisparityRates disparity_rates(const Confusion& group, std::uint64_t selected) {
    DisparityRates rates;
    rates[0] = rate(group.selected(), selected);
    for (std::size_t i = 1; i < rates.size(); ++i) { rates[i] = disparity_fractions[i](group).value(); }
    return rates;
}

DisparityRates lowest_rates(std::span<const DisparityRates> groups) {
    DisparityRates lowest;
    lowest.fill(undefined);
    for (const DisparityRates& group : groups) {
        for (std::size_t i = 0; i < lowest.size(); ++i) {
            if (std::isnan(lowest[i]) || group[i] < lowest[i]) { lowest[i] = group[i]; }
        }
    }
    return lowest;
}

DisparityRates disparities(const DisparityRates& group, const DisparityRates& reference) {
    DisparityRates result;
    for (std::size_t i = 0; i < result.size(); ++i) { result[i] = ratio_of(group[i], reference[i]); }
    return result;
}

std::array<Interval, 10> disparity_intervals(const Confusion& group, const Confusion& reference) {
    std::array<Interval, 10> intervals;
    intervals[0] = count_ratio(group.selected(), reference.selected());
    for (std::size_t i = 1; i < intervals.size(); ++i) {
        intervals[i] = katz(disparity_fractions[i](group), disparity_fractions[i](reference));
    }
    return intervals;
}

Reweighing reweighing(const Fraction& group, const Fraction& all) {
    const auto weight = [&](std::uint64_t outcomes, std::uint64_t together) {
        return ratio_of(static_cast<double>(group.n) * static_cast<double>(outcomes),
                        static_cast<double>(all.n) * static_cast<double>(together));
    };
    return {weight(all.k, group.k), weight(all.n - all.k, group.n - group.k)};
}

}  // namespace klarsicht::stats
