#include "audit/wanted_roles.h"

#include <gtest/gtest.h>

#include "audit/registry.h"

namespace klarsicht {

namespace {

using Roles = std::vector<Role>;

TEST(WantedRoles, AreThoseOfTheCheckThatNoColumnHas) {
    std::size_t any = 0, all = 0;
    for (const Check* check : all_checks()) {
        const CheckInfo& info = check->info();
        const Roles needs(info.needs.begin(), info.needs.end());
        Outcome outcome = not_assessed(info);
        EXPECT_EQ(wanted_roles(outcome, {}), needs) << info.id;
        Plan plan;
        plan.roles["a"] = needs;
        EXPECT_EQ(wanted_roles(outcome, plan), Roles()) << info.id;
        outcome.status = Status::pass;
        EXPECT_EQ(wanted_roles(outcome, {}), Roles()) << info.id;
        outcome.status = Status::not_assessed;
        if (needs.size() < 2) { continue; }
        plan.roles = {{"a", {Role::ignore}}, {"b", {needs.front()}}};
        (info.any ? any : all) += 1;
        EXPECT_EQ(wanted_roles(outcome, plan), info.any ? Roles() : Roles(needs.begin() + 1, needs.end())) << info.id;
    }
    EXPECT_GT(any, 0U);
    EXPECT_GT(all, 0U);
}

TEST(WantedRoles, OfAnUnknownCheckThereAreNone) {
    Outcome outcome;
    outcome.status = Status::not_assessed;
    outcome.id = "privacy.nothing";
    EXPECT_EQ(wanted_roles(outcome, {}), Roles());
}

}  // namespace

}  // namespace klarsicht
