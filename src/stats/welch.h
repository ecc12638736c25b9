#pragma once
#include <cstdint>

#include "stats/interval.h"
#include "stats/tests.h"

namespace klarsicht::stats {

/// A mean with what its error is made of.
struct Mean {
    std::uint64_t n = 0;
    double mean = undefined;
    double variance = undefined;  ///< of the values, by n − 1

    double squared_error() const { return variance / static_cast<double>(n); }
};

/// The difference of two means of independent samples whose variances may differ: B. L. Welch (1947), Biometrika 34,
/// 28–35, with the degrees of freedom of Satterthwaite.
struct MeanDifference {
    double difference = undefined;
    Interval ci95;
    double degrees_of_freedom = undefined;
    TestResult t;
};

/// First less second. Undefined where one has fewer than two values, or nothing varies.
MeanDifference welch(const Mean& first, const Mean& second);

/// log10 of the two-sided probability that Student's t lies further out; by the continued fraction DLMF 8.17.22, in
/// logarithms, so that it tells also what is too small for a double.
double student_t_log10_p(double t, double degrees_of_freedom);

/// 0.975 quantile of Student's t: the expansion of Abramowitz and Stegun 26.7.5, then Newton's steps.
double student_t95(double degrees_of_freedom);

}  // namespace klarsicht::stats
