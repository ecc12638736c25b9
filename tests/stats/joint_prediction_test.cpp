#include "stats/joint_prediction.h"

#include <gtest/gtest.h>

#include <cmath>

#include "stats/random.h"

namespace klarsicht::stats {
namespace {

TEST(JointPrediction, ManyWeakColumnsTellTogether) {
    Random random(1);
    std::vector<std::vector<std::uint32_t>> bins(13);
    std::vector<std::uint32_t> group;
    for (int row = 0; row < 6000; ++row) {
        group.push_back(static_cast<std::uint32_t>(random.below(2)));
        // Twelve columns that each tell a little, and one that tells nothing.
        for (std::size_t c = 0; c < 12; ++c) {
            bins[c].push_back(random.uniform() < (group.back() == 1 ? 0.6 : 0.4) ? 1 : 0);
        }
        bins[12].push_back(static_cast<std::uint32_t>(random.below(5)));
    }
    std::vector<std::uint32_t> sizes(12, 2);
    sizes.push_back(5);
    const JointPrediction together = predict_jointly(bins, sizes, group, 2);
    EXPECT_GT(together.auc, 0.8);
    EXPECT_LT(together.auc_ci95.low, together.auc);
    EXPECT_EQ(together.rows, 6000u);
    EXPECT_LT(together.auc_without[0], together.auc - 0.003);
    EXPECT_NEAR(together.auc_without[12], together.auc, 0.003);
    const JointPrediction alone = predict_jointly({bins[0]}, {2}, group, 2);
    EXPECT_NEAR(alone.auc, 0.6, 0.02);
    EXPECT_EQ(alone.auc_without[0], 0.5);
}

TEST(JointPrediction, NoiseTellsNothing) {
    Random random(2);
    std::vector<std::vector<std::uint32_t>> bins(20);
    std::vector<std::uint32_t> group;
    for (int row = 0; row < 3000; ++row) {
        group.push_back(static_cast<std::uint32_t>(random.below(3)));
        for (auto& column : bins) { column.push_back(static_cast<std::uint32_t>(random.below(50))); }
    }
    const JointPrediction got = predict_jointly(bins, std::vector<std::uint32_t>(20, 50), group, 3);
    // Learned by heart it would be near 1; on the other half it is guessing.
    EXPECT_NEAR(got.auc, 0.5, 0.03);
    EXPECT_EQ(got.groups, 3u);
}

TEST(JointPrediction, MissingAndTooFew) {
    EXPECT_TRUE(std::isnan(predict_jointly({{0, 1, 0, 1}}, {2}, {0, 1, 0, 1}, 2).auc));
    std::vector<std::uint32_t> group;
    std::vector<std::uint32_t> bins;
    for (std::uint32_t i = 0; i < 400; ++i) {
        group.push_back(i % 5 == 0 ? 9 : i % 2);
        bins.push_back(i % 3 == 0 ? 77 : i % 2);
    }
    const JointPrediction got = predict_jointly({bins}, {2}, group, 2);
    EXPECT_EQ(got.rows, 320u);
    EXPECT_GT(got.auc, 0.8);
}

}  // namespace
}  // namespace klarsicht::stats
