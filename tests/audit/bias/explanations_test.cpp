#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "report/outcome_text.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

constexpr std::string_view plan = R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"], "really": ["outcome"]},
    "positive": {"chosen": {"equals": "1"}, "really": {"equals": "1"}}, "favoured": {"sex": "m"}})";

std::string people(int few) {
    std::string csv = "sex,really,chosen\n";
    const auto add = [&](const char* row, int times) {
        for (int i = 0; i < times; ++i) { csv += row; }
    };
    add("f,1,1\n", 10), add("f,1,0\n", 20), add("f,0,0\n", 60), add("f,0,1\n", 10);
    add("m,1,1\n", 30), add("m,1,0\n", 10), add("m,0,0\n", 40), add("m,0,1\n", 20);
    add("x,1,1\n", few);
    return csv;
}

const Explanation* find(const Outcome& outcome, std::string_view figure) {
    for (const Explanation& one : outcome.explanations) {
        if (one.figure == figure) { return &one; }
    }
    return nullptr;
}

TEST(Explanations, FormulasHoldTheFilesNumbers) {
    const Outcome outcome = test::outcome_of_check(test::audit_of(people(0), plan), "bias.group_rates");
    const Texts& en = Texts::of(Language::en);
    const Explanation* rate = find(outcome, "selection_rate");
    ASSERT_NE(rate, nullptr);
    EXPECT_EQ(explanation_text(*rate, "formula", en), "selected ÷ all. “f”: 20 ÷ 100 = 20%; “m”: 50 ÷ 100 = 50%");
    const Explanation* gap = find(outcome, "demographic_parity_difference");
    ASSERT_NE(gap, nullptr);
    EXPECT_NEAR(gap->value, 0.3, 1e-15);
    EXPECT_EQ(en.format(gap->shown), "30 points");
    EXPECT_LT(gap->low, 0.3);
    EXPECT_GT(gap->high, 0.3);
    // p/(1−p) · (1−PPV)/PPV · TPR with PPV = 40/70 and TPR = 40/70: 3/7 · 3/4 · 4/7 and 2/3 · 3/4 · 4/7.
    const Explanation* impossible = find(outcome, "impossibility");
    ASSERT_NE(impossible, nullptr);
    EXPECT_NEAR(impossible->value, (2.0 / 3 - 3.0 / 7) * 3 / 7, 1e-15);
    EXPECT_EQ(outcome.explanations.size(), 26u);
}

TEST(Explanations, EveryTextIsThereInBothLanguages) {
    const Outcome outcome = test::outcome_of_check(test::audit_of(people(0), plan), "bias.group_rates");
    for (const Language language : {Language::de, Language::en}) {
        const Texts& texts = Texts::of(language);
        for (const Explanation& one : outcome.explanations) {
            for (const std::string_view part : explanation_parts) {
                const std::string text = explanation_text(one, part, texts);
                EXPECT_FALSE(text.empty()) << one.figure << part;
                EXPECT_EQ(text.find("⟦"), std::string::npos) << text;
            }
            EXPECT_EQ(texts.format(one.shown).find("⟦"), std::string::npos) << texts.format(one.shown);
            EXPECT_EQ(texts.format(one.interval).find("⟦"), std::string::npos) << texts.format(one.interval);
        }
    }
}

/// One person's decision is nobody's business: a figure that rests on it is not opened.
TEST(Explanations, NothingOfAHandfulOfPeople) {
    const Outcome outcome = test::outcome_of_check(test::audit_of(people(2), plan), "bias.group_rates");
    EXPECT_EQ(find(outcome, "selection_rate"), nullptr);  // 2 of 2 would be the highest
    EXPECT_EQ(find(outcome, "demographic_parity_difference"), nullptr);
    EXPECT_NE(find(outcome, "statistical_parity_difference"), nullptr);  // pooled
}

TEST(Explanations, DecisionOnlyTellsNoErrors) {
    const Outcome outcome = test::outcome_of_check(
        test::audit_of(people(0), R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"], "really": ["ignore"]}, "positive": {"chosen": {"equals": "1"}}})"), "bias.group_rates");
    EXPECT_NE(find(outcome, "selection_rate"), nullptr);
    EXPECT_EQ(find(outcome, "tpr"), nullptr);
    EXPECT_EQ(find(outcome, "accuracy"), nullptr);
    EXPECT_EQ(find(outcome, "theil_index"), nullptr);
    EXPECT_EQ(find(outcome, "impossibility"), nullptr);
}

/// A campaign with everything in it: every figure that is opened has all its texts, in both languages, with nothing left to fill in.
TEST(Explanations, ScoresProxiesAndTheRestAreOpened) {
    std::string csv = "sex,region,score,chosen,really,segment\n";
    for (int i = 0; i < 800; ++i) {
        const bool f = i % 2 == 0;
        csv += std::string(f ? "f," : "m,") + (i % 3 == 0 ? "north," : f ? "east," : "west,") + "0." + std::to_string(100 + (i * 37) % 900) + "," + ((i * 37) % 900 > (f ? 600 : 400) ? "1," : "0,") +
               ((i * 37) % 900 + (i % 7) * 60 > 600 ? "1," : "0,") + (i % 5 == 0 ? "none\n" : "mail\n");
    }
    const Report report = test::audit_of(csv, R"({"version": 1, "roles": {"sex": ["protected"], "region": ["attribute"], "score": ["score"], "chosen": ["decision"], "really": ["outcome"], "segment": ["treatment"]},
        "positive": {"chosen": {"equals": "1"}, "really": {"equals": "1"}}, "treatment": {"column": "segment", "control": "none"}})");
    std::set<std::string> opened;
    for (const Outcome& outcome : report.outcomes) {
        for (const Explanation& one : outcome.explanations) {
            opened.insert(one.figure);
            for (const Language language : {Language::de, Language::en}) {
                const Texts& texts = Texts::of(language);
                std::string all = texts.format(one.shown) + texts.format(one.interval);
                for (const std::string_view part : explanation_parts) { all += explanation_text(one, part, texts); }
                EXPECT_EQ(all.find("⟦"), std::string::npos) << one.figure << all;
            }
        }
    }
    for (const char* figure : {"auc", "expected_calibration_error", "abroca", "kolmogorov_smirnov", "exposure_ratio", "conditional_difference", "conditional_demographic_disparity", "theils_u", "joint_auc", "uplift"}) {
        EXPECT_TRUE(opened.contains(figure)) << figure;
    }
}

}  // namespace
}  // namespace klarsicht
