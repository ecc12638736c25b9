#include "app/model/plan_edit.h"

#include <gtest/gtest.h>

#include "audit/plan_json.h"
#include "base/json.h"

namespace klarsicht::app {
namespace {

Plan plan_of_text(std::string_view text) {
    const std::vector<std::string> columns = {"sex", "age"};
    return plan_from_json(json::parse(text, nullptr, false), &columns).value_or(Plan());
}

ReportModel report() {
    ReportModel model;
    model.plan = plan_of_text(
        R"({"version": 1, "roles": {"sex": ["protected"], "age": []}, "favoured": {"sex": "f"}, "crossed": [["sex", "age"]]})");
    ColumnModel sex, age;
    sex.name = "sex";
    sex.kind = "category";
    sex.top = {{"f", 50}, {"m", 40}, {"•••", 1}};
    age.name = "age";
    age.kind = "integer";
    age.distinct = 40;
    age.top = {{"30", 5}};
    model.columns = {sex, age};
    return model;
}

TEST(PlanDraft, ShowsWhatWasChosenAndKeepsWhatIsSent) {
    PlanDraft draft(report());
    EXPECT_FALSE(draft.changed());
    draft.add(edit::ToggleRole{"age", Role::decision});
    draft.add(edit::SetFavoured{"sex", "m"});
    EXPECT_TRUE(draft.changed());
    EXPECT_TRUE(draft.plan.has_role("age", Role::decision));
    EXPECT_EQ(draft.edits,
              (std::vector<PlanEdit>{edit::ToggleRole{"age", Role::decision}, edit::SetFavoured{"sex", "m"}}));
    draft.add(edit::ToggleRole{"no such column", Role::decision});
    EXPECT_EQ(draft.edits.size(), 2U);
    draft.add(edit::SetFavoured{"sex", "f"});
    draft.add(edit::ToggleRole{"age", Role::decision});
    EXPECT_EQ(draft.plan.favoured, draft.before.favoured);
}

TEST(PlanDraft, OffersWhatTheColumnHas) {
    PlanDraft draft(report());
    const ReportModel model = report();
    PlanChoices sex = plan_choices(draft.plan, facts_of(model.columns[0]));
    EXPECT_EQ(sex.roles, std::vector<Role>{Role::protected_});
    EXPECT_FALSE(sex.positive || sex.bound);
    ASSERT_TRUE(sex.favoured.has_value());
    EXPECT_EQ(sex.favoured->values, (std::vector<std::string>{"f", "m"}));
    EXPECT_EQ(sex.favoured->chosen, "f");
    draft.add(edit::ToggleRole{"sex", Role::decision});
    EXPECT_EQ(plan_choices(draft.plan, facts_of(model.columns[0])).positive->chosen, "");
    // Numbers count from a bound on, and their groups are bins.
    draft.add(edit::SetRoles{"age", {Role::decision, Role::protected_}});
    draft.add(edit::SetPositive{"age", Positive{.at_least = 45}});
    const PlanChoices age = plan_choices(draft.plan, facts_of(model.columns[1]));
    EXPECT_TRUE(age.bound);
    EXPECT_EQ(age.at_least, 45.0);
    EXPECT_FALSE(age.positive || age.favoured);
}

TEST(PlanDraft, APlanThatCannotBeReadIsEmpty) {
    ReportModel broken = report();
    broken.plan = plan_of_text(R"({"roles": 3})");
    PlanDraft draft(broken);
    EXPECT_TRUE(draft.plan.roles.empty());
    draft.add(edit::ToggleRole{"sex", Role::protected_});
    EXPECT_TRUE(draft.plan.has_role("sex", Role::protected_));
}

TEST(PlanEdit, SharesOfThePopulation) {
    ReportModel model = report();
    model.plan = plan_of_text(R"({"population": {"sex": {"f": 3, "m": 1}}})");
    EXPECT_EQ(population_of(model, "sex"), (std::map<std::string, double>{{"f", 0.75}, {"m", 0.25}}));
    EXPECT_TRUE(population_of(model, "age").empty());
    model.plan = Plan();
    EXPECT_TRUE(population_of(model, "sex").empty());
}

}  // namespace
}  // namespace klarsicht::app
