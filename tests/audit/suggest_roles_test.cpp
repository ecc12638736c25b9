#include <gtest/gtest.h>

#include <array>
#include <functional>

#include "audit/suggest.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

/// The plan of a file of 200 rows, of which each cell is made from the row's number.
Plan plan_of(const std::vector<std::pair<std::string, std::function<std::string(int)>>>& columns) {
    std::string csv;
    for (const auto& [name, cell] : columns) { csv += (csv.empty() ? "" : ",") + name; }
    csv += '\n';
    for (int i = 0; i < 200; ++i) {
        std::string line;
        for (const auto& [name, cell] : columns) { line += (line.empty() ? "" : ",") + cell(i); }
        csv += line + '\n';
    }
    return test::audit_of(csv, "{}").plan;
}

std::string id(int i) { return std::to_string(70000 + i * 7); }
std::string age(int i) { return std::to_string(20 + i * 7 % 50); }
std::string amount(int i) { return std::to_string(100 + i * 37 % 900) + ".5"; }

/// Yes for one row in `one_in`.
std::function<std::string(int)> flag(int one_in, std::string yes = "1", std::string no = "0") {
    return [=](int i) { return i % one_in == 0 ? yes : no; };
}

TEST(SuggestRoles, WhatHappenedIsFoundByTheHeadOfItsName) {
    for (const char* name : {"Exited", "Churn", "Attrition_Flag", "retention_7", "Recommended IND", "Kündigung",
                             "has_purchased", "Reklamation", "visit"}) {
        const Plan plan = plan_of({{"customer_id", id}, {"age", age}, {name, flag(5)}, {"spent", amount}});
        EXPECT_TRUE(plan.has_role(name, Role::outcome)) << name;
        EXPECT_EQ(plan.positive.at(name).equals, "1") << name;
    }
    for (const char* name : {"churn_reason", "visit_type", "PurchaseChannel", "response_team"}) {
        const Plan plan = plan_of({{"customer_id", id}, {"age", age}, {name, flag(5)}, {"spent", amount}});
        EXPECT_FALSE(plan.has_role(name, Role::outcome)) << name;
    }
}

TEST(SuggestRoles, SeveralOutcomesButNoCopyOfOne) {
    const Plan plan = plan_of({{"userid", id},
                               {"retention_1", flag(3, "TRUE", "FALSE")},
                               {"retention_7", flag(5, "TRUE", "FALSE")},
                               {"converted", flag(3, "yes", "no")}});
    EXPECT_TRUE(plan.has_role("retention_1", Role::outcome));
    EXPECT_TRUE(plan.has_role("retention_7", Role::outcome));
    EXPECT_FALSE(plan.has_role("converted", Role::outcome));
}

TEST(SuggestRoles, TheLastColumnWhereNoNameSaysIt) {
    const auto last = [](const char* name) {
        return plan_of({{"pages", amount}, {"weekend", flag(4)}, {"month", age}, {name, flag(6, "TRUE", "FALSE")}});
    };
    EXPECT_TRUE(last("Revenue").has_role("Revenue", Role::outcome));
    EXPECT_FALSE(last("is_member").has_role("is_member", Role::outcome));
    EXPECT_FALSE(last("HasCard").has_role("HasCard", Role::outcome));
    // Where something else was decided, the last column is an ordinary one.
    const Plan plan =
        plan_of({{"gutschein", flag(3)}, {"pages", amount}, {"month", age}, {"Revenue", flag(6, "TRUE", "FALSE")}});
    EXPECT_FALSE(plan.has_role("Revenue", Role::outcome));
}

TEST(SuggestRoles, TwoNounsInTheLastColumnAreKindsNoEvents) {
    const auto last = [](const char* name, const char* a, const char* b) {
        return plan_of({{"pages", amount}, {"weekend", flag(4)}, {"month", age}, {name, flag(3, a, b)}});
    };
    EXPECT_FALSE(last("Sprache", "de", "en").has_role("Sprache", Role::outcome));
    EXPECT_FALSE(last("Zahlart", "bar", "Karte").has_role("Zahlart", Role::outcome));
    EXPECT_FALSE(last("Gutscheincode", "SOMMER10", "").has_role("Gutscheincode", Role::outcome));
}

TEST(SuggestRoles, ValuesOfGrantAndRefusalAreADecisionUnderAnyName) {
    for (const auto& [name, granted, refused] :
         std::vector<std::array<const char*, 3>>{{"Bonitätsprüfung", "genehmigt", "abgelehnt"},
                                                 {"outcome", "Granted", "Denied"},
                                                 {"Statut du dossier", "Accepté", "Refusé"},
                                                 {"Besichtigung", "Zusage", "Absage"}}) {
        const Plan plan = plan_of({{"age", age}, {name, flag(3, refused, granted)}, {"spent", amount}});
        EXPECT_TRUE(plan.has_role(name, Role::decision)) << name;
        EXPECT_EQ(plan.positive.at(name).equals, granted) << name;
    }
    const Plan feelings = plan_of({{"age", age}, {"Befinden", flag(3, "gut", "schlecht")}, {"spent", amount}});
    EXPECT_FALSE(feelings.has_role("Befinden", Role::decision));
}

TEST(SuggestRoles, WhoWasNotRefusedIsTheGoodOne) {
    for (const char* name : {"rejected", "Ablehnung", "gesperrt", "not_selected", "Mahnung"}) {
        const Plan plan = plan_of({{"age", age}, {name, flag(3)}});
        EXPECT_TRUE(plan.has_role(name, Role::decision)) << name;
        EXPECT_EQ(plan.positive.at(name).equals, "0") << name;
    }
    const Plan words = plan_of({{"age", age}, {"credit_decision", flag(3, "declined", "accepted")}});
    EXPECT_EQ(words.positive.at("credit_decision").equals, "accepted");
    const Plan offers = plan_of({{"age", age}, {"selected", flag(3, "no offer", "offer of May")}});
    EXPECT_EQ(offers.positive.at("selected").equals, "offer of May");
}

TEST(SuggestRoles, ArmsOfATestByTheirValues) {
    const auto arms = [](const char* name, const char* a, const char* b, int one_in) {
        return plan_of({{"userid", id}, {name, flag(one_in, a, b)}, {"converted", flag(7)}});
    };
    EXPECT_EQ(arms("version", "gate_30", "gate_40", 2).treatment->control, "gate_30");
    EXPECT_EQ(arms("variant", "B", "A", 2).treatment->control, "A");
    EXPECT_EQ(arms("is_control", "1", "0", 3).treatment->control, "1");
    EXPECT_EQ(arms("holdout", "yes", "no", 9).treatment->control, "yes");
    EXPECT_FALSE(arms("version", "3.1", "4.0", 20).treatment);    // versions of an app, one of them rare
    EXPECT_FALSE(arms("version", "light", "dark", 2).treatment);  // of no stem
    EXPECT_FALSE(arms("Klasse", "A", "B", 2).treatment);
}

TEST(SuggestRoles, WhoComesAgainIsAPerson) {
    const auto twice = [](int i) { return id(i / 2); };
    const auto mail = [](int i) { return "a" + std::to_string(i / 4) + "@example.org"; };
    const Plan plan = plan_of({{"user_id", twice}, {"Contact Owner", mail}, {"spent", amount}});
    EXPECT_TRUE(plan.has_role("user_id", Role::person));
    EXPECT_FALSE(plan.has_role("Contact Owner", Role::person));
    // A few who come again are enough: of 200 rows two are of one user.
    const Plan few = plan_of({{"user_id", [](int i) { return id(i == 1 ? 0 : i); }}, {"spent", amount}});
    EXPECT_TRUE(few.has_role("user_id", Role::person));
    for (const char* name : {"customer_value", "Family members", "Kunde seit"}) {
        const Plan other = plan_of({{name, [](int i) { return std::to_string(1990 + i % 30); }}, {"spent", amount}});
        EXPECT_FALSE(other.has_role(name, Role::person)) << name;
    }
}

TEST(SuggestRoles, PlacesAreTellingBesideAPerson) {
    const auto country = [](int i) { return std::string(i % 3 == 0 ? "France" : i % 3 == 1 ? "Spain" : "Germany"); };
    EXPECT_TRUE(plan_of({{"age", age}, {"country", country}}).has_role("country", Role::quasi_identifier));
    EXPECT_FALSE(plan_of({{"clicks", amount}, {"country", country}}).has_role("country", Role::quasi_identifier));
}

TEST(SuggestRoles, OpinionsAreNoScoresOfAModel) {
    const auto five = [](int i) { return std::to_string(1 + i % 5); };
    EXPECT_FALSE(plan_of({{"age", age}, {"SatisfactionScore", five}}).has_role("SatisfactionScore", Role::score));
    EXPECT_FALSE(plan_of({{"age", age}, {"NPS-Score", five}}).has_role("NPS-Score", Role::score));
    EXPECT_TRUE(plan_of({{"age", age}, {"churn_score", amount}}).has_role("churn_score", Role::score));
}

}  // namespace
}  // namespace klarsicht
