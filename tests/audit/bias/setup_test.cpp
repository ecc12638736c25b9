#include <gtest/gtest.h>

#include "support/audit.h"

namespace klarsicht {
namespace {

std::string file(int shift) {
    std::string csv = "sex,really,chosen\n";
    for (int i = 0; i < 400; ++i) {
        const bool really = i % 3 == 0;
        const bool chosen = i % 10 < shift ? !really : really;
        csv += std::string(i % 2 == 0 ? "f" : "m") + (really ? ",1" : ",0") + (chosen ? ",1\n" : ",0\n");
    }
    return csv;
}

constexpr std::string_view plan =
    R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"], "really": ["outcome"]},
    "positive": {"chosen": {"equals": "1"}, "really": {"equals": "1"}}})";

TEST(BiasSetup, NoticesADecisionThatIsTheOutcomeUpsideDown) {
    EXPECT_EQ(test::outcome_of_check(test::audit_of(file(1), plan), "bias.setup").status, Status::pass);
    const Report report = test::audit_of(file(9), plan);
    const Outcome& outcome = test::outcome_of_check(report, "bias.setup");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.metrics.text_of("problem"), "reversed");
}

TEST(BiasSetup, RatesOfFewPeopleAreNotTold) {
    std::string csv = "sex,really,chosen\n";
    for (int i = 0; i < 60; ++i) { csv += std::string(i % 2 == 0 ? "f" : "m") + (i < 4 ? ",1,0\n" : ",0,1\n"); }
    EXPECT_EQ(test::outcome_of_check(test::audit_of(csv, plan), "bias.setup").status, Status::pass);
    EXPECT_EQ(test::outcome_of_check(test::audit_of(csv, plan, {.show_values = true}), "bias.setup").status,
              Status::warn);
}

TEST(BiasSetup, NoticesAReferenceGroupThatDoesNotOccur) {
    const Report report = test::audit_of(
        file(1), R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"], "really": ["outcome"]},
        "positive": {"chosen": {"equals": "1"}, "really": {"equals": "1"}}, "favoured": {"sex": "Male"}})");
    const Outcome& outcome = test::outcome_of_check(report, "bias.setup");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.metrics.text_of("problem"), "favoured_absent");
}

TEST(BiasSetup, SaysWhichOfTwoDecisionsIsCompared) {
    const Report report = test::audit_of(
        file(1), R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"], "really": ["decision"]},
        "positive": {"chosen": {"equals": "1"}, "really": {"equals": "1"}}})");
    const Outcome& outcome = test::outcome_of_check(report, "bias.setup");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.metrics.text_of("problem"), "decision_repeated");
    EXPECT_EQ(outcome.metrics.text_of("used"), "really");  // the first in the file
}

TEST(BiasSetup, ACrossedSetWithTheDecisionInItSaysSo) {
    const Report report = test::audit_of(
        file(1),
        R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision", "protected"], "really": ["outcome"]},
        "positive": {"chosen": {"equals": "1"}, "really": {"equals": "1"}}, "crossed": [["sex", "chosen"]]})");
    std::vector<std::string> problems;
    for (const Outcome* outcome : test::outcomes_of(report, "bias.group_gaps")) {
        problems.push_back(outcome->status == Status::not_assessed ? outcome->needs.key
                                                                   : std::string(name_of(outcome->status)));
    }
    EXPECT_EQ(problems, (std::vector<std::string>{"info", "bias.groups.needs.holds_decision",
                                                  "bias.groups.needs.holds_decision"}));
    // Nor is there a stand-in for the decision.
    const auto proxies = test::outcomes_of(report, "bias.proxies");
    ASSERT_EQ(proxies.size(), 2U);
    EXPECT_EQ(proxies[1]->needs.key, "bias.groups.needs.holds_decision");
}

TEST(BiasSetup, ManyColumnsCrossedEndWithAReason) {
    std::string csv = "a,b,c,chosen\n";
    for (int i = 0; i < 20000; ++i) {
        csv += std::to_string(i % 101) + "x," + std::to_string(i % 103) + "y," + std::to_string(i % 107) + "z," +
               (i % 2 == 0 ? "1\n" : "0\n");
    }
    const Report report = test::audit_of(
        csv,
        R"({"version": 1, "roles": {"a": ["protected"], "b": ["attribute"], "c": ["attribute"], "chosen": ["decision"]},
        "positive": {"chosen": {"equals": "1"}}, "crossed": [["a", "b", "c"]]})");
    const auto outcomes = test::outcomes_of(report, "bias.group_gaps");
    ASSERT_EQ(outcomes.size(), 2U);
    EXPECT_EQ(outcomes[1]->needs.key, "bias.groups.needs.too_many_crossed");
}

std::vector<std::string> problems(const Report& report) {
    std::vector<std::string> found;
    for (const Outcome* outcome : test::outcomes_of(report, "bias.setup")) {
        if (outcome->metrics.has("problem")) { found.emplace_back(outcome->metrics.text_of("problem")); }
    }
    return found;
}

TEST(BiasTraps, NumbersWithoutLimitsGetSome) {
    std::string csv = "income,chosen\n";
    for (int i = 0; i < 600; ++i) { csv += std::to_string(1000 + i * 7) + (i % 3 == 0 ? ",1\n" : ",0\n"); }
    const Report report = test::audit_of(csv,
                                         R"({"version": 1, "roles": {"income": ["protected"], "chosen": ["decision"]},
            "positive": {"chosen": {"equals": "1"}}})");
    EXPECT_EQ(report.plan.bins.at("income").size(), 3u);
    EXPECT_EQ(test::outcome_of_check(report, "bias.group_rates").groups.size(), 4u);
}

TEST(BiasTraps, TheSamePeopleAgain) {
    std::string csv = "person,sex,chosen\n";
    for (int i = 0; i < 300; ++i) {
        csv += "p" + std::to_string(i % 100) + (i % 2 == 0 ? ",f," : ",m,") + (i % 3 == 0 ? "1\n" : "0\n");
    }
    const Report report =
        test::audit_of(csv,
                       R"({"version": 1, "roles": {"person": ["person"], "sex": ["protected"], "chosen": ["decision"]},
            "positive": {"chosen": {"equals": "1"}}})");
    EXPECT_EQ(problems(report), std::vector<std::string>{"same_people"});
}

TEST(BiasTraps, ScoresThatKnowOrRunBackwards) {
    for (const auto& [high, low, problem] :
         {std::tuple{900, 100, "score_knows"}, std::tuple{100, 300, "score_reversed"}}) {
        std::string csv = "sex,score,chosen,really\n";
        for (int i = 0; i < 400; ++i) {
            const bool really = i % 4 == 0;
            csv += std::string(i % 2 == 0 || i % 7 == 0 ? "f" : "m") + "," +
                   std::to_string((really ? high : low) + i % 97) + "," + (i % 3 == 0 ? "1" : "0") + "," +
                   (really ? "1" : "0") + "\n";
        }
        const Report report =
            test::audit_of(csv,
                           R"({"version": 1, "roles": {"sex": ["protected"], "score": ["score"], "chosen": ["decision"],
            "really": ["outcome"]},
            "positive": {"chosen": {"equals": "1"}, "really": {"equals": "1"}}})");
        EXPECT_EQ(problems(report), std::vector<std::string>{problem});
    }
}

TEST(BiasTraps, ThreeClassesAndBadWeights) {
    std::string csv = "sex,w,chosen\n";
    for (int i = 0; i < 90; ++i) {
        csv += std::string(i % 2 == 0 ? "f" : "m") + "," +
               (i == 4   ? "-2"
                : i == 5 ? ""
                         : "1.5") +
               "," +
               (i % 3 == 0   ? "yes"
                : i % 3 == 1 ? "no"
                             : "later") +
               "\n";
    }
    const Report report =
        test::audit_of(csv,
                       R"({"version": 1, "roles": {"sex": ["protected"], "w": ["weight"], "chosen": ["decision"]},
            "positive": {"chosen": {"equals": "yes"}}})");
    EXPECT_EQ(problems(report), (std::vector<std::string>{"bad_weights", "classes"}));
    const Group& f = test::outcome_of_check(report, "bias.group_rates").groups[0];
    EXPECT_EQ(f.number_of("n"), 45);
    EXPECT_EQ(f.number_of("weighted_n"), 44 * 1.5);
    EXPECT_NEAR(f.number_of("effective_n"), 44, 1e-12);
    EXPECT_NEAR(f.number_of("weighted_selection_rate"), 15.0 / 44, 1e-12);
}

}  // namespace
}  // namespace klarsicht
