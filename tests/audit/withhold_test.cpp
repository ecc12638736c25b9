// Who is so few that a total and the others' figures would tell what was decided about them is not in any figure.
#include "audit/withhold.h"

#include <gtest/gtest.h>

#include <cmath>

#include "report/render.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

/// 40 women, 60 men, `others` others; every third woman, every second man and all others are selected.
std::string people(int others, std::string_view also = "") {
    std::string csv = "sex,region,selected,score\n";
    for (int i = 0; i < 40; ++i) {
        csv += "f," + std::string(i % 2 == 0 ? "north" : "south") + (i % 3 == 0 ? ",yes," : ",no,") +
               std::to_string(i % 10) + "\n";
    }
    for (int i = 0; i < 60; ++i) {
        csv += "m," + std::string(i % 3 == 0 ? "north" : "south") + (i % 2 == 0 ? ",yes," : ",no,") +
               std::to_string(i % 10) + "\n";
    }
    for (int i = 0; i < others; ++i) { csv += "x,north,yes,77\n"; }
    return csv + std::string(also);
}

constexpr std::string_view plan =
    R"({"version": 1, "roles": {"sex": ["protected"], "region": ["protected"], "selected": ["decision"], "score": ["score"]},
    "positive": {"selected": {"equals": "yes"}}, "crossed": []})";

json column_named(const json& report, std::string_view name) {
    for (const json& column : report["columns"]) {
        if (column["name"] == name) { return column; }
    }
    return nullptr;
}

TEST(Withhold, NothingWhereEveryGroupIsLargeEnough) { EXPECT_EQ(test::audit_of(people(5), plan).withheld_rows, 0U); }

TEST(Withhold, AFewOthersAreInNoTotal) {
    const Report report = test::audit_of(people(3), plan);
    EXPECT_EQ(report.withheld_rows, 3U);
    const json told = report_to_json(report, Language::en);
    // 14 women and 30 men are selected; the three others would make it 47.
    for (const json& value : column_named(told, "selected")["top"]) {
        EXPECT_EQ(value["count"], value["value"] == "yes" ? 44 : 56);
    }
    EXPECT_EQ(column_named(told, "selected")["missing"], 0);
    EXPECT_EQ(column_named(told, "score")["max"], 9) << "their score is nobody's to see";
    // By region they would be 3 more in the north.
    std::uint64_t selected = 0;
    for (const Outcome* outcome : test::outcomes_of(report, "bias.group_rates")) {
        if (outcome->subject.front() != "region") { continue; }
        for (const Group& group : outcome->groups) {
            selected += static_cast<std::uint64_t>(group.number_of("selected"));
        }
    }
    EXPECT_EQ(selected, 44U);
}

TEST(Withhold, TheGroupItselfIsNamedWithItsPeople) {
    const Report report = test::audit_of(people(3), plan);
    bool named = false;
    for (const ColumnReport& column : report.columns) {
        for (const ShownValue& value : column.top) { named = named || value.value == "x"; }
    }
    EXPECT_FALSE(named) << "a value of three people is no row of the column's list";
    for (const Outcome* outcome : test::outcomes_of(report, "bias.group_rates")) {
        for (const Group& group : outcome->groups) {
            if (group.label() == "x") { EXPECT_TRUE(std::isnan(group.number_of("selection_rate"))); }
        }
    }
}

TEST(Withhold, TheFileItselfIsToldOfWhole) {
    const Report report = test::audit_of(people(3), plan);
    const Outcome& completeness = test::outcome_of_check(report, "quality.completeness");
    EXPECT_EQ(completeness.status, Status::pass) << "a withheld cell is not a missing one";
}

TEST(Withhold, SeveralSmallGroupsThatAreFiveTogetherStay) {
    const Report report = test::audit_of(people(3, "y,south,no,5\ny,south,no,5\n"), plan);
    EXPECT_EQ(report.withheld_rows, 0U);
    for (const Outcome* outcome : test::outcomes_of(report, "bias.group_rates")) {
        for (const Group& group : outcome->groups) {
            if (group.label() == "x" || group.label() == "y") {
                EXPECT_EQ(group.figures.find("selected")->kind, Figure::Kind::undefined);
            }
        }
    }
}

TEST(Withhold, WhoAsksForValuesSeesThem) {
    const Report report = test::audit_of(people(3), plan, {.show_values = true});
    EXPECT_EQ(report.withheld_rows, 0U);
    bool seen = false;
    for (const Outcome* outcome : test::outcomes_of(report, "bias.group_rates")) {
        for (const Group& group : outcome->groups) {
            seen = seen || (group.label() == "x" && group.number_of("selected") == 3);
        }
    }
    EXPECT_TRUE(seen);
}

TEST(Withhold, ACrossedCellThatNothingCanHideIsInNoTotal) {
    // All in the east are women but these three men: they follow from the east's sum and the women's.
    std::string csv = people(0);
    for (int i = 0; i < 30; ++i) { csv += std::string("f,east,") + (i % 2 == 0 ? "yes" : "no") + ",4\n"; }
    csv += "m,east,yes,4\nm,east,yes,4\nm,east,no,4\n";
    const Report report = test::audit_of(
        csv, R"({"version": 1, "roles": {"sex": ["protected"], "region": ["protected"], "selected": ["decision"]},
        "positive": {"selected": {"equals": "yes"}}, "crossed": [["sex", "region"]]})");
    for (const Outcome* outcome : test::outcomes_of(report, "bias.group_rates")) {
        if (outcome->subject.size() != 2) { continue; }
        std::size_t hidden = 0;
        for (const Group& group : outcome->groups) {
            hidden += group.few() ? 1 : 0;
            if (group.label() == "m & east") { EXPECT_TRUE(std::isnan(group.number_of("selected"))); }
        }
        EXPECT_GE(hidden, 4U) << "a circle of hidden cells";
    }
}

TEST(Withhold, WhoIsInNoGroupIsAGroupToo) {
    // All less the women and the men would tell of the two without an entry.
    const Report report = test::audit_of(people(0, ",north,yes,5\n,north,yes,5\n"), plan);
    EXPECT_EQ(report.withheld_rows, 2U);
    for (const json& value : column_named(report_to_json(report, Language::en), "selected")["top"]) {
        EXPECT_EQ(value["count"], value["value"] == "yes" ? 44 : 56);
    }
}

TEST(Withhold, TheSuggestedReferenceDoesNotHangOnThem) {
    // Both regions select 9 of 20 but for those withheld.
    const auto favoured = [](std::string_view decision) {
        std::string csv = "sex,region,selected\n";
        for (int i = 0; i < 40; ++i) {
            csv += std::string(i < 20 ? "f," : "m,") + (i % 2 == 0 ? "north," : "south,") +
                   (i % 20 < 9 ? "yes" : "no") + "\n";
        }
        for (int i = 0; i < 3; ++i) { csv += "x,south," + std::string(decision) + "\n"; }
        return test::audit_of(csv, R"({"version": 1, "roles": {"sex": ["protected"], "region": ["protected"],
            "selected": ["decision"]}, "positive": {"selected": {"equals": "yes"}}})")
            .plan.favoured.at("region");
    };
    EXPECT_EQ(favoured("yes"), favoured("no"));
}

TEST(Withhold, ADecisionThatAlsoDividesIsADecision) {
    const Report report = test::audit_of(people(3), R"({"version": 1, "roles": {"sex": ["protected"],
        "selected": ["decision", "protected"], "region": ["ignore"], "score": ["ignore"]},
        "positive": {"selected": {"equals": "yes"}}, "crossed": []})");
    for (const json& value : column_named(report_to_json(report, Language::en), "selected")["top"]) {
        EXPECT_EQ(value["count"], value["value"] == "yes" ? 44 : 56);
    }
}

}  // namespace
}  // namespace klarsicht
