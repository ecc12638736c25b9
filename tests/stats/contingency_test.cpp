#include "stats/contingency.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "stats/moments.h"
#include "stats/ranking.h"

namespace klarsicht::stats {
namespace {

Contingency table(std::initializer_list<std::initializer_list<std::uint64_t>> rows) {
    Contingency result(rows.size(), rows.begin()->size());
    std::size_t r = 0;
    for (const auto& row : rows) {
        std::size_t c = 0;
        for (const std::uint64_t count : row) { result.add(r, c++, count); }
        ++r;
    }
    return result;
}

TEST(Association, WorkedExample) {
    // Snedecor and Cochran: 20 30 / 30 20: χ² = 4, V = 0.2.
    const Association a = association(table({{20, 30}, {30, 20}}));
    EXPECT_NEAR(a.chi2, 4, 1e-14);
    EXPECT_EQ(a.dof, 1);
    EXPECT_NEAR(a.cramers_v, 0.2, 1e-15);
    EXPECT_NEAR(a.cramers_v_bias_corrected, std::sqrt((0.04 - 1 / 99.0) / (1 - 1 / 99.0)), 1e-14);
    EXPECT_NEAR(a.mutual_information, 0.4 * std::log(0.8) + 0.6 * std::log(1.2), 1e-15);
    EXPECT_NEAR(a.theils_u, a.mutual_information / std::log(2.0), 1e-15);
}

TEST(Association, IndependentAndIdentical) {
    const Association none = association(table({{10, 20, 30}, {20, 40, 60}}));
    EXPECT_NEAR(none.chi2, 0, 1e-12);
    EXPECT_NEAR(none.theils_u, 0, 1e-12);
    EXPECT_EQ(none.cramers_v_bias_corrected, 0);
    const Association same = association(table({{50, 0}, {0, 50}}));
    EXPECT_NEAR(same.cramers_v, 1, 1e-14);
    EXPECT_NEAR(same.theils_u, 1, 1e-14);
}

TEST(Association, EmptyRowsDoNotCount) {
    const Association with = association(table({{20, 0, 30}, {0, 0, 0}, {30, 0, 20}}));
    const Association without = association(table({{20, 30}, {30, 20}}));
    EXPECT_EQ(with.dof, without.dof);
    EXPECT_EQ(with.cramers_v_bias_corrected, without.cramers_v_bias_corrected);
}

TEST(Association, OneGroupIsUndefined) {
    EXPECT_TRUE(std::isnan(association(table({{5}, {7}})).theils_u));
    EXPECT_TRUE(std::isnan(association(table({{5, 7}})).chi2));
    EXPECT_TRUE(std::isnan(association(Contingency(2, 2)).chi2));
}

TEST(Association, UniqueValuesTellNothingOnceCorrected) {
    // Every row its own value: U is 1, but so it would be for noise.
    Contingency unique(200, 2);
    for (std::size_t i = 0; i < 200; ++i) { unique.add(i, i % 2); }
    EXPECT_NEAR(association(unique).theils_u, 1, 1e-12);
    EXPECT_LT(association(unique).theils_u_adjusted, 0.3);
    EXPECT_TRUE(
        std::isnan(association(unique).cramers_v_bias_corrected));  // as many values as rows leave nothing to measure
}

TEST(Contingency, CountsMerge) {
    std::mt19937 random(5);
    for (int round = 0; round < 20; ++round) {
        Contingency all(4, 3);
        Contingency left(4, 3);
        Contingency right(4, 3);
        const std::size_t cut = random() % 200;
        for (std::size_t i = 0; i < 200; ++i) {
            const std::size_t r = random() % 4;
            const std::size_t c = random() % 3;
            all.add(r, c);
            (i < cut ? left : right).add(r, c);
        }
        left.merge(right);
        EXPECT_EQ(left, all);
    }
}

TEST(Entropy, KnownValues) {
    const std::uint64_t even[] = {4, 4, 4, 4, 0};
    EXPECT_NEAR(entropy(even), std::log(4.0), 1e-15);
    const std::uint64_t one[] = {9};
    EXPECT_EQ(entropy(one), 0);
    EXPECT_TRUE(std::isnan(entropy({})));
}

TEST(CorrelationRatio, WorkedExample) {
    // Wikipedia, "Correlation ratio": marks in algebra, geometry, statistics; η² = 6780 / 9640.
    GroupMoments moments(3, 50);
    for (const double mark : {45., 70., 29., 15., 21.}) { moments.add(0, mark); }
    for (const double mark : {40., 20., 30., 42.}) { moments.add(1, mark); }
    for (const double mark : {65., 95., 80., 70., 85., 73.}) { moments.add(2, mark); }
    EXPECT_NEAR(moments.correlation_ratio(), 6780.0 / 9640.0, 1e-14);
    EXPECT_NEAR(moments.mean(2), 78, 1e-13);
}

TEST(CorrelationRatio, Merges) {
    GroupMoments all(2, 3);
    GroupMoments left(2, 3);
    GroupMoments right(2, 3);
    for (int i = 0; i < 100; ++i) {
        const auto group = static_cast<std::size_t>(i % 3 == 0);
        const double value = i * 0.25;  // sums of quarters are exact
        all.add(group, value);
        (i < 37 ? left : right).add(group, value);
    }
    left.merge(right);
    EXPECT_EQ(left.correlation_ratio(), all.correlation_ratio());
    EXPECT_TRUE(std::isnan(GroupMoments(2, 0).correlation_ratio()));
}

TEST(Auc, TiesCountHalf) {
    const ScoreCount scores[] = {{1, 0, 2}, {2, 1, 1}, {3, 2, 0}};
    EXPECT_NEAR(auc(scores), (2.5 + 2 * 3) / 9, 1e-15);
    const ScoreCount constant[] = {{1, 3, 4}};
    EXPECT_EQ(auc(constant), 0.5);
    const ScoreCount one[] = {{1, 3, 0}};
    EXPECT_TRUE(std::isnan(auc(one)));
}

}  // namespace
}  // namespace klarsicht::stats
