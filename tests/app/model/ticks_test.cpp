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
