#include "app/model/comparison.h"

#include <gtest/gtest.h>

#include "base/json.h"

#include "app/model/figures_read.h"
#include "app/model/report_model.h"
#include "report/render.h"
#include "support/audit.h"

namespace klarsicht::app {
namespace {

std::string people() {
    std::string csv = "sex,chosen\n";
    const auto add = [&](const char* row, int times) {
        for (int i = 0; i < times; ++i) { csv += row; }
    };
    add("f,1\n", 200), add("f,0\n", 800), add("m,1\n", 420), add("m,0\n", 580), add("d,1\n", 3), add("d,0\n", 7);
    return csv;
}

ReportModel report_with(std::string_view favoured, double ratio) {
    const std::string plan =
        R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"]}, "positive": {"chosen": {"equals": "1"}}, "favoured": {"sex": ")" +
        std::string(favoured) + R"("}, "limits": {"bias.selection_rate.ratio": )" + std::to_string(ratio) + "}}";
    return read_report(report_to_json(test::audit_of(people(), plan), Language::en));
}

std::size_t gaps_of(const ReportModel& report) {
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
        if (report.findings[i].id == "bias.group_gaps") { return i; }
    }
    return report.findings.size();
}

/// Choosing a group and a limit in the app gives what an audit with that plan gives.
TEST(Comparison, EqualsAnAuditWithThatPlan) {
    const ReportModel before = report_with("m", 0.8);
    const std::vector<std::size_t> findings = {gaps_of(before)};
    const Comparison as_audited = compare(before, findings, 0, 0, 0.8);
    ASSERT_EQ(as_audited.groups.size(), 3u);
    EXPECT_EQ(as_audited.behind, 1u);
    std::size_t women = 0;
    for (std::size_t g = 0; g < 3; ++g) { women = as_audited.groups[g].value == "f" ? g : women; }
    for (const double ratio : {0.5, 0.8}) {
        const Comparison moved = compare(before, findings, 0, women, ratio);
        const ReportModel after = report_with("f", ratio);
        for (const Group& group : after.findings[gaps_of(after)].groups) {
            const auto found = std::ranges::find(moved.groups, group.label(), &Comparison::Group::value);
            ASSERT_NE(found, moved.groups.end());
            ASSERT_TRUE(found->gap.has_value());
            EXPECT_EQ(name_of(found->gap->verdict), group.text_of("verdict"));
            EXPECT_EQ(found->gap->log10_p_holm, group.number_of("log10_p_holm"));
            EXPECT_EQ(found->gap->difference, group.number_of("difference"));
        }
        EXPECT_EQ(moved.ahead, 1u);
        EXPECT_EQ(chart_of(moved).rows.size(), 3u);
    }
    EXPECT_EQ(gap_limits_of(before)->ratio, 0.8);
    EXPECT_EQ(gap_limits_of(report_with("m", 0.6))->ratio, 0.6);
    EXPECT_FALSE(gap_limits_of(ReportModel()));
}

/// Crossing columns in the app gives the groups and verdicts of an audit that crosses them.
TEST(Comparison, CrossedGroupsEqualAnAuditOfThem) {
    std::string csv = "sex,region,age,chosen\n";
    for (int i = 0; i < 3000; ++i) {
        csv += std::string(i % 3 == 0    ? "f"
                           : i % 50 == 1 ? ""
                                         : "m") +
               "," + (i % 4 == 0 ? "north" : "south") + "," + std::to_string(20 + i % 50) + "," +
               ((i * 7) % (i % 3 == 0 ? 5 : 2) == 0 ? "1" : "0") + "\n";
    }
    const auto audited = [&](std::string_view crossed) {
        return read_report(report_to_json(
            test::audit_of(
                csv,
                R"({"version": 1, "roles": {"sex": ["protected"], "region": ["protected"], "age": ["protected"], "chosen": ["decision"]},
            "positive": {"chosen": {"equals": "1"}}, "bins": {"age": [40]}, "crossed": [)" +
                    std::string(crossed) + "]}"),
            Language::en));
    };
    const ReportModel report = audited("");
    const JointCounts& joint = report.joint_counts;
    const Texts& texts = Texts::of(Language::en);
    ASSERT_EQ(joint.columns.size(), 3u);
    const std::vector<Comparison::Group> groups = crossed_groups(joint, {0, 2}, texts);
    ASSERT_EQ(groups.size(), 4u);
    std::vector<std::size_t> others;
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
        if (report.findings[i].id == "bias.group_gaps") { others.push_back(i); }
    }
    const Comparison moved = compare(report, others, groups, 0, 0.8);
    const ReportModel crossed = audited(R"(["sex", "age"])");
    std::size_t compared = 0;
    for (const Finding& finding : crossed.findings) {
        if (finding.id != "bias.group_gaps" || finding.subject.size() != 2) { continue; }
        EXPECT_EQ(moved.groups.front().value, finding.metrics.text_of("favoured"));
        for (const Group& group : finding.groups) {
            const auto found = std::ranges::find(moved.groups, group.label(), &Comparison::Group::value);
            ASSERT_NE(found, moved.groups.end()) << group.label();
            EXPECT_EQ(found->selected.n, count_of(group.figures, "n"));
            EXPECT_EQ(found->selected.k, count_of(group.figures, "selected"));
            EXPECT_EQ(found->gap->log10_p_holm, group.number_of("log10_p_holm"));
            EXPECT_EQ(name_of(found->gap->verdict), group.text_of("verdict"));
            ++compared;
        }
    }
    EXPECT_EQ(compared, 3u);
    // One column alone is what its own finding has.
    EXPECT_EQ(crossed_groups(joint, {1}, texts).size(), 2u);
}

TEST(Comparison, WrongJointCountsAreNone) {
    const std::string columns = R"("columns": [{"column": "a", "groups": ["x"]}, {"column": "b", "groups": ["y"]}])";
    for (const std::string& wrong :
         {std::string("1"), std::string("{}"), "{" + columns + R"(, "sets": [{"columns": [0], "cells": [[3, 1, 0]]}]})",
          "{" + columns + R"(, "sets": [{"columns": [0], "cells": [[0, 1, 2]]}]})",
          "{" + columns + R"(, "sets": [{"columns": [0], "cells": [[0]]}]})",
          "{" + columns + R"(, "sets": [{"columns": [1, 0], "cells": []}]})",
          "{" + columns + R"(, "sets": [{"columns": [2], "cells": []}]})",
          std::string(R"({"columns": [{}], "sets": []})")}) {
        EXPECT_TRUE(read_joint_counts(json::parse(wrong)).columns.empty()) << wrong;
    }
    const JointCounts good = read_joint_counts(json::parse(
        "{" + columns +
        R"(, "sets": [{"columns": [0, 1], "cells": [[0, 0, 9, 4]]}, {"columns": [0], "cells": [[0, 3, null]]}]})"));
    ASSERT_EQ(good.sets.size(), 2u);
    EXPECT_EQ(crossed_groups(good, {0, 1}, Texts::of(Language::en)).size(), 1u);
    EXPECT_TRUE(crossed_groups(good, {0}, Texts::of(Language::en)).empty()) << "suppressed";
    EXPECT_TRUE(crossed_groups(good, {1}, Texts::of(Language::en)).empty()) << "not counted";
}

TEST(Comparison, NothingToCompareIsEmpty) {
    ReportModel report;
    report.findings.emplace_back();
    EXPECT_TRUE(compare(report, {0}, 0, 5, 0.8).groups.empty());
    EXPECT_TRUE(chart_of({}).rows.empty());
}

}  // namespace
}  // namespace klarsicht::app
