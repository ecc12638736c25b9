#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "audit/plan_complete.h"
#include "audit/plan_json.h"
#include "audit/report.h"
#include "audit/rules.h"
#include "ingest/ingest.h"
#include "profile/profile.h"
#include "report/figure_json.h"
#include "session/session.h"

namespace klarsicht::test {

/// The table of a CSV text; fails the test if it cannot be read.
inline Table table_of(std::string_view csv) {
    const auto ingest = make_ingest({.name = "test.csv"});
    const Result<void> fed = ingest->feed(std::as_bytes(std::span(csv.data(), csv.size())));
    EXPECT_TRUE(fed.has_value());
    Result<Table> table = ingest->finish();
    EXPECT_TRUE(table.has_value()) << (table ? "" : table.error().message.key);
    return table ? std::move(*table) : Table();
}

/// All that a context points to: a table, profiled, under a complete plan of 2026-11-01 unless the plan says otherwise.
struct World {
    Table table;
    Profile profile;
    Plan plan;
    Rules rules;

    AuditContext context(AuditOptions options = {}) const { return AuditContext(table, profile, plan, rules, options); }
};

inline World world_of(Table table, std::string_view plan_json = R"({"version": 1})") {
    World world;
    world.table = std::move(table);
    Result<Plan> plan = parse_plan(plan_json, world.table);
    EXPECT_TRUE(plan.has_value()) << (plan ? "" : plan.error().message.key);
    if (!plan) { return world; }
    if (!plan->as_of) { plan->as_of = "2026-11-01"; }
    Result<Profile> profile = profile_table(world.table, *profile_options_of(*plan), Progress::none());
    EXPECT_TRUE(profile.has_value());
    world.profile = std::move(*profile);
    world.plan = complete_plan(std::move(*plan), world.table, world.profile);
    world.rules = *Rules::load("eu-2026-11");
    return world;
}

/// A session on a CSV text under a plan of 2026-11-01 unless the plan says otherwise; fails the test if it cannot be
/// had.
inline void open_session(Session& session, std::string_view csv, std::string_view plan_json = R"({"version": 1})") {
    session.take(Input::current, table_of(csv));
    const Result<void> set = session.set_plan(plan_json);
    EXPECT_TRUE(set.has_value()) << (set ? "" : set.error().message.key);
    if (session.given().as_of) { return; }
    EXPECT_TRUE(session.edit(std::vector<PlanEdit>{edit::SetAsOf{"2026-11-01"}}).has_value());
}

/// The whole audit of a CSV text under a plan; `as_of` is 2026-11-01 unless the plan says otherwise.
inline Report audit_of(std::string_view csv, std::string_view plan_json = R"({"version": 1})",
                       AuditOptions options = {}) {
    Session session(Progress::none());
    open_session(session, csv, plan_json);
    const Result<void> audited = session.audit(options);
    EXPECT_TRUE(audited.has_value()) << (audited ? "" : audited.error().message.key);
    return audited ? *session.report() : Report();
}

// What the report's JSON says of an outcome.
inline json metrics_of(const Outcome& outcome) { return metrics_to_json(outcome.metrics); }
inline json groups_of(const Outcome& outcome) { return groups_to_json(outcome.groups); }
inline json intervals_of(const Outcome& outcome) { return intervals_to_json(outcome.metrics, outcome.intervals); }

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

/// The only outcome of a check about these columns.
inline const Outcome& outcome_about(const Report& report, std::string_view id,
                                    const std::vector<std::string>& subject) {
    static const Outcome none;
    const Outcome* found = nullptr;
    for (const Outcome* outcome : outcomes_of(report, id)) {
        if (outcome->subject != subject) { continue; }
        EXPECT_EQ(found, nullptr) << id;
        found = outcome;
    }
    EXPECT_NE(found, nullptr) << id;
    return found != nullptr ? *found : none;
}

}  // namespace klarsicht::test
