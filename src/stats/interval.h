#pragma once
#include <cstdint>
#include <limits>

namespace klarsicht::stats {

inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
/// Two-sided 95 %: the 0.975 quantile of the standard normal distribution.
inline constexpr double z95 = 1.959963984540054;

struct Interval {
    double low = undefined;
    double high = undefined;
};

/// k / n; undefined for n = 0.
double rate(std::uint64_t k, std::uint64_t n);

/// Wilson score interval of a proportion k / n. E. B. Wilson (1927), JASA 22, 209–212. Undefined for n = 0.
Interval wilson(std::uint64_t k, std::uint64_t n, double z = z95);

/// The same for a share estimated from weighted rows. @param n effective number of rows: (Σw)²/Σw² (L. Kish 1965,
/// Survey Sampling)
Interval wilson_share(double share, double n, double z = z95);

/// Interval of the difference k1/n1 − k2/n2 of independent proportions: method 10 of R. G. Newcombe (1998), Statistics
/// in Medicine 17, 873–890.
Interval newcombe_difference(std::uint64_t k1, std::uint64_t n1, std::uint64_t k2, std::uint64_t n2, double z = z95);

/// Interval of the ratio (k1/n1) / (k2/n2): log method of D. Katz et al. (1978), Biometrics 34, 469–474. Undefined
/// where k1 or k2 is 0.
Interval katz_ratio(std::uint64_t k1, std::uint64_t n1, std::uint64_t k2, std::uint64_t n2, double z = z95);

/// The same with one half added to every count, defined for zeros too: S. D. Walter (1975), Biometrika 62, 371–374.
Interval walter_ratio(std::uint64_t k1, std::uint64_t n1, std::uint64_t k2, std::uint64_t n2, double z = z95);

/// Interval of the mean of two independent differences, each of them (value, interval): square-and-add, G. Y. Zou and
/// A. Donner (2008), Statistics in Medicine 27, 1693–1702.
Interval mean_of_differences(double first, const Interval& first_ci, double second, const Interval& second_ci);

/// Interval of the ratio k1/k2 of two counts of one sample (shares of one whole), on the logarithm. Undefined where one
/// is 0.
Interval count_ratio(std::uint64_t k1, std::uint64_t k2, double z = z95);

/// Smallest difference of two proportions near `p` that a two-sided test at `alpha` finds with probability `power`
/// (normal approximation: J. L. Fleiss, Statistical Methods for Rates and Proportions, ch. 4).
double minimum_detectable_difference(double p, std::uint64_t n1, std::uint64_t n2, double alpha, double power);

/// Quantile of the standard normal distribution.
double normal_quantile(double probability);

}  // namespace klarsicht::stats
