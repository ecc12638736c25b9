#include <gtest/gtest.h>

#include <map>
#include <string>

#include "report/render.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

using test::audit_of;
using test::groups_of;
using test::metrics_of;
using test::outcome_of_check;
using test::outcomes_of;

std::string customers(int n) {
    std::string csv = "name,email,plz,alter,diagnose,score\n";
    for (int i = 0; i < n; ++i) {
        const std::string number = std::to_string(i);
        csv += "Anna Weber" + std::string(static_cast<std::size_t>(i % 7), 'a') + ",anna" + number + "@example.org," +
               std::to_string(10115 + 97 * (i % 50)) + "," + std::to_string(20 + i % 60) + "," +
               (i % 9 == 0   ? "Diabetes"
                : i % 4 == 0 ? "Asthma"
                             : "keine") +
               ",0." + std::to_string(100 + i) + "\n";
    }
    return csv;
}

TEST(PersonalData, OneFindingAPersonalColumnAndItsClass) {
    const Report report = audit_of(customers(200));
    std::map<std::string, const Outcome*> by_column;
    for (const Outcome* outcome : outcomes_of(report, "privacy.personal_data")) {
        by_column[outcome->subject.front()] = outcome;
    }
    ASSERT_EQ(by_column.size(), 5U);
    EXPECT_FALSE(by_column.contains("score"));
    EXPECT_EQ(metrics_of(*by_column["email"])["type"], "email");
    EXPECT_EQ(metrics_of(*by_column["email"])["class"], "direct");
    EXPECT_EQ(by_column["email"]->status, Status::warn);
    EXPECT_EQ(by_column["plz"]->status, Status::info);
    EXPECT_EQ(metrics_of(*by_column["diagnose"])["class"], "special");
    EXPECT_EQ(by_column["diagnose"]->status, Status::fail);
}

TEST(PersonalData, NoneIsAPass) {
    const Report report = audit_of("preis,menge\n1.50,3\n2.75,4\n9.10,5\n");
    const Outcome& outcome = outcome_of_check(report, "privacy.personal_data");
    EXPECT_EQ(outcome.status, Status::pass);
    EXPECT_TRUE(outcome.subject.empty());
}

TEST(PersonalData, ThePlanMayNameTheMeaning) {
    const Report report = audit_of("a,b\nx1,1\nx2,2\nx3,3\n", R"({"version": 1, "meaning": {"a": "customer_id"}})");
    const Outcome& outcome = outcome_of_check(report, "privacy.personal_data");
    EXPECT_EQ(metrics_of(outcome)["type"], "customer_id");
    EXPECT_TRUE(metrics_of(outcome)["match_share"].is_null());
}

TEST(PersonalData, NoValueOfAPersonInTheReport) {
    const Report report = audit_of(customers(60));
    for (const Language language : {Language::de, Language::en}) {
        const std::string text = json_text(report_to_json(report, language));
        EXPECT_EQ(text.find("anna3@"), std::string::npos);
        EXPECT_EQ(text.find("Anna Weber"), std::string::npos);
        EXPECT_EQ(text.find("Diabetes"), std::string::npos);
    }
}

TEST(Reidentification, FiguresAndRemedy) {
    std::string csv = "alter,geschlecht\n";
    // 50 ages, twice each, with two sexes: every record is alone; ten-year bands make groups of ten.
    for (int i = 0; i < 100; ++i) { csv += std::to_string(20 + i / 2) + (i % 2 == 0 ? ",m\n" : ",w\n"); }
    const Report report = audit_of(
        csv, R"({"version": 1, "roles": {"alter": ["quasi_identifier"], "geschlecht": ["quasi_identifier"]}})");
    const Outcome& outcome = outcome_of_check(report, "privacy.reidentification");
    EXPECT_EQ(outcome.status, Status::fail);
    EXPECT_EQ(metrics_of(outcome)["classes"], 100);
    EXPECT_EQ(metrics_of(outcome)["k"], 1);
    EXPECT_EQ(metrics_of(outcome)["sample_uniques"], 100);
    EXPECT_EQ(metrics_of(outcome)["prosecutor_average"], 1.0);
    EXPECT_EQ(metrics_of(outcome)["steps"][0]["step"], "ten_years");
    EXPECT_EQ(metrics_of(outcome)["steps"][0]["records_at_risk"], 0);
    EXPECT_EQ(metrics_of(outcome)["steps"][0]["k"], 10);
    EXPECT_EQ(outcome.remedy.key, "privacy.reidentification.remedy.steps_all");
    ASSERT_EQ(outcome.groups.size(), 2U);
    EXPECT_EQ(groups_of(outcome)[0]["sample_uniques_without"], 0);
}

TEST(Reidentification, MissingIsAValueOfItsOwnAndSpellingsOfANumberAreOne) {
    std::string csv = "alter,x\n";
    for (int i = 0; i < 30; ++i) { csv += i % 3 == 0 ? ",a\n" : i % 3 == 1 ? "20,a\n" : "20.0,a\n"; }
    const Report report = audit_of(csv, R"({"version": 1, "roles": {"alter": ["quasi_identifier"]}})");
    const Outcome& outcome = outcome_of_check(report, "privacy.reidentification");
    EXPECT_EQ(metrics_of(outcome)["classes"], 2);
    EXPECT_EQ(metrics_of(outcome)["k"], 10);
    EXPECT_EQ(outcome.status, Status::pass);
}

TEST(Reidentification, RowsOfOnePersonCountOnce) {
    std::string csv = "kunde,ort\n";
    for (int person = 0; person < 30; ++person) {
        for (int row = 0; row < 4; ++row) {
            csv += "k" + std::to_string(person) + (person == 0 ? ",Ulm\n" : ",Kiel\n");
        }
    }
    const Report report =
        audit_of(csv, R"({"version": 1, "roles": {"kunde": ["person"], "ort": ["quasi_identifier"]}})");
    const Outcome& outcome = outcome_of_check(report, "privacy.reidentification");
    EXPECT_EQ(metrics_of(outcome)["records"], 30);
    EXPECT_EQ(metrics_of(outcome)["sample_uniques"], 1);  // the one person in Ulm, although Ulm has four rows
}

TEST(Reidentification, TooFewToJudge) {
    const Report report =
        audit_of("alter\n20\n30\n40\n", R"({"version": 1, "roles": {"alter": ["quasi_identifier"]}})");
    const Outcome& outcome = outcome_of_check(report, "privacy.reidentification");
    EXPECT_EQ(outcome.status, Status::info);
}

/// With a limit of 0 everybody is at risk, however many look alike.
TEST(Reidentification, ALimitOfNoRiskPutsEverybodyAtRisk) {
    std::string csv = "ort,plz\n";
    for (int i = 0; i < 60; ++i) { csv += i % 2 == 0 ? "Ulm,89073\n" : "Bonn,53111\n"; }
    const Report report =
        audit_of(csv, R"({"version": 1, "roles": {"ort": ["quasi_identifier"], "plz": ["quasi_identifier"]},
                          "limits": {"privacy.reidentification.risk": 0}})");
    const Outcome& outcome = outcome_of_check(report, "privacy.reidentification");
    EXPECT_EQ(metrics_of(outcome)["records_at_risk_share"], 1);
    const auto small = std::ranges::find(outcome.summary.args, "small", &MessageArg::name);
    ASSERT_NE(small, outcome.summary.args.end());
    EXPECT_EQ(small->integer, 61) << "both groups are smaller than that";
}

TEST(PersonalTextCheck, FoundInNotesButNotInNumbers) {
    std::string csv = "notiz,bestellnummer\n";
    for (int i = 0; i < 40; ++i) {
        csv += (i % 8 == 0 ? "Rückruf unter 0171 23456" : "hat angerufen wegen Lieferung ") + std::to_string(10 + i) +
               ",0" + std::to_string(471000000 + 7919 * i) + "\n";
    }
    const Report report = audit_of(csv);
    const Outcome& outcome = outcome_of_check(report, "privacy.personal_text");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.subject, std::vector<std::string>{"notiz"});
    EXPECT_EQ(metrics_of(outcome)["rows"], 5);
    ASSERT_FALSE(outcome.rows.first().empty());
    EXPECT_EQ(outcome.rows.first().front(), 0U);
}

TEST(PersonalTextCheck, BirthdaysAndNamesBehindASalutationToo) {
    const Report report = audit_of(
        "ticket,message\n1,\"born 12 March 1984, please correct\"\n2,geb. am 12.03.1984 nicht 1948\n"
        "3,Frau Lohse hat angerufen\n4,My Dr. Martens came late\n5,Versand am 12.10.2026 um 14:30\n"
        "6,Anna Chair is out of stock\n7,Steuer-ID 65929970489 bitte\n");
    EXPECT_EQ(outcome_of_check(report, "privacy.personal_text").rows.first(), (std::vector<std::uint64_t>{0, 1, 2, 6}));
}

TEST(PersonalData, CountsTheCellsThatHoldIt) {
    std::string csv = "email,n\n";
    for (int i = 0; i < 40; ++i) {
        csv += i % 4 == 0 ? "none given,1\n" : "a" + std::to_string(i) + "@example.org,1\n";
    }
    const Report report = audit_of(csv);
    const Outcome& outcome = outcome_of_check(report, "privacy.personal_data");
    const auto filled = std::ranges::find(outcome.summary.args, "filled", &MessageArg::name);
    ASSERT_NE(filled, outcome.summary.args.end());
    EXPECT_EQ(filled->integer, 30);
}

TEST(PersonalData, SaysOfEachTypeOnlyWhatItTells) {
    std::string csv = "customer_id,first_name,email\n";
    for (int i = 0; i < 24; ++i) {
        csv += "C-" + std::to_string(4711 + 7 * i) + ",Anna,a" + std::to_string(i) + "@example.org\n";
    }
    const Report report = audit_of(csv);
    std::vector<std::string> said;
    for (const Outcome* outcome : outcomes_of(report, "privacy.personal_data")) {
        said.push_back(outcome->summary.key);
    }
    EXPECT_EQ(said,
              (std::vector<std::string>{"privacy.personal_data.summary.part", "privacy.personal_data.summary.direct",
                                        "privacy.personal_data.summary.pseudonym"}))
        << "a number of a customer is worth knowing, no warning";
}

TEST(DataMinimisation, NumbersAreNoNames) {
    std::string csv = "Google Click ID,cookie id,converted,gender\n";
    for (int i = 0; i < 40; ++i) {
        csv += "Cj0KCQriGp-58WAm_dX3a5IDnOdcdbWB2dC4-DSDC6Lc1mxLp" + std::to_string(100 + i) + "_BwE,c" +
               std::to_string(70001 + 13 * i) + "," + std::to_string(i % 2) + "," + (i % 3 == 0 ? "f" : "m") + "\n";
    }
    const Report report = audit_of(csv);
    const Outcome& outcome = outcome_of_check(report, "privacy.data_minimisation");
    EXPECT_NE(outcome.summary.key, "privacy.data_minimisation.summary.analysis");
}

TEST(DataMinimisation, AnalysisFilesNeedNoNames) {
    const Report report = audit_of(customers(100));
    const Outcome& outcome = outcome_of_check(report, "privacy.data_minimisation");
    EXPECT_EQ(outcome.status, Status::info) << "what they are is warned of with the personal data";
    EXPECT_EQ(outcome.subject, (std::vector<std::string>{"name", "email"}));
}

}  // namespace
}  // namespace klarsicht
