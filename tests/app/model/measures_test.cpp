#include <gtest/gtest.h>

#include "base/json.h"

#include "app/model/figures_read.h"
#include "app/model/frontier.h"
#include "app/model/lattice.h"
#include "app/model/measures.h"

namespace klarsicht::app {
namespace {

TEST(Measures, ByTheProtectedColumnAndEverybodyLast) {
    ReportModel report;
    const auto add = [&](const char* id, std::vector<std::string> subject, const char* figure) {
        Finding& finding = report.findings.emplace_back();
        finding.id = id;
        finding.area = Area::bias;
        finding.subject = std::move(subject);
        if (figure != nullptr) { finding.explanations.emplace_back().figure = figure; }
    };
    EXPECT_TRUE(measure_subjects(report).empty());
    add("bias.false_alarms", {}, "false_alarm_rate");
    add("bias.balance", {"age"}, "npmi_outcome");
    add("bias.balance", {"sex"}, "npmi_outcome");
    add("bias.group_rates", {"sex"}, "tpr");
    add("bias.group_rates", {"sex", "race"}, "tpr");
    add("bias.amounts", {"sex", "price"}, "median");
    add("bias.amounts", {"sex", "fee"}, "median");
    add("bias.scores", {"age"}, nullptr);
    const std::vector<MeasureSubject> subjects = measure_subjects(report);
    ASSERT_EQ(subjects.size(), 4u);
    EXPECT_EQ(subjects[0].name, "sex");
    ASSERT_EQ(subjects[0].measures.size(), 4u);
    EXPECT_EQ(subjects[0].measures[0].measure->figure, "tpr");
    EXPECT_NE(subjects[0].measures[2].key, subjects[0].measures[3].key);
    EXPECT_EQ(subjects[1].name, "sex + race");
    EXPECT_EQ(subjects[2].name, "age");
    EXPECT_EQ(subjects[3].name, "");
}

TEST(Frontier, EqualRatesCostWhatTheyCost) {
    // Two groups, perfectly scored: 40 of 100 and 20 of 100 are right.
    Playground playground;
    playground.thresholds = {0.5};
    playground.groups.push_back(
        {.label = "a", .n = 100, .positives = 40, .negatives = 60, .selected = {40}, .good = {40}, .bad = {0}});
    playground.groups.push_back(
        {.label = "b", .n = 100, .positives = 20, .negatives = 80, .selected = {20}, .good = {20}, .bad = {0}});
    const Frontier frontier = frontier_of(playground, {.tp = 1, .fp = -1, .tn = 0, .fn = 0});
    ASSERT_GT(frontier.points.size(), 1u);
    // Without a limit everybody right is selected: 60 of 200, and rates 20 points apart.
    EXPECT_NEAR(frontier.points.back().objective, 0.3, 1e-9);
    EXPECT_NEAR(frontier.points.back().difference, 0.2, 1e-9);
    // At equal rates r between 20 and 40 of 100, a gains as much as b loses: 20 + 20.
    EXPECT_NEAR(frontier.points.front().difference, 0, 1e-9);
    EXPECT_NEAR(frontier.points.front().objective, 0.2, 1e-9);
    for (std::size_t i = 1; i < frontier.points.size(); ++i) {
        EXPECT_GT(frontier.points[i].objective, frontier.points[i - 1].objective);
    }
    playground.groups[1].positives = 0;
    EXPECT_TRUE(frontier_of(playground, {}).points.empty());
    EXPECT_TRUE(frontier_of({}, {}).points.empty());
}

TEST(Frontier, StartsWithTheAmountsTheAuditUsed) {
    ReportModel report;
    EXPECT_EQ(amounts_used(report), (std::array<double, 4>{}));
    Finding& finding = report.findings.emplace_back();
    finding.id = "bias.mitigation";
    finding.limits_used = {{"bias.mitigation.value_tp", 7}, {"bias.mitigation.value_fp", -2}};
    EXPECT_EQ(amounts_used(report), (std::array<double, 4>{7, -2, 0, 0}));
}

TEST(Frontier, ReadsAmountsAsPeopleWriteThem) {
    EXPECT_EQ(amount_of("12"), 12);
    EXPECT_NEAR(*amount_of("-2,5"), -2.5, 1e-12);
    EXPECT_NEAR(*amount_of("0.25"), 0.25, 1e-12);
    for (const char* wrong : {"", "-", "abc", "1.2.3", "1e5", "1 000", "9999999999999"}) {
        EXPECT_FALSE(amount_of(wrong).has_value()) << wrong;
    }
}

TEST(Lattice, ReadsNodesAndWhatTheyAreMadeOf) {
    Finding finding;
    json metrics = json::parse(R"({"lattice": [
        {"items": [], "n": 100, "selected": 50, "above": []},
        {"items": ["age: <25"], "n": 40, "selected": 10, "above": [0]},
        {"items": ["sex: f"], "n": 50, "selected": 20, "above": [0]},
        {"items": ["age: <25", "sex: f"], "n": 20, "selected": 2, "stands_out": true, "above": [1, 2]}]})");
    finding.metrics = read_figures(metrics);
    const Lattice lattice = lattice_of(finding, Texts::of(Language::en));
    ASSERT_EQ(lattice.levels.size(), 3u);
    EXPECT_EQ(lattice.nodes[1].items.front(), "age: under 25");
    EXPECT_EQ(lattice.levels[1], (std::vector<std::size_t>{1, 2}));
    EXPECT_EQ(made_of(lattice, 3), (std::vector<bool>{true, true, true, true}));
    EXPECT_EQ(made_of(lattice, 1), (std::vector<bool>{true, true, false, false}));
    metrics["lattice"][1]["above"] = json::array({7});
    finding.metrics = read_figures(metrics);
    EXPECT_TRUE(lattice_of(finding, Texts::of(Language::en)).nodes.empty());
    metrics["lattice"] = "x";
    finding.metrics = read_figures(metrics);
    EXPECT_TRUE(lattice_of(finding, Texts::of(Language::en)).nodes.empty());
}

}  // namespace
}  // namespace klarsicht::app
