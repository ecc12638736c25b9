#include "app/model/values.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace klarsicht::app {
namespace {

const Texts& german() { return Texts::of(Language::de); }
const Texts& english() { return Texts::of(Language::en); }

TEST(AppValues, EveryUnitInBothLanguages) {
    EXPECT_EQ(value_text(english(), Unit::share, 0.1464), "14.6%");
    EXPECT_EQ(value_text(german(), Unit::share, 0.1464), "14,6\u202f%");
    EXPECT_EQ(value_text(english(), Unit::count, 48842), "48,842");
    EXPECT_EQ(value_text(german(), Unit::count, 48842), "48.842");
    EXPECT_EQ(value_text(english(), Unit::factor, std::numeric_limits<double>::infinity()), "∞");
    EXPECT_EQ(value_text(english(), Unit::points, -std::numeric_limits<double>::infinity()), "−∞");
}

TEST(AppValues, TicksShowAsManyDecimalsAsTheirStepNeeds) {
    const Axis shares = nice_axis(0, 0.42, 6);
    EXPECT_EQ(tick_text(english(), Unit::share, shares, 0.1), "10%");
    EXPECT_EQ(tick_text(german(), Unit::share, shares, 0.1), "10\u202f%");
    const Axis narrow = nice_axis(0, 0.014, 7);
    EXPECT_EQ(tick_text(english(), Unit::share, narrow, 0.002), "0.2%");
    EXPECT_EQ(tick_text(english(), Unit::count, nice_axis(0, 4000, 4), 2000), "2,000");
    EXPECT_EQ(tick_text(german(), Unit::number, nice_axis(0, 1, 4), 0.25), "0,25");
}

TEST(AppValues, ProbabilitiesReadAsSuch) {
    EXPECT_EQ(value_text(english(), Unit::log10_p, -20), "p\u00a0<\u00a00.0001");
    EXPECT_EQ(value_text(english(), Unit::p_value, 0), "p\u00a0<\u00a00.0001");
    EXPECT_EQ(value_text(english(), Unit::number, 3), "3");
}

}  // namespace
}  // namespace klarsicht::app
