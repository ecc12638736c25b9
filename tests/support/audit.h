#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "audit/plan_json.h"
#include "audit/report.h"
#include "audit/rules.h"
#include "ingest/ingest.h"
#include "profile/profile.h"

namespace klarsicht::test {

/// The table of a CSV text; fails the test if it cannot be read.
inline Table table_of(std::string_view csv) {
    const auto ingest = make_csv_ingest({.name = "test.csv"});
    const Result<void> fed = ingest->feed(std::as_bytes(std::span(csv.data(), csv.size())));
    EXPECT_TRUE(fed.has_value());
    Result<Table> table = ingest->finish();
    EXPECT_TRUE(table.has_value()) << (table ? "" : table.error().message.key);
    return table ? std::move(*table) : Table();
}

/// The whole audit of a CSV text under a plan; `as_of` is 2026-11-01 unless the plan says otherwise.
inline Report audit_of(std::string_view csv, std::string_view plan_json = R"({"version": 1})", AuditOptions options = {}) {
    const Table table = table_of(csv);
    Result<Plan> plan = parse_plan(plan_json, table);
    EXPECT_TRUE(plan.has_value()) << (plan ? "" : plan.error().message.key);
    if (!plan) { return {}; }
    if (!plan->as_of) { plan->as_of = "2026-11-01"; }
    const Result<double> as_of = as_of_days(*plan);
    ProfileOptions profile_options;
    if (plan->missing_tokens) {
        profile_options.missing_tokens = *plan->missing_tokens;
    } else {
        for (const std::string_view token : default_missing_tokens()) { profile_options.missing_tokens.emplace_back(token); }
    }
    profile_options.as_of = *as_of;
    const Result<Profile> profile = profile_table(table, profile_options, Progress::none());
    EXPECT_TRUE(profile.has_value());
    const Result<Rules> rules = Rules::load("eu-2026-11");
    EXPECT_TRUE(rules.has_value());
    Result<Report> report = audit(table, *profile, std::move(*plan), *rules, options, Progress::none());
    EXPECT_TRUE(report.has_value()) << (report ? "" : report.error().message.key);
    return report ? std::move(*report) : Report();
}

/// The outcomes of one check.
inline std::vector<const Outcome*> outcomes_of(const Report& report, std::string_view id) {
    std::vector<const Outcome*> found;
    for (const Outcome& outcome : report.outcomes) {
        if (outcome.id == id) { found.push_back(&outcome); }
    }
    return found;
}

/// The only outcome of a check; fails the test if there is none or more than one.
inline const Outcome& outcome_of_check(const Report& report, std::string_view id) {
    static const Outcome none;
    const std::vector<const Outcome*> found = outcomes_of(report, id);
    EXPECT_EQ(found.size(), 1u) << id;
    return found.size() == 1 ? *found.front() : none;
}

}  // namespace klarsicht::test
