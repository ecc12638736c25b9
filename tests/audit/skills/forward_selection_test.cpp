#include "audit/skills/forward_selection.h"

#include <gtest/gtest.h>

#include <cmath>

namespace klarsicht::skills {
namespace {

struct Dice {
    std::uint32_t state = 99;
    std::uint32_t operator()(std::uint32_t bound) {
        state = state * 1664525u + 1013904223u;
        return (state >> 16) % bound;
    }
};

TEST(ForwardSelection, ARuleIsExplainedAndNoiseIsNot) {
    Dice dice;
    std::vector<std::uint8_t> target;
    Feature rule{{}, 4};
    Feature noise{{}, 200};
    for (int i = 0; i < 4000; ++i) {
        rule.bin.push_back(dice(4));
        noise.bin.push_back(dice(200));
        target.push_back(rule.bin.back() == 1 ? 1 : 0);
    }
    const Feature features[] = {noise, rule};
    const ForwardSelection found = select_forward(target, features, 3, 0.01);
    ASSERT_EQ(found.steps.size(), 1u);
    EXPECT_EQ(found.steps[0].feature, 1u);
    EXPECT_GT(found.steps[0].share, 0.98);
    EXPECT_LT(found.alone[0], 0.02);  // in sample it would be about 0.04
    const ForwardSelection nothing = select_forward(target, std::span(features, 1), 3, 0.01);
    EXPECT_TRUE(nothing.steps.empty());
}

TEST(ForwardSelection, SharesComeNearTheTruth) {
    // P(1) is 0.9 or 0.1 by a fair coin: U = 1 − H(0.1)/ln 2 = 0.531.
    Dice dice;
    std::vector<std::uint8_t> target;
    Feature coin{{}, 2};
    for (int i = 0; i < 20000; ++i) {
        coin.bin.push_back(dice(2));
        target.push_back(dice(10) == 0 ? coin.bin.back() == 0 : coin.bin.back() == 1);
    }
    const ForwardSelection found = select_forward(target, std::span(&coin, 1), 3, 0.01);
    ASSERT_EQ(found.steps.size(), 1u);
    const double truth = 1 + (0.1 * std::log(0.1) + 0.9 * std::log(0.9)) / std::log(2.0);
    EXPECT_NEAR(found.steps[0].share, truth, 0.02);
    EXPECT_LT(found.ci95.low, truth);
    EXPECT_GT(found.ci95.high, truth);
}

TEST(ForwardSelection, TwoColumnsThatOnlyTellTogether) {
    Dice dice;
    std::vector<std::uint8_t> target;
    Feature a{{}, 2};
    Feature b{{}, 2};
    for (int i = 0; i < 6000; ++i) {
        a.bin.push_back(dice(2));
        b.bin.push_back(dice(2));
        target.push_back(a.bin.back() == 1 && b.bin.back() == 1 ? 1 : 0);
    }
    const Feature features[] = {a, b};
    const ForwardSelection found = select_forward(target, features, 3, 0.01);
    ASSERT_EQ(found.steps.size(), 2u);
    EXPECT_GT(found.steps[1].share, 0.98);
}

}  // namespace
}  // namespace klarsicht::skills
