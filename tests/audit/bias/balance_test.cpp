#include <gtest/gtest.h>

#include <cmath>

#include "stats/random.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

std::string people(std::size_t women, std::size_t men, std::size_t unknown, double rate_w, double rate_m,
                   double rate_unknown) {
    std::string csv = "sex,chosen\n";
    const auto add = [&](const char* sex, std::size_t n, double rate) {
        for (std::size_t i = 0; i < n; ++i) {
            csv += std::string(sex) + "," + (static_cast<double>(i) + 0.5 < rate * static_cast<double>(n) ? "1" : "0") +
                   "\n";
        }
    };
    add("f", women, rate_w);
    add("m", men, rate_m);
    add("", unknown, rate_unknown);
    return csv;
}

constexpr std::string_view roles =
    R"("version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"]},
        "positive": {"chosen": {"equals": "1"}}, "favoured": {"sex": "m"})";

std::string plan(const std::string& more = "") { return "{" + std::string(roles) + more + "}"; }

TEST(Balance, AgainstAPopulation) {
    const std::string csv = people(300, 700, 0, 0.5, 0.5, 0);
    EXPECT_EQ(test::outcome_of_check(test::audit_of(csv, plan()), "bias.balance").status, Status::pass);
    const Report report = test::audit_of(csv, plan(R"(, "population": {"sex": {"f": 51, "m": 49}})"));
    const Outcome& outcome = test::outcome_of_check(report, "bias.balance");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.title.key, "bias.balance.title.underrepresented");
    EXPECT_NEAR(outcome.groups[0].number_of("population_share"), 0.51, 1e-15);
    EXPECT_NEAR(outcome.groups[0].number_of("representation_ratio"), 0.3 / 0.51, 1e-12);
    // The plan that was used stands in the report.
    EXPECT_EQ(plan_to_json(report.plan)["population"]["sex"]["f"], 51);
}

TEST(Balance, PeopleWithoutAGroupCanTurnTheResult) {
    const Report report = test::audit_of(people(400, 400, 200, 0.4, 0.55, 0.5), plan());
    const Outcome& outcome = test::outcome_of_check(report, "bias.balance");
    EXPECT_EQ(outcome.title.key, "bias.balance.title.unknown_flips");
    // By hand: the 100 selected without a group all women and the others men, or the other way round.
    EXPECT_NEAR(outcome.groups[0].number_of("difference_at_least"), 160.0 / 500 - 320.0 / 500, 1e-12);
    EXPECT_NEAR(outcome.groups[0].number_of("difference_at_most"), 260.0 / 500 - 220.0 / 500, 1e-12);
    EXPECT_EQ(
        test::outcome_of_check(test::audit_of(people(400, 400, 200, 0.5, 0.5, 0.5), plan()), "bias.balance").title.key,
        "bias.balance.title.unknown");
}

TEST(Balance, OneGroupIsNoComparison) {
    const Report report = test::audit_of(people(50, 0, 0, 0.5, 0, 0), plan());
    EXPECT_EQ(test::outcome_of_check(report, "bias.balance").needs.key, "bias.groups.needs.one_value");
}

TEST(Balance, PointwiseMutualInformation) {
    const Report report = test::audit_of(people(100, 300, 0, 0.2, 0.4, 0), plan());
    const Outcome& outcome = test::outcome_of_check(report, "bias.balance");
    // 20 of 400 are selected women, 100 are women, 140 are selected.
    EXPECT_NEAR(outcome.groups[0].number_of("npmi_decision"), std::log(0.05 / (0.25 * 0.35)) / -std::log(0.05), 1e-12);
}

/// Two of three people of a group are selected; nobody may tell, nor work it out.
TEST(Balance, OfASmallGroupOnlyItsSizeIsTold) {
    std::string csv = people(100, 300, 0, 0.2, 0.4, 0);
    csv += "d,1\nd,1\nd,0\n";
    const Report report = test::audit_of(csv, plan());
    const Outcome& outcome = test::outcome_of_check(report, "bias.balance");
    ASSERT_EQ(outcome.groups.size(), 3u);
    const json small = test::groups_of(outcome)[2];
    EXPECT_EQ(small["n"], 3);
    EXPECT_NEAR(small["share"].get<double>(), 3.0 / 403, 1e-15);
    for (const char* hidden : {"selection_rate", "npmi_decision", "difference_at_least", "difference_at_most"}) {
        EXPECT_TRUE(small[hidden].is_null()) << hidden;
        EXPECT_FALSE(test::groups_of(outcome)[0][hidden].is_null()) << hidden;
    }
    // With the three in the total, what the others say and the total would tell of them.
    EXPECT_NEAR(outcome.groups[0].number_of("npmi_decision"), std::log(0.05 / (0.25 * 0.35)) / -std::log(0.05), 1e-12);
    const Report full = test::audit_of(csv, plan(), {.show_values = true});
    const Outcome& with_all = test::outcome_of_check(full, "bias.balance");
    EXPECT_NEAR(with_all.groups[2].number_of("selection_rate"), 2.0 / 3, 1e-15);
    EXPECT_NE(with_all.groups[0].number_of("npmi_decision"), outcome.groups[0].number_of("npmi_decision"));
}

TEST(Balance, FewPeopleWithoutAGroupAreInNoFigure) {
    const auto told = [](double selected) {
        const Report report = test::audit_of(people(100, 300, 3, 0.2, 0.4, selected), plan());
        EXPECT_EQ(report.withheld_rows, 3U);
        const Outcome& outcome = test::outcome_of_check(report, "bias.balance");
        return json::array({test::metrics_of(outcome), test::groups_of(outcome)});
    };
    EXPECT_EQ(told(0), told(1));
}

TEST(Balance, APopulationThatTheFileDoesNotHave) {
    const Table table = test::table_of(people(30, 30, 0, 0.5, 0.5, 0));
    Result<Plan> given = parse_plan(plan(R"(, "population": {"sex": {"woman": 51}})"), table);
    ASSERT_TRUE(given.has_value());
    const Result<ProfileOptions> options = profile_options_of(*given);
    const Result<Profile> profile = profile_table(table, *options, Progress::none());
    const Result<Rules> rules = Rules::load("eu-2026-11");
    const Result<Report> report = audit(table, *profile, *given, *rules, {}, Progress::none());
    ASSERT_FALSE(report.has_value());
    EXPECT_EQ(report.error().message.key, "error.plan_population_absent");
    for (const char* wrong : {R"(, "population": {"sex": {"f": -1}})", R"(, "population": {"sex": {"f": 0}})",
                              R"(, "population": {"sex": [1]})", R"(, "population": 3)"}) {
        EXPECT_FALSE(parse_plan(plan(wrong), table).has_value()) << wrong;
    }
}

TEST(Mitigation, ShowsWhatBalanceCosts) {
    stats::Random random(6);
    std::string csv = "sex,score,bought\n";
    for (std::size_t i = 0; i < 4000; ++i) {
        const bool f = random.below(2) == 0;
        const double score = random.uniform() * (f ? 0.7 : 1);
        csv += std::string(f ? "f" : "m") + "," + std::to_string(score) + "," + (random.uniform() < score ? "1" : "0") +
               "\n";
    }
    const Report report =
        test::audit_of(csv,
                       R"({"version": 1, "roles": {"sex": ["protected"], "score": ["score"], "bought": ["outcome"]},
            "positive": {"bought": {"equals": "1"}}})");
    const Outcome& outcome = test::outcome_of_check(report, "bias.mitigation");
    EXPECT_EQ(outcome.status, Status::info);
    const json metrics = test::metrics_of(outcome);
    const json& options = metrics["options"];
    ASSERT_EQ(options.size(), 5u);
    EXPECT_GT(options[0]["selection_rate_difference"].get<double>(), 0.1);
    EXPECT_LT(options[1]["selection_rate_difference"].get<double>(), 0.01);
    EXPECT_LT(options[2]["tpr_difference"].get<double>(), 0.01);
    EXPECT_LT(options[3]["fpr_difference"].get<double>(), 0.01);
    EXPECT_LT(options[4]["tpr_difference"].get<double>() + options[4]["fpr_difference"].get<double>(), 1e-9);
    EXPECT_LE(options[1]["value_per_person"].get<double>(), options[0]["value_per_person"].get<double>());
    EXPECT_GT(metrics["frontier"].size(), 2u);
    // Amounts of one's own.
    const Report costly =
        test::audit_of(csv,
                       R"({"version": 1, "roles": {"sex": ["protected"], "score": ["score"], "bought": ["outcome"]},
            "positive": {"bought": {"equals": "1"}},
        "limits": {"bias.mitigation.value_tp": 10, "bias.mitigation.value_fp": -1}})");
    EXPECT_GT(test::outcome_of_check(costly, "bias.mitigation").metrics.number_of("value_per_person_before"), 1);
}

}  // namespace
}  // namespace klarsicht
