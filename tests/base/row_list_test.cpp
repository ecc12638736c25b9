#include "base/row_list.h"

#include <gtest/gtest.h>

#include <set>

#include "support/dice.h"
#include "table/line_numbers.h"

namespace klarsicht {
namespace {

std::vector<std::uint64_t> all_of(const RowList& list) { return list.first(static_cast<std::size_t>(list.size()) + 1); }

TEST(RowList, HoldsEachRowOnceInOrderHoweverItComes) {
    test::Dice dice(7);
    for (const std::uint64_t rows : {std::uint64_t{10}, std::uint64_t{70'000}, std::uint64_t{400'000}}) {
        RowList list;
        std::set<std::uint64_t> plain;
        for (int i = 0; i < 60'000; ++i) {
            const std::uint64_t row = dice.below(rows);
            list.add(row);
            plain.insert(row);
        }
        EXPECT_EQ(list.size(), plain.size());
        EXPECT_EQ(all_of(list), std::vector<std::uint64_t>(plain.begin(), plain.end()));
        EXPECT_EQ(list.first(3), std::vector<std::uint64_t>(plain.begin(), std::next(plain.begin(), 3)));
        for (std::uint64_t row = 0; row < rows; row += rows / 10) {
            EXPECT_EQ(list.contains(row), plain.contains(row)) << row;
        }
    }
}

TEST(RowList, ACopyStaysAsItWas) {
    RowList list;
    for (std::uint64_t row = 0; row < 100; ++row) { list.add(row * 3); }
    const RowList copy = list;
    list.add(300);
    EXPECT_EQ(copy.size(), 100U);
    EXPECT_EQ(list.size(), 101U);
    EXPECT_FALSE(copy == list);
    EXPECT_TRUE(copy == list.where([](std::uint64_t row) { return row < 300; }));
    EXPECT_EQ(list.renumbered([](std::uint64_t row) { return row + 1; }).first(2), (std::vector<std::uint64_t>{1, 4}));
}

TEST(RowList, WhatIsThereAlreadyChangesNothing) {
    for (const std::uint64_t rows : {std::uint64_t{4'095}, std::uint64_t{4'096}, std::uint64_t{4'097}}) {
        RowList list, again;
        for (std::uint64_t row = 0; row < rows; ++row) { list.add(row * 2); }
        again.add(list);
        EXPECT_TRUE(again == list) << "an empty list becomes the other";
        for (std::uint64_t row = 0; row < rows; row += 100) { again.add(row * 2); }
        again.add(list);
        again.add(again);
        EXPECT_TRUE(again == list) << rows;
        EXPECT_LE(again.bytes(), list.bytes()) << rows << ": no bits for a row that is there";
    }
}

TEST(RowList, AMillionRowsTakeABitEach) {
    RowList list;
    for (std::uint64_t row = 0; row < 1'000'000; ++row) { list.add(row); }
    EXPECT_EQ(list.size(), 1'000'000U);
    EXPECT_LT(list.bytes(), 200'000U);
}

TEST(LineNumbers, OnlyWhatBreaksTheCountIsHeld) {
    LineNumbers lines;
    for (std::uint64_t row = 0; row < 1000; ++row) { lines.begins(row, row + 2); }
    EXPECT_LE(lines.bytes(), 64U);
    EXPECT_EQ(lines.of(53), 55U);
    EXPECT_EQ(lines.of(0), 2U);
    lines.begins(1000, 1005);
    EXPECT_EQ(lines.of(999), 1001U);
    EXPECT_EQ(lines.of(1000), 1005U);
    EXPECT_EQ(lines.of(1002), 1007U);
    EXPECT_EQ(LineNumbers().of(0), std::nullopt);
}

}  // namespace
}  // namespace klarsicht
