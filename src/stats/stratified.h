#pragma once
#include <cstdint>
#include <span>

#include "stats/confusion.h"
#include "stats/tests.h"

namespace klarsicht::stats {

/// Two groups among people who are alike in something else.
struct Stratum {
    Fraction group;     ///< selected among the group's
    Fraction favoured;  ///< selected among the favoured group's
};

/// Whether two groups fare the same among people who are alike. Strata without people of both groups say nothing and
/// are left out.
struct StratifiedComparison {
    std::uint64_t strata = 0;           ///< with people of both groups
    std::uint64_t n = 0;                ///< people in them
    double raw_difference = undefined;  ///< group − favoured, strata ignored
    double difference = undefined;      ///< the same within strata: Mantel–Haenszel weights (S. Greenland and J. Robins
                                        ///< 1985, Biometrics 41, 55–68)
    Interval difference_ci95;
    double ratio = undefined;  ///< of the rates within strata, Mantel–Haenszel
    Interval ratio_ci95;
    TestResult cmh;  ///< N. Mantel and W. Haenszel 1959, JNCI 22, 719–748; W. G. Cochran 1954; statistic is χ² with one
                     ///< degree of freedom
    double conditional_demographic_disparity =
        undefined;  ///< S. Wachter, B. Mittelstadt, C. Russell 2021, CLSR 41, 105567: > 0 where the group has a larger
                    ///< share of the rejected
    double demographic_disparity = undefined;  ///< the same, strata ignored
};
StratifiedComparison compare_within(std::span<const Stratum> strata);

}  // namespace klarsicht::stats
