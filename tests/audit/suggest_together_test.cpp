// Roles that follow from what stands beside, before and behind a column.
#include <gtest/gtest.h>

#include <array>
#include <functional>

#include "audit/understanding.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

using Cells = std::vector<std::pair<std::string, std::function<std::string(int)>>>;

Report report_of(const Cells& columns) {
    std::string csv;
    for (const auto& [name, cell] : columns) { csv += (csv.empty() ? "" : ";") + name; }
    csv += '\n';
    for (int i = 0; i < 200; ++i) {
        std::string line;
        for (const auto& [name, cell] : columns) { line += (line.empty() ? "" : ";") + cell(i); }
        csv += line + '\n';
    }
    return test::audit_of(csv, "{}");
}

Plan plan_of(const Cells& columns) { return report_of(columns).plan; }

std::string id(int i) { return std::to_string(70000 + i * 7); }
std::string age(int i) { return std::to_string(20 + i * 7 % 50); }
std::string day(int i) { return "2024-0" + std::to_string(1 + i % 9) + "-1" + std::to_string(i % 10); }
std::string amount(int i) { return std::to_string(100 + i * 37 % 900) + ".5"; }

std::function<std::string(int)> flag(int one_in, std::string yes = "1", std::string no = "0") {
    return [=](int i) { return i % one_in == 0 ? yes : no; };
}
std::function<std::string(int)> one_of(std::vector<std::string> values) {
    return [=](int i) { return values[static_cast<std::size_t>(i * 7919 / 13) % values.size()]; };
}

TEST(SuggestTogether, EveryColumnOfDaysIsATime) {
    const auto late = [](int i) { return i % 3 == 0 ? day(i) : std::string(); };
    const Plan plan = plan_of(
        {{"Kundennr", id}, {"versendet am", day}, {"eingelöst am", late}, {"review_creation_date", day}, {"age", age}});
    for (const char* name : {"versendet am", "eingelöst am", "review_creation_date"}) {
        EXPECT_TRUE(plan.has_role(name, Role::timestamp)) << name;
    }
}

TEST(SuggestTogether, BehindTheNumberOfAPersonStandsWhatIsToBeLearnt) {
    const Report report =
        report_of({{"CustomerID", id}, {"Passive", flag(5)}, {"age", age}, {"OwnCar", flag(3)}, {"income", amount}});
    EXPECT_TRUE(report.plan.has_role("Passive", Role::outcome));
    // Only its place says so: it is asked.
    ASSERT_FALSE(report.understanding.questions.empty());
    EXPECT_EQ(report.understanding.questions[0].id, "outcome");
    // Not behind a number that comes again, nor where another column says what happened.
    const auto again = [](int i) { return std::to_string(70000 + i % 50); };
    EXPECT_FALSE(plan_of({{"CustomerID", again}, {"Passive", flag(5)}, {"age", age}, {"own", flag(3)}, {"x", amount}})
                     .has_role("Passive", Role::outcome));
    EXPECT_FALSE(plan_of({{"CustomerID", id}, {"Passive", flag(5)}, {"age", age}, {"churn", flag(3)}, {"x", amount}})
                     .has_role("Passive", Role::outcome));
}

TEST(SuggestTogether, ANumberAtTheStartThatNoOtherRowHasIsItsOwn) {
    EXPECT_TRUE(plan_of({{"ncodpers", id}, {"age", age}, {"x", amount}}).has_role("ncodpers", Role::identifier));
    const auto balance = [](int i) { return std::to_string(1 + i * 7919 % 99991); };
    EXPECT_FALSE(plan_of({{"balance", balance}, {"age", age}, {"x", amount}}).has_role("balance", Role::identifier));
    EXPECT_FALSE(plan_of({{"x", amount}, {"age", age}, {"ncodpers", id}}).has_role("ncodpers", Role::identifier));
}

TEST(SuggestTogether, WhatParcelsWeighIsNoWeightOfARow) {
    const auto grams = [](int i) { return std::to_string(200 + i * 37 % 9000); };
    for (const char* beside : {"deliverytype", "shipping_costs", "Lieferdatum"}) {
        const Plan plan = plan_of({{"customer_id", id}, {"weight", grams}, {beside, age}, {"age", age}});
        EXPECT_FALSE(plan.has_role("weight", Role::weight)) << beside;
    }
    EXPECT_TRUE(plan_of({{"customer_id", id}, {"weight", grams}, {"age", age}}).has_role("weight", Role::weight));
}

TEST(SuggestTogether, ConstantsSettingsAndStatesTellOfNoEvent) {
    const auto same = [](int) { return std::string("actions:link_click"); };
    const Plan ads = plan_of({{"Campaign name", one_of({"Spring", "Autumn"})},
                              {"Ad delivery", one_of({"active", "inactive", "not_delivering"})},
                              {"Result indicator", same},
                              {"Impressions", age},
                              {"Link clicks", age}});
    EXPECT_FALSE(ads.has_role("Ad delivery", Role::treatment));
    EXPECT_FALSE(ads.has_role("Result indicator", Role::outcome));
    const Plan members = plan_of({{"user_id", id}, {"is_auto_renew", flag(4)}, {"age", age}, {"is_churn", flag(5)}});
    EXPECT_FALSE(members.has_role("is_auto_renew", Role::outcome));
    EXPECT_TRUE(members.has_role("is_churn", Role::outcome));
}

TEST(SuggestTogether, NumbersBehindAWordAndNumbersOfCampaigns) {
    const Plan plan = plan_of({{"customernumber", id},
                               {"age", age},
                               {"campaign", one_of({"18477795", "9145080", "25332145"})},
                               {"x", amount},
                               {"target90", flag(5)}});
    EXPECT_TRUE(plan.has_role("target90", Role::outcome));
    EXPECT_TRUE(plan.has_role("campaign", Role::campaign));
    const Plan counts = plan_of({{"customernumber", id}, {"age", age}, {"campaign", one_of({"1", "2", "5"})}});
    EXPECT_FALSE(counts.has_role("campaign", Role::campaign));
}

TEST(SuggestTogether, YesAndNoInOtherLanguages) {
    const Plan es = plan_of({{"N° socio", id}, {"Sexo", one_of({"H", "M"})}, {"Baja", flag(5, "Sí", "No")}});
    EXPECT_TRUE(es.has_role("Sexo", Role::protected_));
    EXPECT_TRUE(es.has_role("Baja", Role::outcome));
    EXPECT_EQ(es.positive.at("Baja").equals, "Sí");
    const Plan nl = plan_of({{"Klantnr", id}, {"Geslacht", one_of({"V", "M"})}, {"Nieuwsbrief", flag(3, "Ja", "Nee")}});
    EXPECT_TRUE(nl.has_role("Geslacht", Role::protected_));
    EXPECT_TRUE(nl.has_role("Nieuwsbrief", Role::consent));
}

}  // namespace
}  // namespace klarsicht
