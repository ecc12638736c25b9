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
        EXPECT_TRUE(std::ranges::find(offered_roles(), name_of(static_cast<Role>(role))) != offered_roles().end())
            << name_of(static_cast<Role>(role));
    }
}

TEST(PlanEdit, SharesOfThePopulation) {
    json plan = json::parse(R"({"population": {"sex": {"f": 3, "m": 1, "x": "many"}, "age": {"a": 0}}})");
    EXPECT_EQ(population_of(plan, "sex"), (std::map<std::string, double>{{"f", 0.75}, {"m", 0.25}}));
    EXPECT_TRUE(population_of(plan, "age").empty());
    EXPECT_TRUE(population_of(json(), "sex").empty());
    set_population(plan, "sex", {{"m", 0.4}, {"f", 0.6}});
    EXPECT_EQ(plan["population"]["sex"].dump(), R"({"m":0.4,"f":0.6})");
}

TEST(PlanEdit, CrossesColumnsAndSetsLimits) {
    json plan;
    add_crossed(plan, {"sex", "age"});
    set_limit(plan, "bias.selection_rate.ratio", 0.9);
    EXPECT_EQ(plan.dump(), R"({"crossed":[["sex","age"]],"limits":{"bias.selection_rate.ratio":0.9}})");
}

}  // namespace
}  // namespace klarsicht::app
