#include "app/model/ticks.h"

#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

namespace klarsicht::app {
namespace {

TEST(Ticks, StepsAreRound) {
    const Axis shares = nice_axis(0, 0.423, 6);
    EXPECT_DOUBLE_EQ(shares.low, 0);
    EXPECT_DOUBLE_EQ(shares.step, 0.1);
    EXPECT_DOUBLE_EQ(shares.high, 0.5);
    EXPECT_EQ(shares.decimals, 1);
    EXPECT_EQ(shares.ticks().size(), 6u);
    EXPECT_DOUBLE_EQ(nice_axis(0, 1, 4).step, 0.25);
    EXPECT_EQ(nice_axis(0, 1, 4).decimals, 2);
    EXPECT_DOUBLE_EQ(nice_axis(-0.3, 0.19, 6).low, -0.3);
}

TEST(Ticks, CountsHaveWholeSteps) {
    EXPECT_DOUBLE_EQ(nice_axis(0, 2, 8, true).step, 1);
    EXPECT_DOUBLE_EQ(nice_axis(0, 9, 4, true).step, 5) << "2.5 is no count";
}

TEST(Ticks, NothingAndNonsenseStillMakeAnAxis) {
    for (const double low : {0.0, 5.0, -3.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
        const Axis axis = nice_axis(low, low, 5);
        EXPECT_LT(axis.low, axis.high);
        EXPECT_FALSE(axis.ticks().empty());
    }
}

TEST(Ticks, TheEndsOfWhatANumberHoldsStillMakeAnAxis) {
    const std::vector<std::pair<double, double>> ranges = {{-1.7976931348623157e308, 1.7976931348623157e308},
                                                           {-1e308, 0},
                                                           {0, 5e-324},
                                                           {5e-324, 1e-323},
                                                           {1e308, 1e308},
                                                           {5.9e20, 6e20},
                                                           {0, 1e308},
                                                           {-5e-324, 5e-324}};
    for (const auto& [low, high] : ranges) {
        for (const bool whole : {false, true}) {
            const Axis axis = nice_axis(low, high, 5, whole);
            EXPECT_LT(axis.low, axis.high) << low << " " << high;
            EXPECT_TRUE(std::isfinite(axis.step) && axis.step > 0) << axis.step;
            EXPECT_GE(axis.decimals, 0);
            const std::vector<double> ticks = axis.ticks();
            EXPECT_FALSE(ticks.empty());
            EXPECT_LE(ticks.size(), 7u);
            for (const double tick : ticks) { EXPECT_TRUE(std::isfinite(tick)); }
        }
    }
}

TEST(Ticks, AnyRangeIsHeldInFewSteps) {
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> exponent(-9, 12), mantissa(-1, 1);
    for (int i = 0; i < 2000; ++i) {
        const double a = mantissa(random) * std::pow(10, exponent(random)),
                     b = mantissa(random) * std::pow(10, exponent(random));
        const int intervals = 1 + i % 9;
        const Axis axis = nice_axis(a, b, intervals);
        const double slack = (axis.high - axis.low) * 1e-6;
        EXPECT_LE(axis.low, std::min(a, b) + slack);
        EXPECT_GE(axis.high, std::max(a, b) - slack);
        EXPECT_LE(axis.ticks().size(), static_cast<std::size_t>(intervals) + 1) << a << " " << b;
    }
}

}  // namespace
}  // namespace klarsicht::app
