#include "stats/interval.h"

#include <algorithm>
#include <cmath>

#include <boost/math/special_functions/erf.hpp>

#include "base/assert.h"

namespace klarsicht::stats {

namespace {

double real(std::uint64_t count) { return static_cast<double>(count); }

/// exp(ln(ratio) ± z·se)
Interval around_log(double ratio, double variance, double z) {
    if (!(ratio > 0) || !(variance >= 0)) { return {}; }
    const double reach = z * std::sqrt(variance);
    KLARSICHT_ASSERT(reach >= 0);
    return {std::exp(std::log(ratio) - reach), std::exp(std::log(ratio) + reach)};
}

}  // namespace

double rate(std::uint64_t k, std::uint64_t n) {
    KLARSICHT_ASSERT(k <= n);
    return n == 0 ? undefined : real(k) / real(n);
}

Interval wilson(std::uint64_t k, std::uint64_t n, double z) {
    return n == 0 ? Interval{} : wilson_share(real(k) / real(n), real(n), z);
}

Interval wilson_share(double share, double n, double z) {
    if (!(n > 0)) { return {}; }
    KLARSICHT_ASSERT(share > -1e-9 && share < 1 + 1e-9);
    const double z2 = z * z;
    const double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
    const double half = z / (1 + z2 / n) * std::sqrt(std::max(0.0, share * (1 - share)) / n + z2 / (4 * n * n));
    // The ends touch 0 and 1 exactly; rounding must not move them.
    const Interval interval{share <= 0 ? 0.0 : std::max(0.0, centre - half),
                            share >= 1 ? 1.0 : std::min(1.0, centre + half)};
    KLARSICHT_ASSERT(interval.low <= interval.high);
    return interval;
}

Interval newcombe_difference(std::uint64_t k1, std::uint64_t n1, std::uint64_t k2, std::uint64_t n2, double z) {
    if (n1 == 0 || n2 == 0) { return {}; }
    const double p1 = rate(k1, n1);
    const double p2 = rate(k2, n2);
    const Interval w1 = wilson(k1, n1, z);
    const Interval w2 = wilson(k2, n2, z);
    return {p1 - p2 - std::sqrt((p1 - w1.low) * (p1 - w1.low) + (w2.high - p2) * (w2.high - p2)),
            p1 - p2 + std::sqrt((w1.high - p1) * (w1.high - p1) + (p2 - w2.low) * (p2 - w2.low))};
}

Interval katz_ratio(std::uint64_t k1, std::uint64_t n1, std::uint64_t k2, std::uint64_t n2, double z) {
    if (k1 == 0 || k2 == 0 || n1 == 0 || n2 == 0) { return {}; }
    return around_log(rate(k1, n1) / rate(k2, n2), 1 / real(k1) - 1 / real(n1) + 1 / real(k2) - 1 / real(n2), z);
}

Interval walter_ratio(std::uint64_t k1, std::uint64_t n1, std::uint64_t k2, std::uint64_t n2, double z) {
    if (n1 == 0 || n2 == 0) { return {}; }
    const double a = real(k1) + 0.5;
    const double b = real(n1) + 0.5;
    const double c = real(k2) + 0.5;
    const double d = real(n2) + 0.5;
    return around_log((a / b) / (c / d), 1 / a - 1 / b + 1 / c - 1 / d, z);
}

Interval mean_of_differences(double first, const Interval& first_ci, double second, const Interval& second_ci) {
    const double mean = (first + second) / 2;
    return {mean - std::hypot(first - first_ci.low, second - second_ci.low) / 2,
            mean + std::hypot(first_ci.high - first, second_ci.high - second) / 2};
}

Interval count_ratio(std::uint64_t k1, std::uint64_t k2, double z) {
    if (k1 == 0 || k2 == 0) { return {}; }
    return around_log(real(k1) / real(k2), 1 / real(k1) + 1 / real(k2), z);
}

double normal_quantile(double probability) {
    if (!(probability > 0 && probability < 1)) { return undefined; }
    return -std::sqrt(2.0) * boost::math::erfc_inv(2 * probability);
}

double minimum_detectable_difference(double p, std::uint64_t n1, std::uint64_t n2, double alpha, double power) {
    if (n1 == 0 || n2 == 0 || std::isnan(p)) { return undefined; }
    const double reach = normal_quantile(1 - alpha / 2) + normal_quantile(power);
    return reach * std::sqrt(p * (1 - p) * (1 / real(n1) + 1 / real(n2)));
}

}  // namespace klarsicht::stats
