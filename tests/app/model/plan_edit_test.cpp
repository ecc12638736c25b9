#include "app/model/plan_edit.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace klarsicht::app {
namespace {

TEST(PlanEdit, ARoleIsGivenAndTaken) {
    json plan = json::parse(R"({"roles": {"sex": ["protected"]}})");
    EXPECT_TRUE(has_role(plan, "sex", "protected"));
    toggle_role(plan, "sex", "quasi_identifier");
    EXPECT_EQ(plan["roles"]["sex"], json::parse(R"(["protected", "quasi_identifier"])"));
    toggle_role(plan, "sex", "protected");
    EXPECT_EQ(plan["roles"]["sex"], json::parse(R"(["quasi_identifier"])"));
    toggle_role(plan, "income", "outcome");
    EXPECT_TRUE(has_role(plan, "income", "outcome")) << "a column the plan did not name";
}

TEST(PlanEdit, IgnoreExcludesEveryOtherRole) {
    json plan = json::parse(R"({"roles": {"id": ["identifier", "person"]}})");
    toggle_role(plan, "id", "ignore");
    EXPECT_EQ(plan["roles"]["id"], json::parse(R"(["ignore"])"));
    toggle_role(plan, "id", "person");
    EXPECT_EQ(plan["roles"]["id"], json::parse(R"(["person"])"));
}

TEST(PlanEdit, WhatCountsAsPositiveIsOneThing) {
    json plan = json::object();
    set_positive_value(plan, "income", ">50K");
    EXPECT_EQ(positive_value(plan, "income"), ">50K");
    set_positive_at_least(plan, "income", 45);
    EXPECT_EQ(positive_value(plan, "income"), "");
    EXPECT_EQ(positive_at_least(plan, "income"), 45);
    set_favoured_group(plan, "sex", "Male");
    EXPECT_EQ(favoured_group(plan, "sex"), "Male");
    EXPECT_EQ(favoured_group(plan, "race"), "");
}

TEST(PlanEdit, ABrokenPlanIsMended) {
    json plan = json::parse(R"({"roles": 3, "positive": []})");
    EXPECT_FALSE(has_role(plan, "sex", "protected"));
    toggle_role(plan, "sex", "protected");
    EXPECT_TRUE(has_role(plan, "sex", "protected"));
    json nothing;
    toggle_role(nothing, "sex", "protected");
    EXPECT_TRUE(has_role(nothing, "sex", "protected"));
}

TEST(PlanEdit, EveryRoleOfTheContractIsOffered) {
    for (int role = 0; role <= static_cast<int>(Role::ignore); ++role) {
        EXPECT_TRUE(std::ranges::find(offered_roles(), name_of(static_cast<Role>(role))) != offered_roles().end()) << name_of(static_cast<Role>(role));
    }
}

}  // namespace
}  // namespace klarsicht::app
