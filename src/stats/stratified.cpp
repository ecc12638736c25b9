#include "stats/stratified.h"

#include <algorithm>
#include <cmath>

namespace klarsicht::stats {

namespace {

/// The group's share of the rejected less its share of the selected.
double disparity(const Fraction& group, const Fraction& favoured) {
    const std::uint64_t selected = group.k + favoured.k;
    const std::uint64_t rejected = group.n + favoured.n - selected;
    return rate(group.n - group.k, rejected) - rate(group.k, selected);
}

}  // namespace

StratifiedComparison compare_within(std::span<const Stratum> strata) {
    StratifiedComparison result;
    Fraction group{0, 0};
    Fraction favoured{0, 0};
    double weight = 0;  // of the risk difference: Σ n1 n0 / N
    double weighted = 0;
    double difference_variance = 0;
    double above = 0;  // of the risk ratio: Σ a n0 / N over Σ c n1 / N
    double below = 0;
    double ratio_variance = 0;
    double observed = 0;  // of the test
    double expected = 0;
    double variance = 0;
    double disparities = 0;
    double disparity_n = 0;
    for (const Stratum& s : strata) {
        group.k += s.group.k;
        group.n += s.group.n;
        favoured.k += s.favoured.k;
        favoured.n += s.favoured.n;
        if (s.group.n == 0 || s.favoured.n == 0) { continue; }
        ++result.strata;
        result.n += s.group.n + s.favoured.n;
        const auto a = static_cast<double>(s.group.k);
        const auto c = static_cast<double>(s.favoured.k);
        const auto n1 = static_cast<double>(s.group.n);
        const auto n0 = static_cast<double>(s.favoured.n);
        const double n = n1 + n0;
        const double m = a + c;
        weight += n1 * n0 / n;
        weighted += (a * n0 - c * n1) / n;
        difference_variance += (a * (n1 - a) * n0 * n0 * n0 + c * (n0 - c) * n1 * n1 * n1) / (n1 * n0 * n * n);
        above += a * n0 / n;
        below += c * n1 / n;
        ratio_variance += (m * n1 * n0 - a * c * n) / (n * n);
        observed += a;
        expected += m * n1 / n;
        if (n > 1) { variance += n1 * n0 * m * (n - m) / (n * n * (n - 1)); }
        const double own = disparity(s.group, s.favoured);
        if (!std::isnan(own)) {
            disparities += n * own;
            disparity_n += n;
        }
    }
    result.raw_difference = group.value() - favoured.value();
    result.demographic_disparity = disparity(group, favoured);
    if (disparity_n > 0) { result.conditional_demographic_disparity = disparities / disparity_n; }
    if (!(weight > 0)) { return result; }
    result.difference = weighted / weight;
    const double half = z95 * std::sqrt(difference_variance) / weight;
    result.difference_ci95 = {std::max(-1.0, result.difference - half), std::min(1.0, result.difference + half)};
    if (below > 0) { result.ratio = above / below; }
    if (above > 0 && below > 0) {
        const double spread = std::exp(z95 * std::sqrt(ratio_variance / (above * below)));
        result.ratio_ci95 = {result.ratio / spread, result.ratio * spread};
    }
    if (variance > 0) {
        result.cmh.statistic = (observed - expected) * (observed - expected) / variance;
        result.cmh.log10_p = chi_squared_log10_p(result.cmh.statistic, 1);
        result.cmh.p = from_log10(result.cmh.log10_p);
    }
    return result;
}

}  // namespace klarsicht::stats
