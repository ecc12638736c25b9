#include "stats/interval.h"

#include <gtest/gtest.h>

#include <cmath>

namespace klarsicht::stats {
namespace {

// R. G. Newcombe (1998), Statistics in Medicine 17, 857–872, table I (two proportions method 3) and 873–890, table II
// (method 10).
TEST(Wilson, PublishedValues) {
    EXPECT_NEAR(wilson(81, 263).low, 0.2553, 5e-5);
    EXPECT_NEAR(wilson(81, 263).high, 0.3662, 5e-5);
    EXPECT_NEAR(wilson(15, 148).low, 0.0624, 5e-5);
    EXPECT_NEAR(wilson(15, 148).high, 0.1605, 5e-5);
    EXPECT_EQ(wilson(0, 20).low, 0.0);
    EXPECT_NEAR(wilson(0, 20).high, 0.1611, 5e-5);
    EXPECT_NEAR(wilson(1, 29).low, 0.0061, 5e-5);
    EXPECT_NEAR(wilson(1, 29).high, 0.1718, 5e-5);
    EXPECT_EQ(wilson(29, 29).high, 1.0);
}

TEST(Newcombe, PublishedValues) {
    EXPECT_NEAR(newcombe_difference(56, 70, 48, 80).low, 0.0524, 5e-5);
    EXPECT_NEAR(newcombe_difference(56, 70, 48, 80).high, 0.3339, 5e-5);
    EXPECT_NEAR(newcombe_difference(9, 10, 3, 10).low, 0.1705, 5e-5);
    EXPECT_NEAR(newcombe_difference(9, 10, 3, 10).high, 0.8090, 5e-5);
    EXPECT_NEAR(newcombe_difference(6, 7, 2, 7).low, 0.0582, 5e-5);
    EXPECT_NEAR(newcombe_difference(6, 7, 2, 7).high, 0.8062, 5e-5);
    EXPECT_NEAR(newcombe_difference(5, 56, 0, 29).low, -0.0381, 5e-5);
    EXPECT_NEAR(newcombe_difference(5, 56, 0, 29).high, 0.1926, 5e-5);
    EXPECT_NEAR(newcombe_difference(10, 10, 0, 10).low, 0.6075, 5e-5);
    EXPECT_NEAR(newcombe_difference(10, 10, 0, 10).high, 1.0, 5e-5);
}

TEST(Ratio, KatzIsSymmetricAndUndefinedForZeros) {
    const Interval forward = katz_ratio(15, 100, 30, 120);
    const Interval backward = katz_ratio(30, 120, 15, 100);
    EXPECT_NEAR(forward.low * backward.high, 1, 1e-14);
    EXPECT_NEAR(forward.high * backward.low, 1, 1e-14);
    EXPECT_NEAR(forward.low, 0.6 / std::exp(1.959963984540054 * std::sqrt(1 / 15.0 - 1 / 100.0 + 1 / 30.0 - 1 / 120.0)),
                1e-14);
    EXPECT_TRUE(std::isnan(katz_ratio(0, 10, 3, 10).high));
    EXPECT_TRUE(std::isnan(katz_ratio(3, 10, 0, 10).high));
    EXPECT_GT(walter_ratio(0, 10, 3, 10).high, 0);
    EXPECT_LT(walter_ratio(0, 1000, 300, 1000).high, 0.1);
}

TEST(Interval, MeanOfDifferencesAddsSquares) {
    const Interval ci = mean_of_differences(0.2, {0.1, 0.4}, 0.4, {0.1, 0.5});
    EXPECT_NEAR(ci.low, 0.3 - std::sqrt(0.01 + 0.09) / 2, 1e-15);
    EXPECT_NEAR(ci.high, 0.3 + std::sqrt(0.04 + 0.01) / 2, 1e-15);
    EXPECT_TRUE(std::isnan(mean_of_differences(0.2, {0.1, 0.4}, undefined, {}).low));
}

TEST(Ratio, OfTwoCountsOfOneSample) {
    const Interval ci = count_ratio(40, 10);
    EXPECT_NEAR(ci.low, 4 * std::exp(-z95 * std::sqrt(0.125)), 1e-12);
    EXPECT_NEAR(ci.high, 4 * std::exp(z95 * std::sqrt(0.125)), 1e-12);
    EXPECT_TRUE(std::isnan(count_ratio(0, 3).low));
}

TEST(Interval, NothingCountedIsUndefined) {
    EXPECT_TRUE(std::isnan(rate(0, 0)));
    EXPECT_TRUE(std::isnan(wilson(0, 0).low));
    EXPECT_TRUE(std::isnan(newcombe_difference(0, 0, 1, 2).low));
}

TEST(Power, KnownSampleSizes) {
    // Per group 388 people show a step from 0.5 by 0.1 at 5 % with 80 % power: (1.96 + 0.8416)² · 2 · 0.25 / 0.01 =
    // 392.4.
    EXPECT_NEAR(minimum_detectable_difference(0.5, 392, 392, 0.05, 0.8), 0.1, 1e-4);
    EXPECT_NEAR(normal_quantile(0.975), z95, 1e-14);
    EXPECT_NEAR(normal_quantile(0.8), 0.8416212335729143, 1e-14);
    EXPECT_TRUE(std::isnan(normal_quantile(1)));
}

}  // namespace
}  // namespace klarsicht::stats
