#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "stats/interval.h"

namespace klarsicht::stats {

/// log10 of the regularised upper incomplete gamma function Q(a, x), also where Q itself is too small for a double:
/// there by the continued fraction DLMF 8.9.2 in logarithms.
double log10_gamma_q(double a, double x);

/// log10 of the probability that a chi-squared variable with `dof` degrees of freedom exceeds the statistic.
double chi_squared_log10_p(double statistic, double dof);

/// 10^x, and 1 for what rounding puts above it.
double from_log10(double log10_p);

/// A test's statistic and its two-sided probability under "no difference".
struct TestResult {
    double statistic = undefined;
    double p = undefined;  ///< 0 where it is below 1e-308; `log10_p` then still tells
    double log10_p = undefined;
};

/// Pooled two-proportion z test of k1/n1 against k2/n2; positive when the first is larger. Undefined where all or none
/// succeed.
TestResult two_proportion_z(std::uint64_t k1, std::uint64_t n1, std::uint64_t k2, std::uint64_t n2);

/// Fisher's exact test, two-sided: all tables of the same margins that are no more probable than this one. `statistic`
/// stays undefined.
TestResult fisher_exact(std::uint64_t k1, std::uint64_t n1, std::uint64_t k2, std::uint64_t n2);

/// Smallest expected count of the 2×2 table; below 5 the z test is not to be trusted (Cochran 1954).
double smallest_expected(std::uint64_t k1, std::uint64_t n1, std::uint64_t k2, std::uint64_t n2);

/// A comparison of people that nobody's, or everybody's, result sets apart has no test statistic, but was made: it
/// found nothing. Corrections count it.
double as_compared(double log10_p, std::uint64_t n1, std::uint64_t n2);

/// Holm (1979), Scandinavian Journal of Statistics 6, 65–70: adjusted log10 p in the order given. Undefined ones are no
/// comparison and stay undefined.
std::vector<double> holm_log10(std::span<const double> log10_p);
/// Benjamini and Hochberg (1995), JRSS B 57, 289–300: adjusted log10 p in the order given.
std::vector<double> benjamini_hochberg_log10(std::span<const double> log10_p);

}  // namespace klarsicht::stats
