// Assertions are on where tests run, and end the program where something does not hold.
#include "base/assert.h"

#include <gtest/gtest.h>

#include "stats/contingency.h"
#include "stats/interval.h"
#include "stats/random.h"
#include "table/table.h"

namespace klarsicht {
namespace {

#if !defined(__EMSCRIPTEN__)

TEST(Assert, IsOnInTests) { EXPECT_TRUE(assertions_on); }

TEST(AssertDeathTest, WhatCannotBeEndsTheProgram) {
    GTEST_FLAG_SET(death_test_style, "fast");
    EXPECT_DEATH(stats::rate(3, 2), "interval.cpp.*assertion failed: k <= n");
    EXPECT_DEATH(stats::Random(1).below(0), "assertion failed: bound > 0");
    EXPECT_DEATH(stats::Contingency(2, 2).merge(stats::Contingency(2, 3)), "assertion failed");
}

TEST(AssertDeathTest, AColumnWhoseCountsAreWrongIsFound) {
    GTEST_FLAG_SET(death_test_style, "fast");
    Table table;
    Column column;
    column.codes = {column.dictionary.add("a")};
    column.counts = {2};
    table.columns.push_back(std::move(column));
    Table more;
    more.columns.emplace_back();
    EXPECT_DEATH(static_cast<void>(table.append(more)), "table.cpp.*assertion failed");
}

#endif

}  // namespace
}  // namespace klarsicht
