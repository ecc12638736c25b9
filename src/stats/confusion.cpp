#include "stats/confusion.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace klarsicht::stats {

Fraction selection_rate(const Confusion& c) { return {c.tp + c.fp, c.n()}; }
Fraction base_rate(const Confusion& c) { return {c.tp + c.fn, c.n()}; }
Fraction true_positive_rate(const Confusion& c) { return {c.tp, c.tp + c.fn}; }
Fraction false_positive_rate(const Confusion& c) { return {c.fp, c.fp + c.tn}; }
Fraction true_negative_rate(const Confusion& c) { return {c.tn, c.fp + c.tn}; }
Fraction false_negative_rate(const Confusion& c) { return {c.fn, c.tp + c.fn}; }
Fraction positive_predictive_value(const Confusion& c) { return {c.tp, c.tp + c.fp}; }
Fraction negative_predictive_value(const Confusion& c) { return {c.tn, c.tn + c.fn}; }
Fraction false_discovery_rate(const Confusion& c) { return {c.fp, c.tp + c.fp}; }
Fraction false_omission_rate(const Confusion& c) { return {c.fn, c.tn + c.fn}; }
Fraction error_rate(const Confusion& c) { return {c.fp + c.fn, c.n()}; }

std::span<const RateDefinition> confusion_rates() {
    static constexpr std::array<RateDefinition, 11> definitions = {{
        {"selection_rate", selection_rate},
        {"base_rate", base_rate},
        {"tpr", true_positive_rate},
        {"fpr", false_positive_rate},
        {"tnr", true_negative_rate},
        {"fnr", false_negative_rate},
        {"ppv", positive_predictive_value},
        {"npv", negative_predictive_value},
        {"fdr", false_discovery_rate},
        {"for", false_omission_rate},
        {"accuracy", [](const Confusion& c) { return Fraction{c.tp + c.tn, c.n()}; }},
    }};
    return definitions;
}

Spread spread(std::span<const double> values) {
    Spread result;
    double low = undefined;
    double high = undefined;
    for (const double value : values) {
        if (std::isnan(value)) { continue; }
        low = std::isnan(low) ? value : std::min(low, value);
        high = std::isnan(high) ? value : std::max(high, value);
    }
    if (std::isnan(low)) { return result; }
    result.difference = high - low;
    if (high > 0) { result.ratio = low / high; }
    return result;
}

BetweenGroups between_groups(std::span<const Confusion> groups) {
    const auto of = [&](Fraction (*rate_of)(const Confusion&)) {
        std::vector<double> values;
        for (const Confusion& group : groups) { values.push_back(rate_of(group).value()); }
        return spread(values);
    };
    const Spread selection = of(selection_rate);
    const Spread tpr = of(true_positive_rate);
    const Spread fpr = of(false_positive_rate);
    // A comparison with an undefined one is undefined; std::max would hide it.
    const bool both = !std::isnan(tpr.difference) && !std::isnan(fpr.difference);
    const bool ratios = !std::isnan(tpr.ratio) && !std::isnan(fpr.ratio);
    return {.demographic_parity_difference = selection.difference,
            .demographic_parity_ratio = selection.ratio,
            .equal_opportunity_difference = tpr.difference,
            .equal_opportunity_ratio = tpr.ratio,
            .equalized_odds_difference = both ? std::max(tpr.difference, fpr.difference) : undefined,
            .equalized_odds_ratio = ratios ? std::min(tpr.ratio, fpr.ratio) : undefined};
}

FavouredAgainstOthers favoured_against_others(const Confusion& favoured, const Confusion& others) {
    const double selected_favoured = selection_rate(favoured).value();
    const double selected_others = selection_rate(others).value();
    const double tpr = true_positive_rate(others).value() - true_positive_rate(favoured).value();
    const double fpr = false_positive_rate(others).value() - false_positive_rate(favoured).value();
    return {.statistical_parity_difference = selected_others - selected_favoured,
            .disparate_impact = selected_favoured > 0 ? selected_others / selected_favoured : undefined,
            .equal_opportunity_difference = tpr,
            .average_odds_difference = (fpr + tpr) / 2,
            .average_abs_odds_difference = (std::fabs(fpr) + std::fabs(tpr)) / 2};
}

double generalized_entropy_index(const Confusion& all, double alpha) {
    const auto n = static_cast<double>(all.n());
    const std::array<double, 3> benefit = {0, 1, 2};
    const std::array<double, 3> share = {static_cast<double>(all.fn) / n, static_cast<double>(all.tp + all.tn) / n,
                                         static_cast<double>(all.fp) / n};
    const double mean = share[1] + 2 * share[2];
    if (!(n > 0) || !(mean > 0)) { return undefined; }
    double sum = 0;
    for (std::size_t i = 0; i < benefit.size(); ++i) {
        if (share[i] == 0) { continue; }
        const double x = benefit[i] / mean;
        if (alpha == 1) {
            sum += x > 0 ? share[i] * x * std::log(x) : 0;
        } else if (alpha == 0) {
            sum -= share[i] * std::log(x);  // infinite where somebody has no benefit at all
        } else {
            sum += share[i] * (std::pow(x, alpha) - 1) / (alpha * (alpha - 1));
        }
    }
    return sum;
}

}  // namespace klarsicht::stats
