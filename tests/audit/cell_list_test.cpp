#include "audit/cell_list.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "support/dice.h"

namespace klarsicht {
namespace {

constexpr std::size_t page = CellList::page_cells;

struct Cell {
    std::uint32_t row = 0;
    std::uint32_t column = 0;
    std::string why;
    double score = 0;
    bool operator==(const Cell&) const = default;
};

/// What the pages hold, one behind the other; checks that all but the last are full.
std::vector<Cell> content(const CellList& list) {
    std::vector<Cell> cells;
    for (std::size_t p = 0; p < list.pages(); ++p) {
        const CellList::Page one = list.page(p);
        EXPECT_TRUE(p + 1 < list.pages() ? one.rows.size() == page : !one.rows.empty());
        for (std::size_t i = 0; i < one.rows.size(); ++i) {
            cells.push_back({one.rows[i], one.columns[i], list.reasons()[one.reasons[i]].key, one.scores[i]});
        }
    }
    EXPECT_EQ(list.size(), cells.size());
    EXPECT_EQ(list.empty(), cells.empty());
    return cells;
}

/// Adds `n` cells with new reasons to a list and to what a plain vector would hold.
void add_random(std::size_t n, test::Dice& dice, CellList& list, std::vector<Cell>& plain) {
    const std::uint64_t reasons = 1 + dice.below(3);
    std::vector<std::uint32_t> known;
    for (std::uint64_t r = 0; r < reasons; ++r) {
        known.push_back(list.reason(Message("reason." + std::to_string(dice.below(1000)))));
    }
    for (std::size_t i = 0; i < n; ++i) {
        const auto row = static_cast<std::uint32_t>(dice.next());
        const auto column = static_cast<std::uint32_t>(dice.below(4000));
        const std::uint32_t reason = known[dice.below(reasons)];
        const double score = static_cast<double>(dice.below(1001)) / 1000;
        list.add(row, column, reason, score);
        plain.push_back({row, column, list.reasons()[reason].key, score});
    }
}

/// Around the borders of pages, where a page is begun or just full.
std::size_t size_near_border(test::Dice& dice) {
    const std::size_t border = dice.below(4) * page;
    const std::size_t off = dice.below(4);
    return dice.one_in(2) || off > border ? border + off : border - off;
}

TEST(CellList, HoldsWhatAVectorHolds) {
    test::Dice dice(7);
    for (int round = 0; round < 200; ++round) {
        SCOPED_TRACE(round);
        CellList list;
        std::vector<Cell> plain;
        add_random(size_near_border(dice), dice, list, plain);
        ASSERT_EQ(content(list), plain);
        add_random(size_near_border(dice), dice, list, plain);
        ASSERT_EQ(content(list), plain);
    }
}

TEST(CellList, AppendsAnotherListWithItsReasons) {
    test::Dice dice(8);
    for (int round = 0; round < 200; ++round) {
        SCOPED_TRACE(round);
        CellList list;
        CellList other;
        std::vector<Cell> plain;
        std::vector<Cell> more;
        add_random(size_near_border(dice), dice, list, plain);
        add_random(size_near_border(dice), dice, other, more);
        list.append(other);
        plain.insert(plain.end(), more.begin(), more.end());
        ASSERT_EQ(content(list), plain);
        ASSERT_EQ(content(other), more);
    }
}

TEST(CellList, AppendsItself) {
    test::Dice dice(9);
    CellList list;
    std::vector<Cell> plain;
    add_random(page + 3, dice, list, plain);
    list.append(list);
    const std::vector<Cell> once = plain;
    plain.insert(plain.end(), once.begin(), once.end());
    EXPECT_EQ(content(list), plain);
}

TEST(CellList, ACopyGrowsOnItsOwn) {
    test::Dice dice(11);
    for (int round = 0; round < 200; ++round) {
        SCOPED_TRACE(round);
        CellList list;
        std::vector<Cell> plain;
        add_random(size_near_border(dice), dice, list, plain);
        CellList copy = list;
        std::vector<Cell> copied = plain;
        add_random(size_near_border(dice), dice, list, plain);
        add_random(size_near_border(dice), dice, copy, copied);
        ASSERT_EQ(content(list), plain);
        ASSERT_EQ(content(copy), copied);
    }
}

TEST(CellList, GrowingCopyingAndMovingLeaveCellsWhereTheyAre) {
    test::Dice dice(10);
    CellList list;
    std::vector<Cell> plain;
    add_random(page - 1, dice, list, plain);
    const CellList::Page first = list.page(0);
    add_random(40 * page, dice, list, plain);
    EXPECT_EQ(list.page(0).rows.data(), first.rows.data());
    EXPECT_EQ(list.page(0).scores.data(), first.scores.data());
    const CellList copy = list;
    EXPECT_EQ(copy.page(0).rows.data(), first.rows.data());
    const CellList moved = std::move(list);
    EXPECT_EQ(moved.page(0).rows.data(), first.rows.data());
    EXPECT_EQ(content(moved), plain);
    EXPECT_TRUE(list.empty());  // NOLINT(bugprone-use-after-move): a list that was moved away is an empty one
    EXPECT_EQ(list.size(), 0U);
}

}  // namespace
}  // namespace klarsicht
