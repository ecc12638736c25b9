#include <gtest/gtest.h>

#include <algorithm>

#include "audit/registry.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

std::string customers() {
    std::string csv = "email,age,postal_code,plan\n";
    for (int i = 0; i < 40; ++i) {
        csv += "person" + std::to_string(i) + "@example.com," + std::to_string(20 + i) + ",1011" +
               std::to_string(i % 4) + "," + (i % 2 == 0 ? "nimbus" : "cirrus") + "\n";
    }
    return csv;
}

const ColumnReport& column(const Report& report, std::string_view name) {
    return *std::ranges::find(report.columns, name, &ColumnReport::name);
}

TEST(Audit, HoldsNoValuesOfIdentifiers) {
    const Report report = test::audit_of(customers());
    EXPECT_TRUE(column(report, "email").top.empty());
    ASSERT_FALSE(column(report, "plan").top.empty());
    EXPECT_EQ(column(report, "plan").top[0].value, "•••") << "nobody knows what kind of column that is";
    const Report looked_at = test::audit_of(customers(), "{}", {.on_screen = true});
    EXPECT_EQ(column(looked_at, "plan").top[0].value, "nimbus");
    EXPECT_TRUE(column(looked_at, "plan").stays_here);
    EXPECT_EQ(column(test::audit_of(customers(), R"({"harmless": ["plan"]})"), "plan").top[0].value, "nimbus");
    for (const Outcome& outcome : report.outcomes) {
        EXPECT_EQ(test::metrics_of(outcome).dump().find("@example.com"), std::string::npos) << outcome.id;
        EXPECT_EQ(test::groups_of(outcome).dump().find("@example.com"), std::string::npos) << outcome.id;
        for (const ChartRow& row : outcome.chart.rows) {
            EXPECT_EQ(row.label.find("@example.com"), std::string::npos) << outcome.id;
        }
    }
}

TEST(Audit, MasksPersonalValuesAndSmallCells) {
    const Report report =
        test::audit_of(customers(), R"({"roles": {"postal_code": ["sensitive"], "age": ["sensitive"]}})");
    for (const ShownValue& value : column(report, "postal_code").top) { EXPECT_EQ(value.value, "•••"); }
    EXPECT_TRUE(column(report, "age").top.empty());  // one person each
    EXPECT_FALSE(column(report, "age").summary.min.has_value());
    EXPECT_FALSE(column(report, "age").summary.max.has_value());
    for (const std::uint64_t rows : column(report, "age").summary.histogram.counts) {
        EXPECT_TRUE(rows == 0 || rows >= 5);
    }
}

TEST(Audit, MasksWhatPeopleWriteFreely) {
    std::string csv = "id,bemerkung,betreff\n";
    for (int i = 0; i < 60; ++i) {
        csv += std::to_string(i) + (i % 2 == 0 ? ",Reha nach Bandscheibenvorfall" : ",ruft lieber abends an") +
               ",Nur noch heute für Sie\n";
    }
    const Report report = test::audit_of(csv, R"({"roles": {"betreff": ["copy"]}})");
    for (const ShownValue& value : column(report, "bemerkung").top) { EXPECT_EQ(value.value, "•••"); }
    EXPECT_EQ(column(report, "betreff").top[0].value, "•••") << "it may address somebody by name";
    const Report looked_at = test::audit_of(csv, R"({"roles": {"betreff": ["copy"]}})", {.on_screen = true});
    EXPECT_EQ(column(looked_at, "betreff").top[0].value, "Nur noch heute für Sie");
    EXPECT_EQ(column(looked_at, "bemerkung").top[0].value, "•••");
}

TEST(Audit, ShowsValuesWhenAsked) {
    const Report report = test::audit_of(customers(), R"({"roles": {"age": ["sensitive"]}})", {.show_values = true});
    EXPECT_EQ(column(report, "email").top.size(), 10U);
    EXPECT_EQ(column(report, "email").top[0].value, "person0@example.com");
    EXPECT_EQ(*column(report, "age").summary.min, 20);
}

TEST(Audit, ReportHoldsThePlanThatWasUsed) {
    const Report report = test::audit_of(customers(), R"({"as_of": "2026-10-01"})");
    EXPECT_EQ(*report.plan.as_of, "2026-10-01");
    EXPECT_TRUE(report.plan.missing_tokens.has_value());
    EXPECT_EQ(report.plan.roles.size(), 4U);
    EXPECT_EQ(report.rules, "eu-2026-11");
    EXPECT_EQ(report.areas.size(), 5U);
}

/// The key of the error that an audit ends with.
std::string failure(std::string_view csv, std::string_view plan_json, Progress& progress = Progress::none()) {
    const Table table = test::table_of(csv);
    auto plan = parse_plan(plan_json, table);
    EXPECT_TRUE(plan.has_value());
    plan->as_of = "2026-11-01";
    const auto profile = profile_table(table, *profile_options_of(*plan), Progress::none());
    const auto rules = Rules::load("eu-2026-11");
    EXPECT_TRUE(rules.has_value());
    const auto report = audit(table, *profile, *plan, *rules, {}, progress);
    return report ? "" : report.error().message.key;
}

TEST(Audit, RefusesWhatItCannotDo) {
    EXPECT_EQ(failure("a,b\n1,2\n", R"({"limits": {"no.such.limit": 1}})"), "error.plan_unknown_limit");
    EXPECT_EQ(failure("a,b\nx,2\ny,3\n", R"({"roles": {"a": ["decision"]}, "positive": {"a": {"equals": "z"}}})"),
              "error.plan_positive_absent");
    Table empty = test::table_of("a,b\n1,2\n");
    const auto profile = profile_table(empty, {}, Progress::none());
    for (std::size_t c = 0; c < empty.columns.size(); ++c) { empty.columns[c].codes.clear(); }
    EXPECT_EQ(audit(empty, *profile, {}, *Rules::load("eu-2026-11"), {}, Progress::none()).error().message.key,
              "error.no_rows");
}

TEST(Audit, WhatAsksForADecisionIsToldAsSoonAsItIsKnown) {
    class Hearing final : public Progress {
    public:
        bool report(std::string_view, double done) override {
            checked_ = done;
            return true;
        }
        void found(const Message& title) override {
            titles.push_back(Texts::of(Language::en).format(title));
            first = std::min(first, checked_);
        }
        std::vector<std::string> titles;
        double first = 1;

    private:
        double checked_ = 0;
    } hearing;
    const test::World world = test::world_of(test::table_of(customers()));
    const Result<Report> report = audit(world.table, world.profile, world.plan, world.rules, {}, hearing);
    ASSERT_TRUE(report);
    ASSERT_FALSE(hearing.titles.empty());
    EXPECT_LT(hearing.first, 0.1);
    std::vector<std::string> all;
    for (const Outcome& outcome : report->outcomes) { all.push_back(Texts::of(Language::en).format(outcome.title)); }
    for (const std::string& title : hearing.titles) { EXPECT_NE(std::ranges::find(all, title), all.end()) << title; }
}

TEST(Audit, CancelsBetweenChecks) {
    if (all_checks().empty()) { GTEST_SKIP() << "no checks yet"; }
    class Stop final : public Progress {
    public:
        bool report(std::string_view, double) override { return false; }
    } stop;
    EXPECT_EQ(failure("a\n1\n", "{}", stop), "error.cancelled");
}

TEST(Audit, EveryCheckNamesLimitsThatTheRulePackHas) {
    const auto rules = Rules::load("eu-2026-11");
    ASSERT_TRUE(rules.has_value());
    for (const Check* check : all_checks()) {
        for (const std::string_view limit : check->info().limits) {
            EXPECT_NE(rules->find(limit), nullptr) << check->info().id << " " << limit;
        }
        EXPECT_TRUE(check->info().id.starts_with(name_of(check->info().area))) << check->info().id;
        EXPECT_EQ(check_named(check->info().id), check);
    }
}

TEST(Audit, TheSameFileGivesTheSameOutcomes) {
    const Report a = test::audit_of(customers());
    const Report b = test::audit_of(customers());
    ASSERT_EQ(a.outcomes.size(), b.outcomes.size());
    for (std::size_t i = 0; i < a.outcomes.size(); ++i) {
        EXPECT_EQ(a.outcomes[i].id, b.outcomes[i].id);
        EXPECT_EQ(test::metrics_of(a.outcomes[i]), test::metrics_of(b.outcomes[i]));
    }
}

TEST(Rules, RefusesWhatIsNoRulePack) {
    EXPECT_FALSE(Rules::parse("nonsense").has_value());
    EXPECT_FALSE(Rules::parse(R"({"id": "x", "limits": {"bias": {"a": {"date": "2026-01-01"}}}})").has_value());
    EXPECT_EQ(
        Rules::parse(R"({"id": "x", "limits": {"bias": {"a": {"value": 2, "range": [0, 1]}}}})").error().message.key,
        "error.rules_range");
    EXPECT_EQ(Rules::load("no-such-pack").error().message.key, "error.rules_unknown");
    const auto rules = Rules::parse(R"({"id": "x", "limits": {"bias": {"a": {"value": 0.5, "range": [0, 1]}}}})");
    ASSERT_TRUE(rules.has_value());
    EXPECT_EQ(rules->limit("a"), 0.5);
    ASSERT_NE(rules->find("a"), nullptr);
    EXPECT_EQ(rules->find("a")->high, 1);
    EXPECT_EQ(rules->find("b"), nullptr);
    EXPECT_FALSE(
        Rules::parse(
            R"({"id": "x", "limits": {"bias": {"a": {"value": 0, "range": [0, 1]}}, "ethics": {"a": {"value": 1, "range": [0, 1]}}}})")
            .has_value());
    EXPECT_NE(rules->limit("b"), rules->limit("b"));
}

}  // namespace
}  // namespace klarsicht
