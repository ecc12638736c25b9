#include "stats/linear_disclosure.h"

#include <gtest/gtest.h>

namespace klarsicht::stats {
namespace {

using Sums = std::vector<std::vector<std::size_t>>;

TEST(LinearDisclosure, ANumberAloneInASumFollows) {
    EXPECT_EQ(determined_by_sums(Sums{{0}, {1, 2}}, 3), (std::vector<std::uint8_t>{1, 0, 0}));
}

TEST(LinearDisclosure, FourCellsInASquareDoNot) {
    // 0 1
    // 2 3
    EXPECT_EQ(determined_by_sums(Sums{{0, 1}, {2, 3}, {0, 2}, {1, 3}}, 4), (std::vector<std::uint8_t>{0, 0, 0, 0}));
}

TEST(LinearDisclosure, WhatFollowsIsTakenFromTheNextSum) {
    EXPECT_EQ(determined_by_sums(Sums{{0, 1, 2}, {1, 2}, {2}}, 3), (std::vector<std::uint8_t>{1, 1, 1}));
}

TEST(LinearDisclosure, TheBridgeBetweenTwoSquaresFollows) {
    // Two squares of hidden cells, 0–3 and 4–7; cell 8 joins a row of the first and a column of the second.
    const Sums sums = {{0, 1, 8}, {2, 3}, {0, 2}, {1, 3}, {4, 5}, {6, 7}, {4, 6, 8}, {5, 7}};
    const std::vector<std::uint8_t> found = determined_by_sums(sums, 9);
    EXPECT_EQ(found, (std::vector<std::uint8_t>{0, 0, 0, 0, 0, 0, 0, 0, 1}));
}

TEST(LinearDisclosure, WithoutSumsNothingFollows) {
    EXPECT_EQ(determined_by_sums(Sums{}, 2), (std::vector<std::uint8_t>{0, 0}));
}

}  // namespace
}  // namespace klarsicht::stats
