#include <gtest/gtest.h>

#include <cmath>

#include "support/audit.h"
#include "support/data.h"

namespace klarsicht {
namespace {

constexpr std::string_view with_outcome = R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"], "really": ["outcome"]},
    "positive": {"chosen": {"equals": "1"}, "really": {"equals": "1"}}, "favoured": {"sex": "m"}})";

TEST(GroupRates, CountsAndRates) {
    const std::string csv = "sex,really,chosen\nf,1,1\nf,1,0\nf,0,0\nf,0,0\nm,1,1\nm,0,1\nm,0,0\nf,,1\nm,1,\n,1,1\n";
    const Report report = test::audit_of(csv, with_outcome);
    const Outcome& outcome = test::outcome_of_check(report, "bias.group_rates");
    EXPECT_EQ(outcome.status, Status::info);
    ASSERT_EQ(outcome.groups.size(), 2u);
    const json& f = outcome.groups[0];
    EXPECT_EQ(f["group"], "f");
    EXPECT_EQ(f["n"], 4);
    EXPECT_EQ(f["tp"], 1);
    EXPECT_EQ(f["fn"], 1);
    EXPECT_EQ(f["tn"], 2);
    EXPECT_EQ(f["fp"], 0);
    EXPECT_EQ(f["tpr"], 0.5);
    EXPECT_EQ(f["fpr"], 0.0);
    ASSERT_TRUE(f.contains("selection_rate_ci95"));
    EXPECT_NEAR(f["selection_rate_ci95"][1].get<double>(), 0.69936, 1e-5);
    EXPECT_EQ(outcome.metrics["rows"], 7);
    EXPECT_EQ(outcome.metrics["rows_without_group"], 1);
    EXPECT_EQ(outcome.metrics["rows_without_decision"], 1);
    EXPECT_EQ(outcome.metrics["rows_without_outcome"], 1);
    EXPECT_NEAR(outcome.metrics["demographic_parity_difference"].get<double>(), 2.0 / 3 - 0.25, 1e-15);
}

TEST(GroupRates, UndefinedIsNamedNotInvented) {
    // Nobody among the f has a positive outcome: their true positive rate is 0/0.
    const std::string csv = "sex,really,chosen\nf,0,1\nf,0,0\nm,1,1\nm,0,1\nm,0,0\nx,1,0\nx,0,0\n";
    const Report report = test::audit_of(csv, with_outcome);
    const Outcome& outcome = test::outcome_of_check(report, "bias.group_rates");
    EXPECT_TRUE(std::isnan(outcome.groups[0]["tpr"].get<double>()));
    EXPECT_EQ(outcome.metrics["undefined_groups"], json::array({"f"}));
    EXPECT_EQ(outcome.metrics["equal_opportunity_difference"].get<double>(), 1);  // m against x
}

TEST(GroupRates, DecisionOnly) {
    const std::string csv = "sex,chosen\nf,yes\nf,no\nm,yes\nm,yes\n";
    const Report report = test::audit_of(csv, R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"]}})");
    const Outcome& outcome = test::outcome_of_check(report, "bias.group_rates");
    EXPECT_EQ(outcome.groups[0]["selected"], 1);
    EXPECT_EQ(outcome.groups[0]["selection_rate"], 0.5);
    EXPECT_FALSE(outcome.groups[0].contains("tpr"));
    EXPECT_FALSE(outcome.metrics.contains("theil_index"));
    EXPECT_EQ(outcome.metrics["demographic_parity_ratio"], 0.5);
}

/// The whole street against the reference, over the real files.
TEST(GroupRates, BankEqualsTheReference) {
    KLARSICHT_SHARED_OR_SKIP(csv, "bank/bank-full.csv");
    KLARSICHT_SHARED_OR_SKIP(reference_text, "../reference/bias.json");
    const json reference = json::parse(reference_text, nullptr, false);
    ASSERT_TRUE(reference.is_object());
    const Report report = test::audit_of(csv, R"({"version": 1, "roles": {"age": ["protected"], "marital": ["protected"], "education": ["protected"], "job": ["protected"],
        "housing": ["decision"], "y": ["outcome"]}, "positive": {"housing": {"equals": "no"}, "y": {"equals": "yes"}}, "bins": {"age": [25, 60]},
        "missing_tokens": [""], "crossed": [["age", "marital"]]})");
    const json& analyses = reference["datasets"]["bank_marketing"]["analyses"];
    std::size_t compared = 0;
    for (const Outcome* outcome : test::outcomes_of(report, "bias.group_rates")) {
        std::string name;
        for (const std::string& column : outcome->subject) { name += (name.empty() ? "" : " x ") + (column == "age" ? "age_group" : column); }
        ASSERT_TRUE(analyses.contains(name)) << name;
        for (const json& group : outcome->groups) {
            // The reference decides by another rule; group sizes and base rates do not depend on it.
            const json& want = analyses[name]["groups"][group["group"].get<std::string>()];
            EXPECT_EQ(group["n"], want["n"]);
            EXPECT_NEAR(group["base_rate"].get<double>(), want["base_rate"].get<double>(), 1e-15);
            ++compared;
        }
    }
    EXPECT_EQ(compared, 3u + 3u + 4u + 12u + 9u);
}

}  // namespace
}  // namespace klarsicht
