#include "stats/tests.h"

#include <gtest/gtest.h>

#include <cmath>

namespace klarsicht::stats {
namespace {

TEST(ChiSquared, TableValues) {
    EXPECT_NEAR(chi_squared_log10_p(3.841458820694124, 1), std::log10(0.05), 1e-13);
    EXPECT_NEAR(chi_squared_log10_p(18.307038053275146, 10), std::log10(0.05), 1e-13);
    EXPECT_NEAR(chi_squared_log10_p(149.4492527790366, 100), std::log10(0.001), 1e-12);
    EXPECT_EQ(chi_squared_log10_p(0, 3), 0);
    EXPECT_TRUE(std::isnan(chi_squared_log10_p(1, 0)));
}

TEST(ChiSquared, TellsProbabilitiesBelowADouble) {
    // One degree of freedom: Q(1/2, x/2) ~ exp(−x/2)·√(2/(πx))·(1 − 1/x + 3/x²).
    const double x = 20000;
    const double expected =
        (-x / 2 + 0.5 * std::log(2 / (M_PI * x)) + std::log(1 - 1 / x + 3 / (x * x))) / std::log(10.0);
    EXPECT_NEAR(chi_squared_log10_p(x, 1), expected, 1e-9);
    // Two degrees: exactly exp(−x/2).
    EXPECT_NEAR(chi_squared_log10_p(50000, 2), -25000 / std::log(10.0), 1e-8);
    EXPECT_NEAR(chi_squared_log10_p(1300, 2), -650 / std::log(10.0), 1e-10);
}

TEST(ChiSquared, BothWaysMeetWhereTheyChange) {
    for (const double dof : {1.0, 2.0, 7.0, 40.0, 500.0}) {
        double before = chi_squared_log10_p(1000, dof);
        for (double x = 1001; x < 2600; x += 1) {
            const double now = chi_squared_log10_p(x, dof);
            const double step = before - now;
            EXPECT_GT(step, 0) << dof << " " << x;
            EXPECT_LT(step, 0.25) << dof << " " << x;  // never steeper than exp(−1/2)
            before = now;
        }
    }
}

TEST(TwoProportions, WorkedExample) {
    // J. L. Fleiss: 45/150 against 30/150: pooled 0.25, z = 0.1 / √(0.25·0.75·2/150) = 2.
    const TestResult result = two_proportion_z(45, 150, 30, 150);
    EXPECT_NEAR(result.statistic, 2, 1e-14);
    EXPECT_NEAR(result.p, 0.04550026389635842, 1e-15);
    EXPECT_NEAR(result.log10_p, std::log10(0.04550026389635842), 1e-14);
    EXPECT_TRUE(std::isnan(two_proportion_z(0, 10, 0, 20).statistic));
    EXPECT_TRUE(std::isnan(two_proportion_z(10, 10, 20, 20).p));
    EXPECT_TRUE(std::isnan(two_proportion_z(1, 10, 0, 0).p));
}

TEST(Fisher, LadyTastingTea) {
    EXPECT_NEAR(fisher_exact(3, 4, 1, 4).p, 0.48571428571428571, 1e-13);
    EXPECT_NEAR(fisher_exact(4, 4, 0, 4).p, 2.0 / 70, 1e-13);
    // R, ?fisher.test, "Convictions" (Fisher 1962): two-sided 0.0005367.
    EXPECT_NEAR(fisher_exact(2, 17, 10, 13).p, 0.0005367, 5e-8);
    EXPECT_NEAR(fisher_exact(0, 5, 0, 5).p, 1, 1e-12);
}

TEST(Corrections, HolmAndBenjaminiHochberg) {
    const std::vector<double> p = {0.01, 0.04, 0.03, 0.005, undefined};
    std::vector<double> logs;
    for (const double value : p) { logs.push_back(std::log10(value)); }
    const std::vector<double> holm = holm_log10(logs);
    const std::vector<double> bh = benjamini_hochberg_log10(logs);
    const double expected_holm[] = {0.03, 0.06, 0.06, 0.02};
    const double expected_bh[] = {0.02, 0.04, 0.04, 0.02};
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_NEAR(from_log10(holm[i]), expected_holm[i], 1e-12);
        EXPECT_NEAR(from_log10(bh[i]), expected_bh[i], 1e-12);
    }
    EXPECT_TRUE(std::isnan(holm[4]) && std::isnan(bh[4]));
}

TEST(Corrections, NeverBelowTheirInputNorAboveOne) {
    const std::vector<double> logs = {-0.1, -0.2, -400, -3, -0.001};
    const std::vector<double> holm = holm_log10(logs);
    const std::vector<double> bh = benjamini_hochberg_log10(logs);
    for (std::size_t i = 0; i < logs.size(); ++i) {
        EXPECT_GE(holm[i], bh[i]);
        EXPECT_GE(bh[i], logs[i]);
        EXPECT_LE(holm[i], 0);
    }
}

}  // namespace
}  // namespace klarsicht::stats
