#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "stats/interval.h"

namespace klarsicht::stats {

/// How decisions met what really happened. Mergeable by +=.
struct Confusion {
    std::uint64_t tp = 0;  ///< selected, and it happened
    std::uint64_t fp = 0;  ///< selected, and it did not happen
    std::uint64_t tn = 0;  ///< not selected, and it did not happen
    std::uint64_t fn = 0;  ///< not selected, and it happened

    std::uint64_t n() const { return tp + fp + tn + fn; }
    std::uint64_t selected() const { return tp + fp; }
    Confusion& operator+=(const Confusion& other) {
        tp += other.tp;
        fp += other.fp;
        tn += other.tn;
        fn += other.fn;
        return *this;
    }
    bool operator==(const Confusion&) const = default;
};

struct Fraction {
    std::uint64_t k;
    std::uint64_t n;
    double value() const { return rate(k, n); }
    Interval ci95() const { return wilson(k, n); }
};

/// A rate of a confusion table under its standard name.
struct RateDefinition {
    std::string_view name;
    Fraction (*of)(const Confusion&);
};

/// selection_rate base_rate tpr fpr tnr fnr ppv npv fdr for accuracy
std::span<const RateDefinition> confusion_rates();

Fraction selection_rate(const Confusion& c);
Fraction base_rate(const Confusion& c);
Fraction true_positive_rate(const Confusion& c);
Fraction false_positive_rate(const Confusion& c);
Fraction true_negative_rate(const Confusion& c);
Fraction false_negative_rate(const Confusion& c);
Fraction positive_predictive_value(const Confusion& c);
Fraction negative_predictive_value(const Confusion& c);
Fraction false_discovery_rate(const Confusion& c);
Fraction false_omission_rate(const Confusion& c);
Fraction error_rate(const Confusion& c);

/// Largest less smallest, and smallest over largest, of the defined values. Undefined without one, the ratio also where
/// the largest is 0.
struct Spread {
    double difference = undefined;
    double ratio = undefined;
};
Spread spread(std::span<const double> values);

/// Between-group figures as Fairlearn defines them (fairlearn.metrics); groups with an undefined rate are left out.
struct BetweenGroups {
    double demographic_parity_difference = undefined;
    double demographic_parity_ratio = undefined;
    double equal_opportunity_difference = undefined;
    double equal_opportunity_ratio = undefined;
    double equalized_odds_difference = undefined;
    double equalized_odds_ratio = undefined;
};
BetweenGroups between_groups(std::span<const Confusion> groups);

/// Favoured group against all others pooled, as AIF360's ClassificationMetric defines it.
struct FavouredAgainstOthers {
    double statistical_parity_difference = undefined;
    double disparate_impact = undefined;
    double equal_opportunity_difference = undefined;
    double average_odds_difference = undefined;
    double average_abs_odds_difference = undefined;
};
FavouredAgainstOthers favoured_against_others(const Confusion& favoured, const Confusion& others);

/// Generalized entropy index of the benefits b = 1 + decision − outcome (T. Speicher et al., KDD 2018): α = 1 is the
/// Theil index, α = 0 the mean log deviation. Undefined where the mean benefit is 0.
double generalized_entropy_index(const Confusion& all, double alpha);

}  // namespace klarsicht::stats
