#include "app/model/playground.h"

#include <gtest/gtest.h>

#include "base/json.h"

#include <cmath>

#include "app/model/figures_read.h"
#include "app/model/shuffle.h"

namespace klarsicht::app {
namespace {

json groups_json() {
    return json::parse(R"([
        {"group": "f", "n": 10, "positives": 4, "negatives": 6, "reference": false, "at_thresholds": {"selected": [6, 2], "positives": [4, 2], "negatives": [2, 0]}},
        {"group": "<25", "label": "under 25", "n": 20, "positives": 10, "negatives": 10, "reference": true, "at_thresholds": {"selected": [15, 5], "positives": [9, 5], "negatives": [6, 0]}},
        {"group": "x", "n": 3, "at_thresholds": null, "suppressed": ["at_thresholds"]}])");
}

Finding scores() {
    Finding finding;
    finding.id = "bias.scores";
    finding.metrics = read_figures(json::parse(R"({"thresholds": [0.2, 0.5]})"));
    finding.groups = read_groups(groups_json());
    return finding;
}

TEST(Playground, ReadsTheCounts) {
    const Playground playground = playground_of(scores());
    ASSERT_EQ(playground.groups.size(), 2u);
    EXPECT_EQ(playground.reference, 1u);
    EXPECT_EQ(playground.groups[1].label, "under 25");
    const std::array<double, 5> at = notions_at(playground.groups[0], 0);
    EXPECT_EQ(at[0], 0.6);
    EXPECT_EQ(at[1], 1);
    EXPECT_EQ(at[2], 2.0 / 6);
    EXPECT_EQ(at[3], 4.0 / 6);
    EXPECT_EQ(at[4], 0.8);
    EXPECT_EQ(score_shares(playground.groups[0]), (std::vector<double>{0.4, 0.4, 0.2}));
    EXPECT_EQ(nearest_threshold(playground, 1, 0, 0.6), 0u);
    EXPECT_EQ(nearest_threshold(playground, 1, 0, 0.3), 1u);
}

TEST(Playground, AReportOfAnotherShapeIsEmpty) {
    EXPECT_TRUE(playground_of(Finding()).groups.empty());
    Finding odd = scores();
    for (const json& wrong : {json::array({1}), json::array({1, nullptr}), json("x")}) {
        json groups = groups_json();
        groups[0]["at_thresholds"]["selected"] = wrong;
        odd.groups = read_groups(groups);
        EXPECT_TRUE(playground_of(odd).groups.empty()) << wrong.dump();
    }
    odd.metrics = read_figures(json{{"thresholds", "many"}});
    EXPECT_TRUE(playground_of(odd).thresholds.empty());
}

TEST(Shuffle, DealsAsManyAsThereAre) {
    Finding finding;
    finding.metrics = read_figures(json::parse(R"({"favoured": "m", "favoured_n": 500, "favoured_selected": 300})"));
    finding.groups = read_groups(json::parse(
        R"([{"group": "f", "n": 400, "selected": 60}, {"group": "x", "n": 100, "selected": 40}, {"group": "z", "n": 3, "selected": null}])"));
    EXPECT_TRUE(shuffle(finding, 1).chart.rows.empty()) << "without the limits there is no verdict";
    finding.limits_used = {{"bias.selection_rate.ratio", 0.8},
                           {"bias.group_gaps.negligible_ratio", 0.95},
                           {"bias.group_gaps.alpha", 0.05},
                           {"bias.group_gaps.power", 0.8}};
    std::size_t alarms = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const Shuffled shuffled = shuffle(finding, seed);
        ASSERT_EQ(shuffled.chart.rows.size(), 3u);
        double selected = 0;
        for (const ChartRowModel& row : shuffled.chart.rows) { selected += row.value * static_cast<double>(*row.n); }
        EXPECT_NEAR(selected, 400, 1e-9);
        alarms += shuffled.alarm ? 1 : 0;
    }
    EXPECT_LT(alarms, 25u);
    EXPECT_TRUE(shuffle(Finding(), 1).chart.rows.empty());
}

}  // namespace
}  // namespace klarsicht::app
