#include "stats/tests.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/math/special_functions/gamma.hpp>

#include "base/assert.h"

namespace klarsicht::stats {

namespace {

double real(std::uint64_t count) { return static_cast<double>(count); }

/// ln of the continued fraction in Q(a, x) = e^(−x) x^a / Γ(a) · 1/(x+1−a− 1(1−a)/(x+3−a− …)), by Lentz's method; for x
/// > a + 1.
double log_fraction(double a, double x) {
    constexpr double tiny = 1e-300;
    double b = x + 1 - a;
    double c = 1 / tiny;
    double d = 1 / b;
    double h = d;
    for (int i = 1; i < 10000; ++i) {
        const double term = -i * (i - a);
        b += 2;
        d = term * d + b;
        if (std::fabs(d) < tiny) { d = tiny; }
        c = b + term / c;
        if (std::fabs(c) < tiny) { c = tiny; }
        d = 1 / d;
        const double step = d * c;
        h *= step;
        if (std::fabs(step - 1) < 1e-16) { break; }
    }
    return std::log(h);
}

/// Indices of the defined values, ascending; ties in the order given.
std::vector<std::size_t> ascending(std::span<const double> values) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isnan(values[i])) { order.push_back(i); }
    }
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    return order;
}

/// ln of the binomial coefficient.
double log_choose(double n, double k) {
    return boost::math::lgamma(n + 1) - boost::math::lgamma(k + 1) - boost::math::lgamma(n - k + 1);
}

}  // namespace

double log10_gamma_q(double a, double x) {
    if (!(a > 0) || !(x >= 0)) { return undefined; }
    if (std::isinf(x)) { return -std::numeric_limits<double>::infinity(); }
    const double q = boost::math::gamma_q(a, x);
    if (q > 1e-290) { return std::log10(q); }
    return (-x + a * std::log(x) - boost::math::lgamma(a) + log_fraction(a, x)) / std::log(10.0);
}

double chi_squared_log10_p(double statistic, double dof) {
    return dof > 0 ? log10_gamma_q(dof / 2, statistic / 2) : undefined;
}

double from_log10(double log10_p) { return std::min(1.0, std::pow(10.0, log10_p)); }

TestResult two_proportion_z(std::uint64_t k1, std::uint64_t n1, std::uint64_t k2, std::uint64_t n2) {
    TestResult result;
    if (n1 == 0 || n2 == 0) { return result; }
    const double pooled = rate(k1 + k2, n1 + n2);
    const double error = std::sqrt(pooled * (1 - pooled) * (1 / real(n1) + 1 / real(n2)));
    if (!(error > 0)) { return result; }
    result.statistic = (rate(k1, n1) - rate(k2, n2)) / error;
    // z² is chi-squared with one degree of freedom.
    result.log10_p = log10_gamma_q(0.5, result.statistic * result.statistic / 2);
    result.p = boost::math::gamma_q(0.5, result.statistic * result.statistic / 2);
    return result;
}

double smallest_expected(std::uint64_t k1, std::uint64_t n1, std::uint64_t k2, std::uint64_t n2) {
    if (n1 + n2 == 0) { return 0; }
    const double selected = real(k1 + k2);
    const double others = real(n1 + n2) - selected;
    return std::min(real(n1), real(n2)) * std::min(selected, others) / real(n1 + n2);
}

TestResult fisher_exact(std::uint64_t k1, std::uint64_t n1, std::uint64_t k2, std::uint64_t n2) {
    TestResult result;
    if (n1 == 0 || n2 == 0 || k1 > n1 || k2 > n2) { return result; }
    const std::uint64_t selected = k1 + k2;
    const std::uint64_t lowest = selected > n2 ? selected - n2 : 0;
    const std::uint64_t highest = std::min(n1, selected);
    const double whole = log_choose(real(n1 + n2), real(selected));
    const auto log_probability = [&](std::uint64_t k) {
        return log_choose(real(n1), real(k)) + log_choose(real(n2), real(selected - k)) - whole;
    };
    const double observed = log_probability(k1);
    // Each probability from its neighbour: P(k+1)/P(k) = (n1−k)(selected−k) / ((k+1)(n2−selected+k+1)); relative to the
    // observed one.
    constexpr double tie = 1e-7;  // tables as probable as this one, but for rounding
    double log_ratio = log_probability(lowest) - observed;
    double sum = 0;
    for (std::uint64_t k = lowest;; ++k) {
        if (log_ratio <= tie) { sum += std::exp(log_ratio); }
        if (k == highest) { break; }
        log_ratio += std::log(real(n1 - k) * real(selected - k) / (real(k + 1) * real(n2 - (selected - k) + 1)));
    }
    result.log10_p = std::min(0.0, (observed + std::log(sum)) / std::log(10.0));
    result.p = from_log10(result.log10_p);
    return result;
}

double as_compared(double log10_p, std::uint64_t n1, std::uint64_t n2) {
    return std::isnan(log10_p) && n1 > 0 && n2 > 0 ? 0 : log10_p;
}

std::vector<double> holm_log10(std::span<const double> log10_p) {
    KLARSICHT_ASSERT(std::ranges::none_of(log10_p, [](double p) { return p > 0; }));
    std::vector<double> adjusted(log10_p.size(), undefined);
    const std::vector<std::size_t> order = ascending(log10_p);
    double highest = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < order.size(); ++i) {
        highest = std::max(highest, log10_p[order[i]] + std::log10(real(order.size() - i)));
        adjusted[order[i]] = std::min(0.0, highest);
    }
    return adjusted;
}

std::vector<double> benjamini_hochberg_log10(std::span<const double> log10_p) {
    KLARSICHT_ASSERT(std::ranges::none_of(log10_p, [](double p) { return p > 0; }));
    std::vector<double> adjusted(log10_p.size(), undefined);
    const std::vector<std::size_t> order = ascending(log10_p);
    double lowest = 0;
    for (std::size_t i = order.size(); i-- > 0;) {
        lowest = std::min(lowest, log10_p[order[i]] + std::log10(real(order.size()) / real(i + 1)));
        adjusted[order[i]] = lowest;
    }
    return adjusted;
}

}  // namespace klarsicht::stats
