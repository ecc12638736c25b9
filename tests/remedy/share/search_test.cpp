#include "remedy/share/search.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "support/dice.h"

namespace klarsicht::remedy {
namespace {

/// A random table: columns of a few values, each with forms that merge values two and two.
struct Tried {
    std::vector<std::vector<std::uint32_t>> columns;
    std::vector<Ladder> ladders;
    std::optional<stats::RowValues> people;
    std::uint64_t rows = 0;
};

Tried random_table(test::Dice& random, bool of_people) {
    Tried tried;
    tried.rows = 5 + random.below(120);
    const std::size_t columns = 1 + random.below(4);
    for (std::size_t c = 0; c < columns; ++c) {
        const auto values = static_cast<std::uint32_t>(1 + random.below(9));
        std::vector<std::uint32_t> of_row;
        for (std::uint64_t row = 0; row < tried.rows; ++row) {
            of_row.push_back(static_cast<std::uint32_t>(std::min(random.below(values), random.below(values))));
        }
        tried.columns.push_back(std::move(of_row));
        Ladder ladder;
        double loss = 0;
        for (std::uint32_t width = 1;; width *= 2) {
            Rung rung{{}, (values - 1) / width + 1, loss};
            for (std::uint32_t value = 0; value < values; ++value) { rung.of_value.push_back(value / width); }
            ladder.rungs.push_back(std::move(rung));
            if (width >= values) { break; }
            loss += 0.05 + static_cast<double>(random.below(100)) / 100;
        }
        tried.ladders.push_back(std::move(ladder));
    }
    for (std::size_t c = 0; c < columns; ++c) { tried.ladders[c].of_row = tried.columns[c]; }
    if (of_people) {
        tried.people.emplace();
        tried.people->count = static_cast<std::uint32_t>(1 + tried.rows / 2);
        for (std::uint64_t row = 0; row < tried.rows; ++row) {
            tried.people->of_row.push_back(static_cast<std::uint32_t>(random.below(tried.people->count)));
        }
    }
    return tried;
}

/// Records in classes of fewer than k, counted in the plainest way.
std::uint64_t small_records(const Tried& tried, const std::vector<std::size_t>& rungs, std::uint64_t k) {
    std::map<std::vector<std::uint32_t>, std::vector<std::uint64_t>> classes;
    for (std::uint64_t row = 0; row < tried.rows; ++row) {
        std::vector<std::uint32_t> key;
        for (std::size_t c = 0; c < rungs.size(); ++c) {
            key.push_back(tried.ladders[c].rungs[rungs[c]].of_value[tried.columns[c][row]]);
        }
        classes[key].push_back(row);
    }
    std::uint64_t small = 0;
    std::set<std::uint32_t> persons;
    for (const auto& [key, rows] : classes) {
        if (!tried.people) {
            small += rows.size() < k ? rows.size() : 0;
            continue;
        }
        std::set<std::uint32_t> different;
        for (const std::uint64_t row : rows) { different.insert(tried.people->of_row[row]); }
        if (different.size() < k) { persons.insert(different.begin(), different.end()); }
    }
    return tried.people ? persons.size() : small;
}

/// The least loss of all choices that reach the goal; nothing where none does.
std::optional<double> least_by_trying_all(const Tried& tried, const Goal& goal) {
    std::optional<double> least;
    std::vector<std::size_t> rungs(tried.ladders.size(), 0);
    for (;;) {
        double loss = 0;
        for (std::size_t c = 0; c < rungs.size(); ++c) { loss += tried.ladders[c].rungs[rungs[c]].loss; }
        if (small_records(tried, rungs, goal.k) <= goal.most_small && (!least || loss < *least)) { least = loss; }
        std::size_t c = 0;
        while (c < rungs.size() && ++rungs[c] == tried.ladders[c].rungs.size()) { rungs[c++] = 0; }
        if (c == rungs.size()) { return least; }
    }
}

TEST(ShareSearch, FindsWhatTryingEverythingFinds) {
    test::Dice random(7);
    int reached = 0;
    for (int round = 0; round < 400; ++round) {
        const Tried tried = random_table(random, round % 3 == 0);
        const Goal goal{.k = 2 + random.below(6), .most_small = random.below(2) == 0 ? 0 : tried.rows / 20};
        const std::optional<double> least = least_by_trying_all(tried, goal);
        const Node node = least_loss(tried.ladders, tried.people, tried.rows, goal);
        ASSERT_EQ(node.reaches, least.has_value()) << "round " << round;
        if (!least) { continue; }
        ++reached;
        EXPECT_NEAR(node.loss, *least, 1e-9) << "round " << round;
        EXPECT_TRUE(node.least);
        EXPECT_LE(small_records(tried, node.rungs, goal.k), goal.most_small) << "round " << round;
    }
    EXPECT_GT(reached, 200);
}

TEST(ShareSearch, ReachesTheGoalWithLittleWorkToo) {
    test::Dice random(8);
    for (int round = 0; round < 200; ++round) {
        const Tried tried = random_table(random, false);
        Goal goal{.k = 2 + random.below(6)};
        const Node exact = least_loss(tried.ladders, tried.people, tried.rows, goal);
        goal.most_work = 1;
        const Node hasty = least_loss(tried.ladders, tried.people, tried.rows, goal);
        ASSERT_EQ(hasty.reaches, exact.reaches) << "round " << round;
        if (!hasty.reaches) { continue; }
        EXPECT_EQ(small_records(tried, hasty.rungs, goal.k), 0u) << "round " << round;
        EXPECT_GE(hasty.loss, exact.loss - 1e-9) << "round " << round;
        EXPECT_FALSE(hasty.least);
    }
}

TEST(ShareSearch, SaysWhereNothingHelps) {
    const Node empty = least_loss({}, std::nullopt, 3, {.k = 5});
    EXPECT_FALSE(empty.reaches);
    EXPECT_TRUE(least_loss({}, std::nullopt, 5, {.k = 5}).reaches);
    EXPECT_TRUE(least_loss({}, std::nullopt, 0, {.k = 5}).reaches);
}

}  // namespace
}  // namespace klarsicht::remedy
