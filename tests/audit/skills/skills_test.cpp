#include <gtest/gtest.h>

#include "report/render.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

using test::groups_of;
using test::metrics_of;

TEST(Reviewer, CountsDecisionsWithoutAHuman) {
    std::string csv = "chosen,reviewer\n";
    for (int i = 0; i < 100; ++i) {
        csv += std::string(i % 2 == 0 ? "1," : "0,") +
               (i < 20   ? ""
                : i < 30 ? "Auto-Approval"
                : i < 40 ? "system"
                         : "M. Weber") +
               "\n";
    }
    const Report report = test::audit_of(
        csv,
        R"({"version": 1, "roles": {"chosen": ["decision"], "reviewer": ["reviewer"]}, "positive": {"chosen": {"equals": "1"}}})");
    const Outcome& outcome = test::outcome_of_check(report, "skills.reviewer");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(metrics_of(outcome)["without_human"], 40);
    EXPECT_EQ(metrics_of(outcome)["negative_without_human"], 20);
    EXPECT_EQ(outcome.rows.count, 40u);
    EXPECT_EQ(outcome.rows.first().size(), 20u);
}

TEST(Reviewer, NoticesGroupsThatAreReviewedLess) {
    std::string csv = "sex,chosen,reviewer\n";
    for (int i = 0; i < 1000; ++i) {
        const bool woman = i % 2 == 0;
        const bool reviewed = i / 2 % 10 < (woman ? 3 : 8);
        csv += std::string(woman ? "f," : "m,") + (i / 2 % 2 == 0 ? "1," : "0,") + (reviewed ? "R7" : "") + "\n";
    }
    const Report report = test::audit_of(
        csv, R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"], "reviewer": ["reviewer"]},
        "positive": {"chosen": {"equals": "1"}}, "favoured": {"sex": "m"}})");
    const auto outcomes = test::outcomes_of(report, "skills.reviewer");
    ASSERT_EQ(outcomes.size(), 2u);
    EXPECT_EQ(outcomes[1]->title.key, "skills.reviewer.title.unequal");
    EXPECT_EQ(outcomes[1]->severity, Severity::medium);
}

TEST(Reviewer, OfASmallGroupNothingIsTold) {
    constexpr std::string_view plan = R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"],
        "reviewer": ["reviewer"]}, "positive": {"chosen": {"equals": "1"}}, "favoured": {"sex": "m"}})";
    std::string csv = "sex,chosen,reviewer\n";
    for (int i = 0; i < 1000; ++i) {
        const bool woman = i % 2 == 0;
        const bool reviewed = i / 2 % 10 < (woman ? 3 : 8);
        csv += std::string(woman ? "f," : "m,") + (i / 2 % 2 == 0 ? "1," : "0,") + (reviewed ? "R7" : "") + "\n";
    }
    // Two small groups, six people together: what subtraction gives back is about six.
    for (const char* group : {"d", "x"}) { csv += std::string(group) + ",1,\n" + group + ",0,\n" + group + ",1,R7\n"; }
    const auto unequal = [&](bool show) {
        const Report report = test::audit_of(csv, plan, {.show_values = show});
        return *test::outcomes_of(report, "skills.reviewer").at(1);
    };
    const json masked = groups_of(unequal(false));
    ASSERT_EQ(masked.size(), 4u);
    for (const json& group : masked) {
        const bool small = group["group"] == "d" || group["group"] == "x";
        EXPECT_EQ(group["reviewed"].is_null(), small);
        EXPECT_EQ(group["reviewed_share"].is_null(), small);
        EXPECT_EQ(group["n"], small ? 3 : 500);
    }
    EXPECT_EQ(unequal(false).chart.rows.size(), 2u);
    EXPECT_EQ(groups_of(unequal(true))[2]["reviewed"], 1);
    EXPECT_EQ(unequal(true).chart.rows.size(), 4u);
}

TEST(Reviewer, RefusalsOfFewPeopleAreNotTold) {
    constexpr std::string_view plan = R"({"version": 1, "roles": {"chosen": ["decision"], "reviewer": ["reviewer"]},
        "positive": {"chosen": {"equals": "1"}}})";
    std::string csv = "chosen,reviewer\n";
    for (int i = 0; i < 100; ++i) { csv += std::string(i % 2 == 0 ? "1," : "0,") + (i < 3 ? "" : "M. Weber") + "\n"; }
    const Report report = test::audit_of(csv, plan);
    const Outcome& outcome = test::outcome_of_check(report, "skills.reviewer");
    EXPECT_EQ(metrics_of(outcome)["without_human"], 3);
    EXPECT_TRUE(metrics_of(outcome)["negative_without_human"].is_null());
    EXPECT_EQ(outcome.summary.key, "skills.reviewer.summary.some_few");
    EXPECT_EQ(metrics_of(test::outcome_of_check(test::audit_of(csv, plan, {.show_values = true}),
                                                "skills.reviewer"))["negative_without_human"],
              1);
    const Report tiny = test::audit_of("chosen,reviewer\n1,\n0,R1\n1,R1\n", plan);
    EXPECT_EQ(test::outcome_of_check(tiny, "skills.reviewer").needs.key, "skills.reviewer.needs.people");
}

TEST(Reviewer, NoticesReviewersWhoNeverDisagree) {
    std::string csv = "chosen,reviewer\n";
    for (int i = 0; i < 300; ++i) {
        csv += std::string(i % 3 == 0 || i % 2 == 0 ? "1," : "0,") +
               (i % 3 == 0   ? "R1"
                : i % 3 == 1 ? "R2"
                             : "R3") +
               "\n";
    }
    const Report report = test::audit_of(
        csv,
        R"({"version": 1, "roles": {"chosen": ["decision"], "reviewer": ["reviewer"]}, "positive": {"chosen": {"equals": "1"}}})");
    const auto outcomes = test::outcomes_of(report, "skills.reviewer");
    ASSERT_EQ(outcomes.size(), 2u);
    EXPECT_EQ(metrics_of(*outcomes[0])["reviewers_always_same"], 1);
    EXPECT_EQ(outcomes[1]->status, Status::pass);
}

TEST(ModelVersion, MissingMixedOne) {
    const auto status = [](std::string_view csv) {
        const Report report = test::audit_of(
            csv,
            R"({"version": 1, "roles": {"d": ["decision"], "v": ["model_version"]}, "positive": {"d": {"equals": "1"}}})");
        return test::outcome_of_check(report, "skills.model_version").status;
    };
    EXPECT_EQ(status("d,v\n1,a\n0,a\n1,a\n"), Status::pass);
    EXPECT_EQ(status("d,v\n1,a\n0,b\n1,a\n"), Status::info);
    EXPECT_EQ(status("d,v\n1,a\n0,\n1,a\n"), Status::warn);
}

TEST(ModelVersion, VersionsThatDecidedAboutFewPeopleAreNotDrawn) {
    constexpr std::string_view plan =
        R"({"version": 1, "roles": {"d": ["decision"], "v": ["model_version"]}, "positive": {"d": {"equals": "1"}}})";
    std::string csv = "d,v\n";
    for (int i = 0; i < 60; ++i) { csv += std::string(i % 3 == 0 ? "1," : "0,") + (i % 4 == 0 ? "a" : "b") + "\n"; }
    csv += "1,c\n";
    const auto labels = [&](bool show) {
        const Report report = test::audit_of(csv, plan, {.show_values = show});
        std::string all;
        for (const ChartRow& row : test::outcome_of_check(report, "skills.model_version").chart.rows) {
            all += row.label;
        }
        return all;
    };
    EXPECT_EQ(labels(true), "bac");
    EXPECT_EQ(labels(false), "b");  // with a as well, the total would tell of c
}

TEST(AiLabel, AnEmptyLabelIsNoLabel) {
    const Report report = test::audit_of("made,label\nja,ja\nja,\nnein,\nja,nein\n",
                                         R"({"version": 1, "roles": {"made": ["ai_flag"], "label": ["label_flag"]}})");
    const Outcome& outcome = test::outcome_of_check(report, "skills.ai_label");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(metrics_of(outcome)["made_by_ai"], 3);
    EXPECT_EQ(metrics_of(outcome)["not_labelled"], 2);
}

TEST(Readiness, AsksInBothLanguages) {
    const Report report = test::audit_of("a\n1\n2\n");
    const Outcome& outcome = test::outcome_of_check(report, "skills.readiness");
    EXPECT_EQ(outcome.notes.size(), 10u);
    EXPECT_EQ(metrics_of(outcome)["questions"].size(), 10u);
    for (const Language language : {Language::de, Language::en}) {
        const Texts& texts = Texts::of(language);
        for (const Note& note : outcome.notes) {
            EXPECT_TRUE(texts.has(note.text.key)) << note.text.key;
            EXPECT_TRUE(texts.has(note.help.key)) << note.help.key;
        }
    }
}

TEST(Explainability, NamesTheColumnsAndWarnsOfAProtectedOne) {
    std::string csv = "sex,basket,chosen\n";
    for (int i = 0; i < 600; ++i) {
        csv += std::string(i % 2 == 0 ? "f," : "m,") + std::to_string(i / 2 % 5) + (i / 2 % 5 > 2 ? ",1\n" : ",0\n");
    }
    const auto audit = [&](std::string_view plan) { return test::audit_of(csv, plan); };
    const Report by_basket =
        audit(R"({"version": 1, "roles": {"sex": ["protected"], "basket": ["attribute"], "chosen": ["decision"]}})");
    const Outcome& outcome = test::outcome_of_check(by_basket, "skills.explainability");
    EXPECT_EQ(outcome.status, Status::pass);
    EXPECT_EQ(groups_of(outcome)[0]["column"], "basket");
    EXPECT_GT(metrics_of(outcome)["explained_share"].get<double>(), 0.9);
    const Report by_protected =
        audit(R"({"version": 1, "roles": {"sex": ["attribute"], "basket": ["protected"], "chosen": ["decision"]}})");
    EXPECT_EQ(test::outcome_of_check(by_protected, "skills.explainability").status, Status::warn);
}

TEST(Explainability, SaysOfWhatHappenedWhatAModelWouldLearn) {
    std::string csv = "sex,basket,shop,bought\n";
    for (int i = 0; i < 600; ++i) {
        csv += std::string(i % 2 == 0 ? "f," : "m,") + std::to_string(i / 2 % 5) + (i % 7 < 3 ? ",north" : ",south") +
               (i / 2 % 5 > 2 ? ",1\n" : ",0\n");
    }
    const auto audit = [&](std::string_view roles,
                           std::string_view more = R"("positive": {"bought": {"equals": "1"}},)") {
        return test::audit_of(csv, R"({"version": 1, )" + std::string(more) + R"( "roles": {)" + std::string(roles) +
                                       R"("bought": ["outcome"]}})");
    };
    const Report plain = audit(R"("sex": ["protected"], "basket": ["attribute"], "shop": ["attribute"], )");
    const Outcome& outcome = test::outcome_of_check(plain, "skills.explainability");
    EXPECT_EQ(outcome.status, Status::info) << "nothing was decided";
    EXPECT_EQ(outcome.title.key, "skills.explainability.title.explained_outcome");
    EXPECT_EQ(metrics_of(outcome)["target"], "outcome");
    EXPECT_EQ(groups_of(outcome)[0]["column"], "basket");
    // Leaning on a protected trait is said, and still nobody has decided anything.
    const Report by_protected = audit(R"("sex": ["attribute"], "basket": ["protected"], "shop": ["attribute"], )");
    const Outcome& leaning = test::outcome_of_check(by_protected, "skills.explainability");
    EXPECT_EQ(leaning.status, Status::info);
    EXPECT_EQ(leaning.title.key, "skills.explainability.title.protected_outcome");
    // What tells nothing, tells nothing.
    const Report blind = audit(R"("sex": ["protected"], "basket": ["ignore"], "shop": ["attribute"], )");
    EXPECT_EQ(test::outcome_of_check(blind, "skills.explainability").title.key,
              "skills.explainability.title.nothing_outcome");
    for (const Language language : {Language::de, Language::en}) {
        for (const Report* report : {&plain, &by_protected, &blind}) {
            for (const json& check : report_to_json(*report, language)["checks"]) {
                if (check["area"] == "skills") {
                    EXPECT_EQ(check.dump().find("⟦"), std::string::npos) << check.dump(2);
                }
            }
        }
    }
}

TEST(Explainability, PrefersADecisionToWhatCameOfIt) {
    std::string csv = "basket,chosen,bought\n";
    for (int i = 0; i < 400; ++i) {
        csv += std::to_string(i % 5) + (i % 5 > 2 ? ",1" : ",0") + (i % 3 == 0 ? ",1\n" : ",0\n");
    }
    const Report report = test::audit_of(
        csv, R"({"version": 1, "roles": {"basket": ["attribute"], "chosen": ["decision"], "bought": ["outcome"]}})");
    const Outcome& outcome = test::outcome_of_check(report, "skills.explainability");
    EXPECT_EQ(metrics_of(outcome)["target"], "decision");
    EXPECT_EQ(outcome.status, Status::pass);
}

/// Every text of bias and skills that a report shows exists and is filled in.
TEST(BiasAndSkills, ReportsHoldNoMissingText) {
    std::string csv = "sex,age,shop,chosen,really,reviewer,version\n";
    for (int i = 0; i < 2000; ++i) {
        const bool woman = i % 2 == 0;
        csv += std::string(woman ? "f," : "m,") + std::to_string(20 + i / 2 % 50) + (woman ? ",rose," : ",blue,") +
               (i / 2 % 10 < (woman ? 2 : 6) ? "1," : "0,") + (i % 3 == 0 ? "1," : "0,") + (i % 5 == 0 ? "," : "R1,") +
               (i % 7 == 0 ? "2.0" : "2.1") + "\n";
    }
    const Report report = test::audit_of(
        csv,
        R"({"version": 1, "roles": {"sex": ["protected"], "age": ["protected"], "shop": ["attribute"], "chosen": ["decision"],
        "really": ["outcome"], "reviewer": ["reviewer"], "version": ["model_version"]}, "bins": {"age": [30, 50]}, "crossed": [["sex", "age"]]})");
    for (const Language language : {Language::de, Language::en}) {
        for (const json& check : report_to_json(report, language)["checks"]) {
            if (check["area"] == "bias" || check["area"] == "skills") {
                EXPECT_EQ(check.dump().find("⟦"), std::string::npos) << check.dump(2);
            }
        }
    }
}

}  // namespace
}  // namespace klarsicht
