#include "base/key_numbers.h"

#include <limits>

#include <gtest/gtest.h>

namespace klarsicht {
namespace {

TEST(KeyNumbers, CountInTheOrderOfTheirFirstAppearance) {
    for (const std::uint64_t possible : {std::uint64_t{1000}, std::numeric_limits<std::uint64_t>::max()}) {
        KeyNumbers numbers(possible);
        EXPECT_EQ(numbers.of(std::uint64_t{999}), 0U);
        EXPECT_EQ(numbers.of(std::uint64_t{0}), 1U);
        EXPECT_EQ(numbers.of(std::uint64_t{999}), 0U);
        EXPECT_EQ(numbers.of(std::uint64_t{5}), 2U);
        EXPECT_EQ(numbers.keys(), (std::vector<std::uint64_t>{999, 0, 5}));
    }
}

TEST(KeyNumbers, ZeroHasOneSign) {
    KeyNumbers numbers;
    EXPECT_EQ(numbers.of(0.0), 0U);
    EXPECT_EQ(numbers.of(-0.0), 0U);
    EXPECT_EQ(numbers.of(1.5), 1U);
    EXPECT_EQ(numbers.of(-1.5), 2U);
}

}  // namespace
}  // namespace klarsicht
