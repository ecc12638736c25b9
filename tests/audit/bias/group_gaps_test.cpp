#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "audit/rate_gap.h"
#include "report/render.h"
#include "support/audit.h"
#include "support/data.h"

namespace klarsicht {
namespace {

constexpr GapLimits limits{.ratio = 0.8, .negligible_ratio = 0.95, .alpha = 0.05, .power = 0.8};

GapVerdict verdict_of(stats::Fraction own, stats::Fraction favoured) {
    Gap gaps[] = {compare_rates(own, favoured)};
    judge_gaps(gaps, limits);
    return gaps[0].verdict;
}

TEST(GapVerdict, RestsOnEvidenceNeverOnTheRatioAlone) {
    EXPECT_EQ(verdict_of({2371, 16192}, {11047, 32650}), GapVerdict::disparity_large);
    EXPECT_EQ(verdict_of({900, 10000}, {1000, 10000}), GapVerdict::disparity);            // ratio 0.9
    EXPECT_EQ(verdict_of({495000, 1000000}, {500000, 1000000}), GapVerdict::negligible);  // significant, ratio 0.99
    EXPECT_EQ(verdict_of({5010, 10000}, {5000, 10000}), GapVerdict::no_evidence);
    EXPECT_EQ(verdict_of({1, 6}, {2000, 6000}), GapVerdict::too_few);  // ratio 0.5 of six people
    EXPECT_EQ(verdict_of({0, 3}, {1, 3}), GapVerdict::too_few);
    EXPECT_EQ(verdict_of({0, 1000}, {300, 1000}), GapVerdict::disparity_large);     // Katz is undefined here
    EXPECT_EQ(verdict_of({1000, 1000}, {300, 1000}), GapVerdict::disparity_large);  // ahead counts as well
}

TEST(GapVerdict, SmallCountsUseTheExactTest) {
    // The z test would see p = 0.0077; Fisher sees 0.107 and there is no evidence.
    const Gap gap = compare_rates({1, 1}, {12, 100});
    EXPECT_LT(gap.z.p, 0.02);
    EXPECT_FALSE(std::isnan(gap.log10_p_exact));
    EXPECT_GT(std::pow(10.0, gap.log10_p()), 0.1);
    EXPECT_EQ(verdict_of({1, 1}, {12, 100}), GapVerdict::too_few);
    EXPECT_TRUE(std::isnan(compare_rates({500, 1000}, {400, 1000}).log10_p_exact));
}

TEST(GapVerdict, ManyComparisonsNeedMoreEvidence) {
    // z = 2.2 is evidence alone, and none among twenty.
    const stats::Fraction own{265, 1000};
    const stats::Fraction favoured{310, 1000};
    EXPECT_EQ(verdict_of(own, favoured), GapVerdict::disparity);
    std::vector<Gap> gaps = {compare_rates(own, favoured)};
    for (int i = 0; i < 19; ++i) { gaps.push_back(compare_rates({310, 1000}, favoured)); }
    judge_gaps(gaps, limits);
    EXPECT_NE(gaps[0].verdict, GapVerdict::disparity);
}

std::string rows(std::string_view group, std::string_view decision, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) { text.append(group).append(",").append(decision).append("\n"); }
    return text;
}

constexpr std::string_view plan =
    R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"]}, "positive": {"chosen": {"equals": "1"}},
                                      "favoured": {"sex": "m"}})";

TEST(GroupGaps, FiguresOfTheWorkedExample) {
    const std::string csv =
        "sex,chosen\n" + rows("f", "1", 100) + rows("f", "0", 900) + rows("m", "1", 300) + rows("m", "0", 700);
    const Report report = test::audit_of(csv, plan);
    const Outcome& outcome = test::outcome_of_check(report, "bias.group_gaps");
    EXPECT_EQ(outcome.status, Status::fail);
    EXPECT_EQ(outcome.severity, Severity::high);
    EXPECT_EQ(outcome.title.key, "bias.group_gaps.title.less");
    ASSERT_EQ(outcome.groups.size(), 1u);
    const json group = test::groups_of(outcome)[0];
    EXPECT_EQ(group["group"], "f");
    EXPECT_NEAR(group["difference"].get<double>(), -0.2, 1e-15);
    EXPECT_NEAR(group["ratio"].get<double>(), 1.0 / 3, 1e-15);
    EXPECT_NEAR(group["z"].get<double>(), -0.2 / std::sqrt(0.2 * 0.8 * 2 / 1000), 1e-12);
    EXPECT_EQ(group["verdict"], "disparity_large");
    EXPECT_EQ(outcome.chart.rows.size(), 2u);
    EXPECT_TRUE(outcome.chart.rows[0].reference);
    EXPECT_NEAR(*outcome.chart.limit_low, 0.24, 1e-12);
    EXPECT_NEAR(*outcome.chart.limit_high, 0.375, 1e-12);
}

TEST(GroupGaps, ToldFromTheSideOfThoseBehind) {
    const std::string csv =
        "sex,chosen\n" + rows("f", "1", 300) + rows("f", "0", 700) + rows("m", "1", 100) + rows("m", "0", 900);
    const Report report = test::audit_of(csv, plan);
    const Outcome& outcome = test::outcome_of_check(report, "bias.group_gaps");
    EXPECT_EQ(outcome.status, Status::fail);
    EXPECT_EQ(outcome.title.key, "bias.group_gaps.title.less");
    const auto behind = std::ranges::find(outcome.title.args, "group", &MessageArg::name);
    ASSERT_NE(behind, outcome.title.args.end());
    EXPECT_EQ(behind->text, "m");
    EXPECT_EQ(outcome.metrics.text_of("gravest_group"), "m");
    // What stands out in the chart are those behind, here the reference, and not the group ahead of it.
    ASSERT_EQ(outcome.chart.rows.size(), 2u);
    EXPECT_TRUE(outcome.chart.rows[0].reference);
    EXPECT_EQ(outcome.chart.rows[0].status, Status::fail);
    EXPECT_EQ(outcome.chart.rows[1].status, Status::info);
}

TEST(GroupGaps, BinsStandInTheirOwnOrder) {
    const std::string csv = "age,chosen\n" + rows("70", "1", 10) + rows("70", "0", 90) + rows("30", "1", 300) +
                            rows("30", "0", 300) + rows("20", "1", 50) + rows("20", "0", 50);
    const Report report = test::audit_of(
        csv, R"({"version": 1, "roles": {"age": ["protected"], "chosen": ["decision"]}, "bins": {"age": [25, 60]}})");
    const Outcome& outcome = test::outcome_of_check(report, "bias.group_gaps");
    EXPECT_TRUE(outcome.binned);
    ASSERT_EQ(outcome.chart.rows.size(), 3u);
    EXPECT_EQ(outcome.chart.rows[0].label, "<25");
    EXPECT_TRUE(outcome.chart.rows[1].reference);
    EXPECT_EQ(outcome.chart.rows[2].label, ">=60");
    EXPECT_EQ(outcome.chart.rows[2].status, Status::fail);
}

TEST(GroupGaps, TrapsGetAReasonInsteadOfAFigure) {
    const auto needs = [](const std::string& csv, std::string_view with_plan) {
        const Report report = test::audit_of(csv, with_plan);
        const Outcome& outcome = test::outcome_of_check(report, "bias.group_gaps");
        EXPECT_EQ(outcome.status, Status::not_assessed);
        return outcome.needs.key;
    };
    EXPECT_EQ(needs("sex,chosen\n" + rows("m", "1", 30) + rows("m", "0", 30), plan), "bias.groups.needs.one_group");
    EXPECT_EQ(needs("sex,chosen\n" + rows("m", "0", 30) + rows("f", "0", 30), plan),
              "bias.groups.needs.same_decisions");
    EXPECT_EQ(needs("sex,chosen\n" + rows("x", "0", 30) + rows("f", "1", 30), plan),
              "bias.groups.needs.favoured_absent");
    std::string many = "sex,chosen\n";
    for (int i = 0; i < 2000; ++i) { many += "name" + std::to_string(i % 1000) + (i % 3 == 0 ? ",1\n" : ",0\n"); }
    EXPECT_EQ(
        needs(
            many,
            R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"]}, "positive": {"chosen": {"equals": "1"}}})"),
        "bias.groups.needs.too_many_groups");
    EXPECT_EQ(needs("a,b\n1,2\n3,4\n", R"({"version": 1, "roles": {"a": ["ignore"], "b": ["ignore"]}})"),
              "bias.group_gaps.needs");
}

TEST(GroupGaps, TooFewRowsAreSaidToBeTooFew) {
    const std::string csv =
        "sex,chosen\n" + rows("f", "1", 3) + rows("f", "0", 9) + rows("m", "1", 6) + rows("m", "0", 8);
    const Report report = test::audit_of(csv, plan);
    const Outcome& outcome = test::outcome_of_check(report, "bias.group_gaps");
    EXPECT_EQ(outcome.status, Status::info);
    EXPECT_EQ(outcome.title.key, "bias.group_gaps.title.too_few");
    EXPECT_GT(outcome.groups[0].number_of("minimum_detectable_difference"), 0.3);
}

/// Hillstrom's e-mail went out at random: whatever the groups, nothing may be found.
TEST(NegativeControl, RandomAssignmentIsNeverAFinding) {
    KLARSICHT_SHARED_OR_SKIP(csv, "hillstrom/hillstrom.csv");
    for (const std::string_view decision : {"No E-Mail", "Womens E-Mail", "Mens E-Mail"}) {
        const std::string with_plan =
            R"({"version": 1, "roles": {"zip_code": ["protected"], "newbie": ["protected"], "channel": ["protected"],
            "history_segment": ["protected"], "mens": ["attribute"], "segment": ["decision"], "visit": ["outcome"]},
            "positive": {"segment": {"equals": ")" +
            std::string(decision) + R"("}, "visit": {"equals": "1"}},
            "crossed": [["zip_code", "newbie"], ["zip_code", "newbie", "channel"], ["zip_code", "newbie", "channel", "history_segment"],
                        ["zip_code", "newbie", "channel", "history_segment", "recency"]]})";
        const Report report = test::audit_of(csv, with_plan, {.show_values = true});
        std::size_t gaps = 0;
        std::size_t most_groups = 0;
        for (const Outcome& outcome : report.outcomes) {
            if (outcome.area != Area::bias) { continue; }
            EXPECT_NE(outcome.status, Status::fail) << outcome.id << " " << outcome.title.key << " " << decision;
            EXPECT_NE(outcome.status, Status::warn) << outcome.id << " " << outcome.title.key << " " << decision;
            gaps += outcome.id == "bias.group_gaps" ? 1u : 0u;
            most_groups = std::max(most_groups, outcome.groups.size());
        }
        EXPECT_EQ(gaps, 8u);
        EXPECT_GT(most_groups, 800u);
    }
}

TEST(GroupGaps, ChartsAndSentencesDoNotTellWhatWasDecidedAboutAHandful) {
    const std::string csv = "sex,chosen\n" + rows("m", "1", 60) + rows("m", "0", 40) + rows("f", "1", 50) +
                            rows("f", "0", 50) + rows("d", "1", 2) + rows("d", "0", 2);
    const Report report = test::audit_of(
        csv,
        R"({"roles": {"sex": ["protected"], "chosen": ["decision"]}, "positive": {"chosen": {"equals": "1"}}, "favoured": {"sex": "m"}})");
    EXPECT_EQ(report.withheld_rows, 4U);
    for (const char* id : {"bias.group_gaps", "bias.group_rates"}) {
        const Outcome& outcome = test::outcome_of_check(report, id);
        for (const ChartRow& row : outcome.chart.rows) { EXPECT_NE(row.label, "d") << id; }
        EXPECT_EQ(outcome.chart.rows.size(), 2U) << id;
        for (const MessageArg& arg : outcome.summary.args) { EXPECT_NE(arg.text, "d") << id; }
        // How many they are is no secret. In group_rates they are withheld, because they are all that is hidden.
        for (const json& group : test::groups_of(outcome)) {
            if (group["group"] == "d") { EXPECT_TRUE(group["selection_rate"].is_null()) << id; }
        }
    }
}

}  // namespace
}  // namespace klarsicht
