#include <gtest/gtest.h>

#include <algorithm>

#include "audit/suggest.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

struct Completed {
    Table table;
    Plan plan;
};

Completed complete(std::string_view csv, std::string_view plan_json = "{}") {
    Completed result{test::table_of(csv), {}};
    auto plan = parse_plan(plan_json, result.table);
    EXPECT_TRUE(plan.has_value());
    plan->as_of = "2026-11-01";
    const auto profile = profile_table(result.table, *profile_options_of(*plan), Progress::none());
    EXPECT_TRUE(profile.has_value());
    result.plan = complete_plan(std::move(*plan), result.table, *profile);
    return result;
}

std::string campaign_csv() {
    std::string csv = "customer_id,sex,age,Gutschein,gekauft,score,segment,sent_at,opt_out,Kanal,comment\n";
    for (int i = 0; i < 60; ++i) {
        csv += std::to_string(1000 + i) + "," + (i % 3 == 0 ? "F" : "M") + "," + std::to_string(18 + i) + "," +
               (i % 4 == 0 ? "ja" : "nein") + "," + (i % 5 == 0 ? "1" : "0") + ",0." + std::to_string(10 + i) + "," +
               (i % 2 == 0 ? "No E-Mail" : "Womens E-Mail") + ",2026-0" + std::to_string(1 + i % 9) + "-01," +
               (i % 7 == 0 ? "yes" : "no") + "," + (i % 2 == 0 ? "email" : "post") + ",a remark of some length " +
               std::to_string(i) + "\n";
    }
    return csv;
}

TEST(Suggest, NamesArePlain) {
    EXPECT_EQ(plain_name("GeprüftVon"), "geprueft_von");
    EXPECT_EQ(plain_name("E-Mail-Adresse"), "e_mail_adresse");
    EXPECT_EQ(plain_name("customerID"), "customer_id");
    EXPECT_EQ(plain_name("  opt OUT? "), "opt_out");
    EXPECT_TRUE(name_matches("email_opt_out_at", "opt_out"));
    EXPECT_FALSE(name_matches("email_opt_outside", "opt_out"));
    EXPECT_FALSE(name_matches("body_weight", "=weight"));
    EXPECT_TRUE(name_matches("kaufwahrscheinlichkeit", "*wahrscheinlichkeit"));
    EXPECT_FALSE(name_matches("preisgruppe", "*preis"));
}

TEST(Suggest, RolesOfACampaignFile) {
    const Plan plan = complete(campaign_csv()).plan;
    EXPECT_TRUE(plan.has_role("customer_id", Role::identifier));
    EXPECT_TRUE(plan.has_role("sex", Role::protected_));
    EXPECT_TRUE(plan.has_role("sex", Role::quasi_identifier));
    EXPECT_TRUE(plan.has_role("age", Role::protected_));
    EXPECT_TRUE(plan.has_role("Gutschein", Role::decision));
    EXPECT_TRUE(plan.has_role("gekauft", Role::outcome));
    EXPECT_TRUE(plan.has_role("score", Role::score));
    EXPECT_TRUE(plan.has_role("segment", Role::treatment));
    EXPECT_TRUE(plan.has_role("sent_at", Role::timestamp));
    EXPECT_TRUE(plan.has_role("opt_out", Role::opt_out));
    EXPECT_TRUE(plan.has_role("Kanal", Role::channel));
    EXPECT_EQ(*plan.positive.at("Gutschein").equals, "ja");
    EXPECT_EQ(*plan.positive.at("gekauft").equals, "1");
    EXPECT_EQ(plan.treatment->control, "No E-Mail");
    EXPECT_EQ(plan.favoured.at("sex"), "M");
    EXPECT_EQ(plan.bins.at("age"), (std::vector<double>{25, 40, 60}));
    EXPECT_EQ(plan.crossed, (std::vector<std::vector<std::string>>{{"sex", "age"}}));
}

TEST(Suggest, CompletingTwiceChangesNothing) {
    const Completed once = complete(campaign_csv());
    const Completed twice = complete(campaign_csv(), plan_to_json(once.plan).dump());
    EXPECT_EQ(plan_to_json(once.plan), plan_to_json(twice.plan));
}

TEST(Suggest, KeepsWhatThePersonSaid) {
    const Plan plan =
        complete(campaign_csv(), R"({"roles": {"age": ["quasi_identifier"], "score": ["decision"], "comment": []},
        "positive": {"score": {"at_least": 0.5}}, "crossed": []})")
            .plan;
    EXPECT_EQ(plan.roles.at("age"), std::vector<Role>{Role::quasi_identifier});
    EXPECT_EQ(plan.roles.at("score"), std::vector<Role>{Role::decision});
    EXPECT_TRUE(plan.roles.at("comment").empty());
    // Who names the quasi-identifiers and the decision has named them all.
    EXPECT_FALSE(plan.has_role("sex", Role::quasi_identifier));
    EXPECT_FALSE(plan.has_role("Gutschein", Role::decision));
    EXPECT_TRUE(plan.has_role("sex", Role::protected_));
    EXPECT_EQ(*plan.positive.at("score").at_least, 0.5);
    EXPECT_TRUE(plan.crossed.empty());
}

TEST(Suggest, ColumnsWithARoleStandInTheTablesOrder) {
    const Plan plan =
        complete("zeta,alpha\na,c\nb,d\n", R"({"roles": {"zeta": ["protected"], "alpha": ["protected"]}})").plan;
    EXPECT_EQ(plan.columns_with(Role::protected_), (std::vector<std::string>{"zeta", "alpha"}));
}

TEST(Suggest, DiscountsCountAsSoonAsThereIsOne) {
    std::string csv = "rabatt\n";
    for (int i = 0; i < 40; ++i) { csv += std::to_string(i % 4 * 5) + "\n"; }
    // By itself how much off is a price; whoever says that it was decided asks who got any.
    EXPECT_TRUE(complete(csv).plan.has_role("rabatt", Role::price));
    const Plan plan = complete(csv, R"({"roles": {"rabatt": ["decision"]}})").plan;
    EXPECT_EQ(*plan.positive.at("rabatt").at_least, 5);
}

/// Of two groups the one that is selected more often is the yardstick, whichever is larger; of more the largest.
TEST(Suggest, FavouredGroup) {
    std::string csv = "sex,region,gutschein\n";
    for (int i = 0; i < 90; ++i) {
        const bool f = i % 3 != 0;
        csv += std::string(f ? "weiblich," : "männlich,") +
               (i % 2 == 0   ? "Nord,"
                : i % 4 == 1 ? "Süd,"
                             : "Ost,") +
               (f            ? (i % 5 == 0 ? "ja" : "nein")
                : i % 2 == 0 ? "ja"
                             : "nein") +
               "\n";
    }
    constexpr std::string_view plan =
        R"({"version": 1, "roles": {"sex": ["protected"], "region": ["protected"], "gutschein": ["decision"]}})";
    const Report report = test::audit_of(csv, plan);
    EXPECT_EQ(report.plan.favoured.at("sex"), "männlich");
    EXPECT_EQ(report.plan.favoured.at("region"), "Nord");
    const Report without = test::audit_of(
        csv, R"({"version": 1, "roles": {"sex": ["protected"], "region": ["protected"], "gutschein": ["ignore"]}})");
    EXPECT_EQ(without.plan.favoured.at("sex"), "weiblich");
}

}  // namespace
}  // namespace klarsicht
