#include "stats/welch.h"

#include <gtest/gtest.h>

#include <cmath>

namespace klarsicht::stats {
namespace {

TEST(StudentT, TableValues) {
    EXPECT_NEAR(student_t_log10_p(2.2281388519862739, 10), std::log10(0.05), 1e-12);
    EXPECT_NEAR(student_t_log10_p(2.0422724563012373, 30), std::log10(0.05), 1e-12);
    EXPECT_NEAR(student_t_log10_p(-1.9839715185235518, 100), std::log10(0.05), 1e-12);
    EXPECT_NEAR(student_t_log10_p(3.6459586350420214, 30), std::log10(0.001), 1e-11);
    EXPECT_EQ(student_t_log10_p(0, 30), 0);
    EXPECT_TRUE(std::isnan(student_t_log10_p(1, 0)));
    EXPECT_NEAR(student_t95(1), 12.706204736174707, 1e-10);
    EXPECT_NEAR(student_t95(10), 2.2281388519862739, 1e-12);
    EXPECT_NEAR(student_t95(30), 2.0422724563012378, 1e-12);
    EXPECT_NEAR(student_t95(100), 1.9839715185235518, 1e-12);
}

TEST(StudentT, OfManyDegreesIsTheNormalDistribution) {
    EXPECT_NEAR(student_t_log10_p(z95, 1e8), std::log10(0.05), 1e-6);
    for (const double t : {0.01, 0.5, 3.0, 12.0}) {
        EXPECT_NEAR(student_t_log10_p(t, 1e9), chi_squared_log10_p(t * t, 1), 1e-5) << t;
    }
}

TEST(StudentT, TellsProbabilitiesBelowADouble) {
    // One degree of freedom is Cauchy's: about 2 / (πt) in both tails together.
    EXPECT_NEAR(student_t_log10_p(1e12, 1), std::log10(2 / (M_PI * 1e12)), 1e-9);
    EXPECT_LT(student_t_log10_p(200, 400), -308);
    EXPECT_TRUE(std::isfinite(student_t_log10_p(200, 400)));
}

/// Worked by hand: 4/10 + 9/20 = 0.85; 0.85² / (0.16/9 + 0.2025/19).
TEST(Welch, ByHand) {
    const MeanDifference found = welch({.n = 10, .mean = 7, .variance = 4}, {.n = 20, .mean = 5, .variance = 9});
    EXPECT_EQ(found.difference, 2);
    EXPECT_NEAR(found.t.statistic, 2 / std::sqrt(0.85), 1e-14);
    EXPECT_NEAR(found.degrees_of_freedom, 0.7225 / (0.16 / 9 + 0.2025 / 19), 1e-12);
    EXPECT_LT(found.ci95.low, 2 - z95 * std::sqrt(0.85));
    EXPECT_NEAR(found.ci95.low + found.ci95.high, 4, 1e-12);
    EXPECT_TRUE(std::isnan(welch({.n = 1, .mean = 7, .variance = 4}, {.n = 20, .mean = 5, .variance = 9}).difference));
    const MeanDifference same = welch({.n = 9, .mean = 7, .variance = 0}, {.n = 9, .mean = 7, .variance = 0});
    EXPECT_EQ(same.difference, 0);
    EXPECT_TRUE(std::isnan(same.t.p));
}

}  // namespace
}  // namespace klarsicht::stats
