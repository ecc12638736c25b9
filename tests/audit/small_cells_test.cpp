#include "audit/small_cells.h"

#include <gtest/gtest.h>

#include <map>

#include "stats/random.h"
#include "stats/told_sums.h"

namespace klarsicht {
namespace {

using Members = std::vector<std::vector<std::uint32_t>>;

std::vector<std::uint8_t> hidden_in_table(const std::vector<std::vector<std::uint64_t>>& rows) {
    Members members;
    std::vector<std::uint64_t> people;
    for (std::uint32_t r = 0; r < rows.size(); ++r) {
        for (std::uint32_t c = 0; c < rows[r].size(); ++c) {
            members.push_back({r, c});
            people.push_back(rows[r][c]);
        }
    }
    return hidden_cells(members, people, all_but_one(2));
}

TEST(HiddenCells, OfOneColumnOnlyTheSmallOnes) {
    const std::vector<std::uint64_t> people = {100, 4, 5, 1, 0};
    EXPECT_EQ(hidden_cells(Members{{0}, {1}, {2}, {3}, {4}}, people, {}), (std::vector<std::uint8_t>{0, 1, 0, 1, 0}));
}

TEST(HiddenCells, OneSmallCellTakesThreeMoreWithIt) {
    EXPECT_EQ(hidden_in_table({{3, 50, 60}, {40, 70, 80}, {90, 95, 99}}),
              (std::vector<std::uint8_t>{1, 1, 0, 1, 1, 0, 0, 0, 0}));
}

TEST(HiddenCells, TwoSmallCellsOfFourPeopleAreNotEnoughForARow) {
    // 2 + 2 follow as a sum of four people.
    const std::vector<std::uint8_t> hidden = hidden_in_table({{2, 2, 60}, {40, 70, 80}, {50, 60, 70}});
    EXPECT_EQ(hidden[2], 1);
}

TEST(HiddenCells, NothingIsHiddenWhereNothingIsSmall) {
    EXPECT_EQ(hidden_in_table({{5, 9}, {7, 0}}), (std::vector<std::uint8_t>{0, 0, 0, 0}));
}

/// Tries to work out the small cells of random tables from all their sums.
TEST(HiddenCells, NoSmallCellFollowsFromTheSums) {
    stats::Random random(7);
    int exposed = 0;
    for (int round = 0; round < 300; ++round) {
        const std::size_t axes = 2 + random.below(2);
        std::vector<std::size_t> size;
        for (std::size_t a = 0; a < axes; ++a) { size.push_back(2 + random.below(4)); }
        Members members = {{}};
        for (std::size_t a = 0; a < axes; ++a) {
            Members longer;
            for (const std::vector<std::uint32_t>& begun : members) {
                for (std::uint32_t i = 0; i < size[a]; ++i) {
                    longer.push_back(begun);
                    longer.back().push_back(i);
                }
            }
            members = std::move(longer);
        }
        std::vector<std::uint64_t> people;
        for (std::size_t i = 0; i < members.size(); ++i) {
            people.push_back(random.below(5) == 0 ? random.below(5) : 5 + random.below(60));
        }
        const auto margins = all_but_one(axes);
        const std::vector<std::uint8_t> hidden = hidden_cells(members, people, margins);
        std::vector<std::size_t> number(members.size());
        std::vector<std::size_t> unknown;
        for (std::size_t i = 0; i < members.size(); ++i) {
            number[i] = unknown.size();
            if (people[i] > 0 && people[i] < 5) { EXPECT_NE(hidden[i], cell_shown); }
            if (hidden[i] != 0) { unknown.push_back(i); }
        }
        std::map<std::pair<std::size_t, std::vector<std::uint32_t>>, std::vector<std::size_t>> sums;
        std::map<std::pair<std::size_t, std::vector<std::uint32_t>>, std::uint64_t> people_of_sum;
        for (std::size_t m = 0; m < margins.size(); ++m) {
            for (const std::size_t cell : unknown) {
                std::vector<std::uint32_t> key;
                for (const std::size_t c : margins[m]) { key.push_back(members[cell][c]); }
                sums[{m, key}].push_back(number[cell]);
                people_of_sum[{m, key}] += people[cell];
            }
        }
        std::vector<std::vector<std::size_t>> told;
        for (const auto& [key, sum] : sums) {
            // A sum that is itself about fewer than five people is not told.
            std::uint64_t all = 0;
            for (std::size_t i = 0; i < members.size(); ++i) {
                std::vector<std::uint32_t> own;
                for (const std::size_t c : margins[key.first]) { own.push_back(members[i][c]); }
                all += own == key.second ? people[i] : 0;
            }
            if (all < 5) { continue; }
            told.push_back(sum);
        }
        std::vector<std::uint64_t> people_of_unknown;
        for (const std::size_t cell : unknown) { people_of_unknown.push_back(people[cell]); }
        stats::ToldSums solver(people_of_unknown, 5, told.size());
        for (const stats::Sum& sum : told) { EXPECT_TRUE(solver.tell(sum)); }
        // What follows all the same is said to be exposed.
        std::vector<std::uint8_t> follows(members.size(), 0);
        for (const stats::Sum& few : solver.few_that_follow()) {
            for (const std::size_t u : few) { follows[unknown[u]] = 1; }
        }
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (follows[i] != 0) { EXPECT_EQ(hidden[i], cell_exposed) << "round " << round << " cell " << i; }
            exposed += hidden[i] == cell_exposed ? 1 : 0;
        }
    }
    EXPECT_LT(exposed, 100);
}

TEST(HiddenCells, WhatNothingCanHideIsSaid) {
    // All of the second row are in the first column: the three follow from its sum.
    EXPECT_EQ(hidden_in_table({{3, 60}, {50, 0}})[0], cell_exposed);
    // The second row's own sum is small and not told, but the first column's is.
    EXPECT_EQ(hidden_in_table({{50, 60}, {3, 0}})[2], cell_exposed);
}

TEST(SuppressSmallCells, TakesFiguresButNotNumbersOfPeople) {
    Outcome outcome;
    Group& group = outcome.groups.emplace_back();
    group.people = 3;
    group.figures.label("group", "diverse");
    group.figures.size("n", 3);
    group.figures.count("selected", 1);
    group.figures.share("selection_rate", stats::Fraction{1, 3});
    group.figures.part("disparity", [] {
        Figures inner;
        inner.factor("ratio", 0.4);
        return inner;
    }());
    suppress_small_cells(outcome);
    EXPECT_EQ(group.figures.number_of("n"), 3);
    EXPECT_EQ(group.label(), "diverse");
    EXPECT_EQ(group.figures.find("selected")->kind, Figure::Kind::undefined);
    EXPECT_FALSE(group.figures.find("selection_rate")->has_interval);
    EXPECT_EQ(group.figures.find("disparity")->find("ratio")->kind, Figure::Kind::undefined);
    EXPECT_EQ(group.suppressed, (std::vector<std::string>{"selected", "selection_rate", "disparity"}));
}

TEST(SuppressSmallCells, AFigureMayRestOnFewerThanItsGroup) {
    Outcome outcome;
    Group& group = outcome.groups.emplace_back();
    group.people = 40;
    group.figures.share("tpr", stats::Fraction{1, 2});
    group.figures.share("selection_rate", stats::Fraction{10, 40});
    outcome.metrics.share("favoured_rate", 0.5).of(4);
    suppress_small_cells(outcome);
    EXPECT_EQ(group.suppressed, (std::vector<std::string>{"tpr"}));
    EXPECT_EQ(outcome.suppressed, (std::vector<std::string>{"favoured_rate"}));
    EXPECT_EQ(group.figures.number_of("selection_rate"), 0.25);
}

TEST(SuppressSmallCells, RowsOfChartsGo) {
    Outcome outcome;
    outcome.chart.kind = Chart::Kind::intervals;
    outcome.chart.rows.push_back(ChartRow::of("a", false, {3, 4}));
    outcome.chart.rows.push_back(ChartRow::of("b", false, {3, 5}));
    suppress_small_cells(outcome);
    ASSERT_EQ(outcome.chart.rows.size(), 1U);
    EXPECT_EQ(outcome.chart.rows.front().label, "b");
}

}  // namespace
}  // namespace klarsicht
