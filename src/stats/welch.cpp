#include "stats/welch.h"

#include <cmath>
#include <numbers>

#include <boost/math/special_functions/gamma.hpp>

namespace klarsicht::stats {

namespace {

/// Continued fraction of the incomplete beta function, for x < (a + 1) / (a + b + 2), by Lentz's method.
double beta_fraction(double a, double b, double x) {
    constexpr double tiny = 1e-300;
    const auto away_from_zero = [](double value) { return std::fabs(value) < tiny ? tiny : value; };
    double c = 1;
    double d = 1 / away_from_zero(1 - (a + b) * x / (a + 1));
    double h = d;
    for (int m = 1; m < 10000; ++m) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / away_from_zero(1 + even * d);
        c = away_from_zero(1 + even / c);
        h *= d * c;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / away_from_zero(1 + odd * d);
        c = away_from_zero(1 + odd / c);
        h *= d * c;
        if (std::fabs(d * c - 1) < 1e-15) { break; }
    }
    return h;
}

/// ln of x^a (1−x)^b / (a B(a, b)).
double log_front(double a, double b, double x, double one_less_x) {
    return a * std::log(x) + b * std::log(one_less_x) + boost::math::lgamma(a + b) - boost::math::lgamma(a) -
           boost::math::lgamma(b) - std::log(a);
}

}  // namespace

double student_t_log10_p(double t, double degrees_of_freedom) {
    if (!(degrees_of_freedom > 0) || std::isnan(t)) { return undefined; }
    if (t == 0) { return 0; }
    const double a = degrees_of_freedom / 2, b = 0.5;
    const double whole = degrees_of_freedom + t * t;
    const double x = degrees_of_freedom / whole, rest = t * t / whole;
    if (x < (a + 1) / (a + b + 2)) {
        return (log_front(a, b, x, rest) + std::log(beta_fraction(a, b, x))) / std::log(10.0);
    }
    const double inside = std::exp(log_front(b, a, rest, x)) * beta_fraction(b, a, rest);
    return std::log10(std::fmax(1 - inside, 1e-300));
}

double student_t95(double degrees_of_freedom) {
    const double v = degrees_of_freedom, z = z95, z2 = z * z;
    double t = z + z * (z2 + 1) / (4 * v) + z * (5 * z2 * z2 + 16 * z2 + 3) / (96 * v * v) +
               z * (3 * z2 * z2 * z2 + 19 * z2 * z2 + 17 * z2 - 15) / (384 * v * v * v);
    // Newton's steps on the logarithm of the probability: its slope is the density over it.
    const double log_scale =
        boost::math::lgamma((v + 1) / 2) - boost::math::lgamma(v / 2) - std::log(v * std::numbers::pi) / 2;
    for (int step = 0; step < 8; ++step) {
        const double log_p = student_t_log10_p(t, v) * std::log(10.0);
        const double log_density = log_scale - (v + 1) / 2 * std::log1p(t * t / v);
        const double change = (log_p - std::log(0.05)) / (2 * std::exp(log_density - log_p));
        t += change;
        if (std::fabs(change) < 1e-14 * t) { break; }
    }
    return t;
}

MeanDifference welch(const Mean& first, const Mean& second) {
    MeanDifference result;
    if (first.n < 2 || second.n < 2) { return result; }
    result.difference = first.mean - second.mean;
    const double one = first.squared_error(), other = second.squared_error();
    const double squared = one + other;
    if (!(squared > 0)) { return result; }
    result.degrees_of_freedom =
        squared * squared /
        (one * one / static_cast<double>(first.n - 1) + other * other / static_cast<double>(second.n - 1));
    const double error = std::sqrt(squared);
    const double half = student_t95(result.degrees_of_freedom) * error;
    result.ci95 = {result.difference - half, result.difference + half};
    result.t.statistic = result.difference / error;
    result.t.log10_p = student_t_log10_p(result.t.statistic, result.degrees_of_freedom);
    result.t.p = from_log10(result.t.log10_p);
    return result;
}

}  // namespace klarsicht::stats
