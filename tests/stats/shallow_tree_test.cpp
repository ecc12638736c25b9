#include "stats/shallow_tree.h"

#include <gtest/gtest.h>

#include <numeric>

#include "stats/random.h"

namespace klarsicht::stats {
namespace {

std::vector<std::uint32_t> all_rows(std::size_t n) {
    std::vector<std::uint32_t> rows(n);
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

TEST(ShallowTree, FindsTheQuestionThatDecides) {
    std::vector<BinnedColumn> columns = {{{}, 4, true}, {{}, 3, false}};
    std::vector<double> target;
    for (std::uint32_t i = 0; i < 240; ++i) {
        columns[0].bin.push_back(i % 4);
        columns[1].bin.push_back(i / 4 % 3);
        target.push_back(columns[1].bin.back() == 1 && columns[0].bin.back() >= 2 ? 1 : 0);
    }
    const ShallowTree tree = grow_tree(target, columns, all_rows(target.size()));
    EXPECT_DOUBLE_EQ(tree.leaf(std::vector<std::uint32_t>{3, 1}).mean, 1);
    EXPECT_DOUBLE_EQ(tree.leaf(std::vector<std::uint32_t>{1, 1}).mean, 0);
    EXPECT_DOUBLE_EQ(tree.leaf(std::vector<std::uint32_t>{3, 0}).mean, 0);
    EXPECT_TRUE(tree.asks_about(0));
    EXPECT_TRUE(tree.asks_about(1));
}

TEST(ShallowTree, DividesValuesWithoutOrderAsWellAsAnyDivisionWould) {
    // Eight values, means in disorder: the best of all 127 divisions, by trying them.
    const std::vector<double> rates = {0.7, 0.1, 0.65, 0.2, 0.9, 0.15, 0.3, 0.8};
    std::vector<BinnedColumn> columns = {{{}, 8, false}};
    std::vector<double> target;
    for (std::uint32_t value = 0; value < 8; ++value) {
        for (std::uint32_t i = 0; i < 100; ++i) {
            columns[0].bin.push_back(value);
            target.push_back(i < 100 * rates[value] ? 1 : 0);
        }
    }
    TreeLimits limits;
    limits.leaves = 2;
    const ShallowTree tree = grow_tree(target, columns, all_rows(target.size()), limits);
    const auto explained = [&](unsigned mask) {
        double sums[2] = {};
        double counts[2] = {};
        for (std::size_t row = 0; row < target.size(); ++row) {
            const unsigned side = mask >> columns[0].bin[row] & 1U;
            sums[side] += target[row];
            counts[side] += 1;
        }
        return sums[0] * sums[0] / counts[0] + sums[1] * sums[1] / counts[1];
    };
    double best = 0;
    for (unsigned mask = 1; mask < 255; ++mask) { best = std::max(best, explained(mask)); }
    unsigned found = 0;
    for (unsigned value = 0; value < 8; ++value) { found |= static_cast<unsigned>(tree.nodes[0].left[value]) << value; }
    EXPECT_NEAR(explained(found), best, 1e-9);
}

TEST(ShallowTree, OfNoiseNothingIsAsked) {
    Random random(7);
    std::vector<BinnedColumn> columns = {{{}, 5, true}, {{}, 4, false}};
    std::vector<double> target;
    for (std::size_t i = 0; i < 5000; ++i) {
        columns[0].bin.push_back(static_cast<std::uint32_t>(random.below(6)));  // unknown ones too
        columns[1].bin.push_back(static_cast<std::uint32_t>(random.below(4)));
        target.push_back(random.uniform() < 0.3 ? 1 : 0);
    }
    EXPECT_EQ(grow_tree(target, columns, all_rows(target.size())).nodes.size(), 1U);
}

TEST(ShallowTree, KeepsItsLimitsAndLeavesHaveRows) {
    Random random(11);
    std::vector<BinnedColumn> columns;
    for (int c = 0; c < 6; ++c) { columns.push_back({{}, 7, c % 2 == 0}); }
    std::vector<double> target;
    for (std::size_t i = 0; i < 3000; ++i) {
        double sum = 0;
        for (BinnedColumn& column : columns) {
            column.bin.push_back(static_cast<std::uint32_t>(random.below(8)));
            sum += column.bin.back() * (column.ordered ? 1.0 : -0.5);
        }
        target.push_back(sum);
    }
    const TreeLimits limits{.depth = 3, .leaves = 6, .least_rows = 100, .least_gain = 0};
    const ShallowTree tree = grow_tree(target, columns, all_rows(target.size()), limits);
    std::size_t leaves = 0;
    for (const TreeNode& node : tree.nodes) {
        if (node.column != TreeNode::leaf) { continue; }
        ++leaves;
        EXPECT_GE(node.n, limits.least_rows);
    }
    EXPECT_LE(leaves, limits.leaves);
    EXPECT_GT(leaves, 2U);
    for (std::uint32_t bin = 0; bin < 8; ++bin) {
        EXPECT_LE(tree.path(std::vector<std::uint32_t>(6, bin)).size(), limits.depth + 1);
    }
    EXPECT_EQ(grow_tree({}, columns, {}).nodes.size(), 1U);
}

}  // namespace
}  // namespace klarsicht::stats
