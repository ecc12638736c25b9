// What happened, by group, in files where nobody decided anything: counted by hand, never said with words of selection.
#include <gtest/gtest.h>

#include <array>
#include <utility>

#include "report/render.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

constexpr std::string_view plan_of_churn = R"({"version": 1, "roles": {"SeniorCitizen": ["protected"],
    "Churn": ["outcome"]}, "positive": {"Churn": {"equals": "Yes"}}})";

/// So many rows of each kind.
std::string rows_of(std::string_view group, int happened, int others, std::string_view yes = "Yes",
                    std::string_view no = "No") {
    std::string csv;
    for (int i = 0; i < happened + others; ++i) {
        csv += std::string(group) + "," + std::string(i < happened ? yes : no) + "\n";
    }
    return csv;
}

TEST(Outcomes, WhoGivesNoAnswerIsNoGroupToCompare) {
    // Most gave none, and few of them stayed: neither the yardstick nor a finding.
    const std::string csv = "contract,Churn\n" + rows_of("prefer not to say", 900, 300) + rows_of("unknown", 10, 190) +
                            rows_of("monthly", 300, 300) + rows_of("yearly", 240, 260);
    const Report report = test::audit_of(
        csv,
        R"({"roles": {"contract": ["protected"], "Churn": ["outcome"]}, "positive": {"Churn": {"equals": "Yes"}}})");
    EXPECT_EQ(report.plan.favoured.at("contract"), "monthly");
    EXPECT_EQ(test::outcome_of_check(report, "bias.outcomes").status, Status::pass);
    const Report other = test::audit_of(
        "contract,Churn\n" + rows_of("n/a soon", 900, 300) + rows_of("monthly", 300, 300) + rows_of("yearly", 240, 260),
        R"({"roles": {"contract": ["protected"], "Churn": ["outcome"]}, "positive": {"Churn": {"equals": "Yes"}}})");
    EXPECT_EQ(test::outcome_of_check(other, "bias.outcomes").status, Status::warn);
}

TEST(Outcomes, SeniorsLeaveMoreOften) {
    const std::string csv = "SeniorCitizen,Churn\n" + rows_of("0", 236, 764) + rows_of("1", 84, 116);
    const Report report = test::audit_of(csv, plan_of_churn);
    const Outcome& outcome = test::outcome_of_check(report, "bias.outcomes");
    EXPECT_EQ(outcome.subject, (std::vector<std::string>{"SeniorCitizen", "Churn"}));
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.severity, Severity::medium);
    ASSERT_EQ(outcome.groups.size(), 2u);
    const Group& seniors = outcome.groups[1];
    EXPECT_EQ(seniors.label(), "1");
    EXPECT_EQ(seniors.number_of("happened"), 84);
    EXPECT_DOUBLE_EQ(seniors.number_of("base_rate"), 0.42);
    EXPECT_NEAR(seniors.figures.interval_of("base_rate").low, 0.3537, 1e-4);  // Wilson
    EXPECT_NEAR(seniors.number_of("difference"), 0.42 - 0.236, 1e-15);
    EXPECT_NEAR(seniors.number_of("ratio"), 0.42 / 0.236, 1e-15);
    EXPECT_LT(seniors.number_of("p_holm"), 1e-6);
}

/// It is no decision, and nothing says so: in no language, and in no part of the finding.
TEST(Outcomes, NobodyWasSelected) {
    const std::string csv = "SeniorCitizen,Churn\n" + rows_of("0", 236, 764) + rows_of("1", 84, 116);
    Report report = test::audit_of(csv, plan_of_churn);
    std::erase_if(report.outcomes, [](const Outcome& outcome) { return outcome.id != "bias.outcomes"; });
    for (const auto& [language, words] :
         {std::pair{Language::en, std::array<std::string_view, 2>{"selected", "decision"}},
          std::pair{Language::de, std::array<std::string_view, 2>{"usgewählt", "ntscheidung"}}}) {
        const std::string text = report_to_markdown(report, language);
        const std::string finding = text.substr(text.find("Churn"));
        for (const std::string_view word : words) { EXPECT_EQ(finding.find(word), std::string::npos) << word; }
    }
}

/// Whom a column divides need not be protected: who says yes differs by family status and by trade.
TEST(Outcomes, ByWhatPeopleAreToldApartBy) {
    const std::string csv = "marital,y\n" + rows_of("married", 70, 1930, "yes", "no") +
                            rows_of("single", 130, 870, "yes", "no") + rows_of("divorced", 20, 480, "yes", "no");
    const Report report =
        test::audit_of(csv, R"({"version": 1, "roles": {"marital": ["quasi_identifier"], "y": ["outcome"]},
        "positive": {"y": {"equals": "yes"}}})");
    const Outcome& outcome = test::outcome_of_check(report, "bias.outcomes");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.severity, Severity::low);
    EXPECT_EQ(outcome.metrics.number_of("groups_found"), 1);
    EXPECT_EQ(outcome.groups[1].text_of("verdict"), "disparity_large");
    EXPECT_EQ(outcome.groups[2].text_of("verdict"), "too_few");
}

/// By what somebody does for a living, or where they live, people differ in much: told, but no alarm.
TEST(Outcomes, ByWorkAndPlaceIsNoAlarm) {
    for (const std::string_view column : {"job", "education", "region"}) {
        const std::string csv = std::string(column) + ",y\n" + rows_of("A", 70, 1930) + rows_of("B", 130, 870);
        const Report report = test::audit_of(csv, R"({"version": 1, "roles": {")" + std::string(column) +
                                                      R"(": ["quasi_identifier"], "y": ["outcome"]},
            "positive": {"y": {"equals": "Yes"}}})");
        const Outcome& outcome = test::outcome_of_check(report, "bias.outcomes");
        EXPECT_EQ(outcome.status, Status::info) << column;
        EXPECT_EQ(outcome.title.key, "bias.outcomes.title.found") << column;
        EXPECT_EQ(outcome.remedy.key, "bias.outcomes.remedy.other") << column;
    }
}

/// "2 of 2 other groups" is how no person speaks.
TEST(Outcomes, HowManyGroupsDiffer) {
    const auto key = [](const std::string& rows) {
        const Report report = test::audit_of("sex,y\n" + rows_of("A", 100, 1900) + rows,
                                             R"({"version": 1, "roles": {"sex": ["protected"], "y": ["outcome"]},
            "positive": {"y": {"equals": "Yes"}}})");
        return test::outcome_of_check(report, "bias.outcomes").summary.key;
    };
    const std::string b = rows_of("B", 300, 700), c = rows_of("C", 350, 650), d = rows_of("D", 400, 600);
    EXPECT_EQ(key(b), "bias.outcomes.summary.found");
    EXPECT_EQ(key(b + c), "bias.outcomes.summary.found_both");
    EXPECT_EQ(key(b + c + d), "bias.outcomes.summary.found_all");
    EXPECT_EQ(key(b + c + rows_of("D", 50, 950)), "bias.outcomes.summary.found_many");
}

/// An amount without bins, or a column of hundreds of values, divides nobody.
TEST(Outcomes, NotByAmountsAndNames) {
    std::string csv = "salary,city,y\n";
    for (int i = 0; i < 400; ++i) {
        csv += std::to_string(1000 + 7 * i) + ",town" + std::to_string(i % 150) + (i % 3 == 0 ? ",yes\n" : ",no\n");
    }
    const Report report = test::audit_of(csv, R"({"version": 1, "roles": {"salary": ["quasi_identifier"],
        "city": ["quasi_identifier"], "y": ["outcome"]}, "positive": {"y": {"equals": "yes"}}})");
    const Outcome& outcome = test::outcome_of_check(report, "bias.outcomes");
    EXPECT_EQ(outcome.status, Status::not_assessed);
    EXPECT_EQ(outcome.needs.key, "bias.outcomes.needs.groups");
}

TEST(Outcomes, EveryColumnThatSaysWhatHappened) {
    std::string csv = "sex,visit,order,returned\n";
    for (int i = 0; i < 2000; ++i) {
        const bool f = i % 2 == 0;
        const int lot = i / 2 % 100;
        csv += std::string(f ? "f" : "m") + (lot < (f ? 40 : 20) ? ",1" : ",0") + (lot * 7 % 100 < 30 ? ",1" : ",0") +
               (lot * 3 % 100 < (f ? 15 : 30) ? ",1\n" : ",0\n");
    }
    const Report report = test::audit_of(csv, R"({"version": 1, "roles": {"sex": ["protected"], "visit": ["outcome"],
        "order": ["outcome"], "returned": ["outcome"]}, "positive": {"visit": {"equals": "1"},
        "order": {"equals": "1"}, "returned": {"equals": "1"}}})");
    EXPECT_EQ(test::outcome_about(report, "bias.outcomes", {"sex", "visit"}).status, Status::warn);
    EXPECT_EQ(test::outcome_about(report, "bias.outcomes", {"sex", "order"}).metrics.number_of("groups_found"), 0);
    const Outcome& returned = test::outcome_about(report, "bias.outcomes", {"sex", "returned"});
    EXPECT_EQ(returned.status, Status::warn);
    EXPECT_EQ(returned.metrics.number_of("comparisons"), 3);
}

/// Beyond chance is not enough: of so many people every small gap is.
TEST(Outcomes, ASmallGapIsToldWithoutAlarm) {
    const std::string csv = "SeniorCitizen,Churn\n" + rows_of("0", 10000, 10000) + rows_of("1", 10500, 9500);
    const Report report = test::audit_of(csv, plan_of_churn);
    const Outcome& outcome = test::outcome_of_check(report, "bias.outcomes");
    EXPECT_EQ(outcome.status, Status::info);
    EXPECT_EQ(outcome.title.key, "bias.outcomes.title.small");
}

/// Ten points matter where the ratio hides them: 95 % against 80 % are not a fifth less.
TEST(Outcomes, AWideGapOfCommonThings) {
    const std::string csv = "SeniorCitizen,Churn\n" + rows_of("0", 950, 50) + rows_of("1", 800, 200);
    EXPECT_EQ(test::outcome_of_check(test::audit_of(csv, plan_of_churn), "bias.outcomes").status, Status::warn);
}

TEST(Outcomes, NobodyIsHeldAgainstAHandful) {
    const std::string csv = "SeniorCitizen,Churn\n" + rows_of("0", 0, 300) + rows_of("1", 3, 0);
    constexpr std::string_view plan = R"({"version": 1, "roles": {"SeniorCitizen": ["protected"],
        "Churn": ["outcome"]}, "positive": {"Churn": {"equals": "Yes"}}, "favoured": {"SeniorCitizen": "1"}})";
    for (const bool show : {false, true}) {
        const Report report = test::audit_of(csv, plan, {.show_values = show});
        EXPECT_EQ(test::outcome_of_check(report, "bias.outcomes").status, Status::not_assessed) << show;
    }
    // Nor does an alarm rest on them, although 3 of 3 against none of 300 is hardly chance.
    const Report report = test::audit_of(csv, plan_of_churn, {.show_values = true});
    EXPECT_NE(test::outcome_of_check(report, "bias.outcomes").status, Status::warn);
}

/// A hundred orders of one person are one person who does as always.
TEST(Outcomes, OfPeopleWithManyRowsPeopleAreTheEvidence) {
    std::string orders = "customer,sex,returned\n", people = orders;
    for (int i = 0; i < 40; ++i) {
        const bool f = i % 2 == 0;
        const std::string_view returned = i / 2 < (f ? 9 : 5) ? ",1\n" : ",0\n";
        for (int k = 0; k < 50; ++k) {
            const std::string who = std::string(f ? ",f" : ",m") + std::string(returned);
            orders += "c" + std::to_string(1000 + i) + who;
            people += "c" + std::to_string(1000 + 50 * i + k) + who;
        }
    }
    constexpr std::string_view plan = R"({"version": 1, "roles": {"customer": ["person"], "sex": ["protected"],
        "returned": ["outcome"]}, "positive": {"returned": {"equals": "1"}}})";
    EXPECT_NE(test::outcome_of_check(test::audit_of(orders, plan), "bias.outcomes").status, Status::warn);
    EXPECT_EQ(test::outcome_of_check(test::audit_of(people, plan), "bias.outcomes").status, Status::warn);
}

TEST(Outcomes, BesideADecisionTheyAreComparedThere) {
    const std::string csv = "sex,chosen,bought\nf,1,0\nm,0,1\nf,0,0\nm,1,1\n";
    const Report report = test::audit_of(csv, R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"],
        "bought": ["outcome"]}, "positive": {"chosen": {"equals": "1"}, "bought": {"equals": "1"}}})");
    const Outcome& outcome = test::outcome_of_check(report, "bias.outcomes");
    EXPECT_EQ(outcome.status, Status::not_assessed);
    EXPECT_EQ(outcome.needs.key, "bias.outcomes.needs.decided");
}

/// Where nobody's sex or age is known, people are compared by what is: where they live, what they earn.
TEST(Outcomes, ByWhatThereIs) {
    const std::string rows = rows_of("North", 84, 116) + rows_of("South", 236, 764);
    const auto finding = [&](const std::string& header, std::string_view plan) {
        return test::outcome_of_check(test::audit_of(header + rows, plan), "bias.outcomes");
    };
    const Outcome region = finding("region,Churn\n", R"({"roles": {"region": ["attribute"], "Churn": ["outcome"]},
        "meaning": {"region": "region"}, "positive": {"Churn": {"equals": "Yes"}}})");
    EXPECT_EQ(region.status, Status::info) << "where somebody lives is told, but no alarm";
    EXPECT_EQ(region.title.key, "bias.outcomes.title.found");
    const Outcome colour = finding("colour,Churn\n", R"({"roles": {"colour": ["attribute"], "Churn": ["outcome"]},
        "meaning": {"colour": "colour"}, "positive": {"Churn": {"equals": "Yes"}}})");
    EXPECT_EQ(colour.needs.key, "bias.outcomes.needs.groups");
}

/// What somebody spent is an amount: a limit that nobody chose would halve it.
TEST(Outcomes, AnAmountIsComparedAsOne) {
    std::string csv = "sex,spent\n";
    for (int i = 0; i < 400; ++i) {
        csv += std::string(i % 2 ? "f" : "m") + "," + std::to_string(40 + i * 7 % 31 + (i % 2 ? 0 : 30)) + "\n";
    }
    const Report report = test::audit_of(csv, R"({"roles": {"sex": ["protected"], "spent": ["outcome"]}})");
    EXPECT_EQ(test::outcome_of_check(report, "bias.amounts").status, Status::info) << "people spend it themselves";
    EXPECT_EQ(test::outcome_of_check(report, "bias.outcomes").status, Status::not_assessed);
    const Report limit = test::audit_of(csv, R"({"roles": {"sex": ["protected"], "spent": ["outcome"]},
        "positive": {"spent": {"at_least": 60}}})");
    EXPECT_EQ(test::outcome_of_check(limit, "bias.outcomes").status, Status::warn);
}

}  // namespace
}  // namespace klarsicht
