#include <gtest/gtest.h>

#include <cmath>

#include "support/audit.h"
#include "support/data.h"

namespace klarsicht {
namespace {

constexpr std::string_view with_outcome =
    R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"], "really": ["outcome"]},
    "positive": {"chosen": {"equals": "1"}, "really": {"equals": "1"}}, "favoured": {"sex": "m"}})";

TEST(GroupRates, CountsAndRates) {
    const std::string csv = "sex,really,chosen\nf,1,1\nf,1,0\nf,0,0\nf,0,0\nm,1,1\nm,0,1\nm,0,0\nf,,1\nm,1,\n,1,1\n";
    const Report report = test::audit_of(csv, with_outcome, {.show_values = true});
    const Outcome& outcome = test::outcome_of_check(report, "bias.group_rates");
    EXPECT_EQ(outcome.status, Status::info);
    ASSERT_EQ(outcome.groups.size(), 2u);
    const json f = test::groups_of(outcome)[0];
    const json metrics = test::metrics_of(outcome);
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
    EXPECT_EQ(metrics["rows"], 7);
    EXPECT_EQ(metrics["rows_without_group"], 1);
    EXPECT_EQ(metrics["rows_without_decision"], 1);
    EXPECT_EQ(metrics["rows_without_outcome"], 1);
    EXPECT_NEAR(metrics["demographic_parity_difference"].get<double>(), 2.0 / 3 - 0.25, 1e-15);
}

/// Of one person nothing is told, but that somebody is left out is.
TEST(GroupRates, SaysHowManyGroupsAreLeftOut) {
    const auto summary_of = [](int groups_of_one) {
        std::string csv = "origin,selected\n";
        for (int i = 0; i < 60; ++i) { csv += std::string(i % 2 == 0 ? "A" : "B") + (i % 5 == 0 ? ",1\n" : ",0\n"); }
        for (int i = 0; i < groups_of_one; ++i) { csv += "C" + std::to_string(i) + ",1\n"; }
        const Report report = test::audit_of(csv, R"({"version": 1, "roles": {"origin": ["protected"],
            "selected": ["decision"]}, "positive": {"selected": {"equals": "1"}}})");
        return test::outcome_of_check(report, "bias.group_rates").summary.key;
    };
    EXPECT_EQ(summary_of(0), "bias.group_rates.summary.decision_only");
    EXPECT_EQ(summary_of(7), "bias.group_rates.summary.decision_only.left_out");
}

TEST(GroupRates, UndefinedIsNamedNotInvented) {
    // Nobody among the f has a positive outcome: their true positive rate is 0/0.
    const std::string csv = "sex,really,chosen\nf,0,1\nf,0,0\nm,1,1\nm,0,1\nm,0,0\nx,1,0\nx,0,0\n";
    const Report report = test::audit_of(csv, with_outcome, {.show_values = true});
    const Outcome& outcome = test::outcome_of_check(report, "bias.group_rates");
    const json metrics = test::metrics_of(outcome);
    EXPECT_TRUE(test::groups_of(outcome)[0]["tpr"].is_null());
    EXPECT_EQ(metrics["undefined_groups"], json::array({"f"}));
    EXPECT_EQ(metrics["equal_opportunity_difference"].get<double>(), 1);  // m against x
}

TEST(GroupRates, DecisionOnly) {
    const std::string csv = "sex,chosen\nf,yes\nf,no\nm,yes\nm,yes\n";
    const Report report = test::audit_of(
        csv, R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"]}})", {.show_values = true});
    const Outcome& outcome = test::outcome_of_check(report, "bias.group_rates");
    const json groups = test::groups_of(outcome);
    const json metrics = test::metrics_of(outcome);
    EXPECT_EQ(groups[0]["selected"], 1);
    EXPECT_EQ(groups[0]["selection_rate"], 0.5);
    EXPECT_FALSE(groups[0].contains("tpr"));
    EXPECT_FALSE(metrics.contains("theil_index"));
    EXPECT_EQ(metrics["demographic_parity_ratio"], 0.5);
}

/// Walks two JSON trees of one shape: every number of the first has a pair in the second.
void expect_intervals(const json& figures, const json& intervals, const std::string& where, std::size_t& found) {
    for (const auto& [name, figure] : figures.items()) {
        const std::string place = where + "." + name;
        if (!intervals.contains(name)) {
            ADD_FAILURE() << place << " has no interval";
            continue;
        }
        const json& interval = intervals.at(name);
        if (figure.is_object()) {
            expect_intervals(figure, interval, place, found);
            continue;
        }
        ASSERT_TRUE(interval.is_array() && interval.size() == 2) << place;
        if (interval.at(0).is_null()) { continue; }
        const double low = interval.at(0).get<double>();
        const double high = interval.at(1).get<double>();
        EXPECT_LE(low, figure.get<double>()) << place;
        EXPECT_GE(high, figure.get<double>()) << place;
        ++found;
    }
}

TEST(GroupRates, EveryFigureHasAnInterval) {
    std::string csv = "sex,really,chosen\n";
    const auto add = [&](const char* row, int times) {
        for (int i = 0; i < times; ++i) { csv += row; }
    };
    add("f,1,1\n", 120), add("f,1,0\n", 180), add("f,0,0\n", 600), add("f,0,1\n", 130);
    add("m,1,1\n", 400), add("m,1,0\n", 200), add("m,0,0\n", 700), add("m,0,1\n", 300);
    const Report report = test::audit_of(csv, with_outcome);
    const Outcome& outcome = test::outcome_of_check(report, "bias.group_rates");
    const json metrics = test::metrics_of(outcome);
    const json intervals = test::intervals_of(outcome);
    const json groups = test::groups_of(outcome);
    std::size_t found = 0;
    for (const char* part : {"between_groups", "favoured_against_others", "inequality", "differential_fairness"}) {
        ASSERT_TRUE(metrics.contains(part)) << part;
        expect_intervals(metrics[part], intervals[part], part, found);
    }
    json plain = json::object();
    for (const char* name : {"demographic_parity_difference", "demographic_parity_ratio",
                             "equal_opportunity_difference", "equal_opportunity_ratio", "equalized_odds_difference",
                             "equalized_odds_ratio", "equalized_odds_difference_mean", "equalized_odds_ratio_mean",
                             "statistical_parity_difference", "disparate_impact", "average_odds_difference",
                             "average_abs_odds_difference", "theil_index", "generalized_entropy_index"}) {
        plain[name] = metrics[name];
    }
    expect_intervals(plain, intervals, "", found);
    EXPECT_EQ(found, 11u * 6 + 18 + 8 + 3 + 14);
    const json& f = groups[0];
    found = 0;
    expect_intervals(f["against_favoured"], f["against_favoured_ci95"], "against_favoured", found);
    EXPECT_EQ(found, 4u);
    expect_intervals(f["disparity"]["favoured"], f["disparity_ci95"]["favoured"], "disparity.favoured", found);
    EXPECT_EQ(found, 14u);
    EXPECT_FALSE(groups[1]["disparity_ci95"].contains("favoured"));  // a group against itself
}

/// The whole street against the reference, over the real files.
TEST(GroupRates, BankEqualsTheReference) {
    KLARSICHT_SHARED_OR_SKIP(csv, "bank/bank-full.csv");
    KLARSICHT_SHARED_OR_SKIP(reference_text, "../reference/bias.json");
    const json reference = json::parse(reference_text, nullptr, false);
    ASSERT_TRUE(reference.is_object());
    const Report report = test::audit_of(
        csv,
        R"({"version": 1, "roles": {"age": ["protected"], "marital": ["protected"], "education": ["protected"], "job": ["protected"],
        "housing": ["decision"], "y": ["outcome"]}, "positive": {"housing": {"equals": "no"}, "y": {"equals": "yes"}}, "bins": {"age": [25, 60]},
        "missing_tokens": [""], "crossed": [["age", "marital"]]})",
        {.show_values = true});
    const json& analyses = reference["datasets"]["bank_marketing"]["analyses"];
    std::size_t compared = 0;
    for (const Outcome* outcome : test::outcomes_of(report, "bias.group_rates")) {
        std::string name;
        for (const std::string& column : outcome->subject) {
            name += (name.empty() ? "" : " x ") + (column == "age" ? "age_group" : column);
        }
        ASSERT_TRUE(analyses.contains(name)) << name;
        for (const json& group : test::groups_of(*outcome)) {
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
