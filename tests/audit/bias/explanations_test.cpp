#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "audit/bias/explain/findings.h"
#include "report/outcome_text.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

constexpr std::string_view plan =
    R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"], "really": ["outcome"]},
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

const OpenedFigure* find(const Outcome& outcome, std::string_view figure) {
    for (const OpenedFigure& one : outcome.explanations) {
        if (one.figure == figure) { return &one; }
    }
    return nullptr;
}

TEST(Explanations, FormulasHoldTheFilesNumbers) {
    const Outcome outcome = test::outcome_of_check(test::audit_of(people(0), plan), "bias.group_rates");
    const Texts& en = Texts::of(Language::en);
    const OpenedFigure* rate = find(outcome, "selection_rate");
    ASSERT_NE(rate, nullptr);
    EXPECT_EQ(opened_text(*rate, "formula", en), "selected ÷ all. “f”: 20 ÷ 100 = 20%; “m”: 50 ÷ 100 = 50%");
    const OpenedFigure* gap = find(outcome, "demographic_parity_difference");
    ASSERT_NE(gap, nullptr);
    EXPECT_NEAR(gap->value, 0.3, 1e-15);
    EXPECT_EQ(en.format(gap->shown), "30 points");
    EXPECT_LT(gap->ci95.low, 0.3);
    EXPECT_GT(gap->ci95.high, 0.3);
    // p/(1−p) · (1−PPV)/PPV · TPR with PPV = 40/70 and TPR = 40/70: 3/7 · 3/4 · 4/7 and 2/3 · 3/4 · 4/7.
    const OpenedFigure* impossible = find(outcome, "impossibility");
    ASSERT_NE(impossible, nullptr);
    EXPECT_NEAR(impossible->value, (2.0 / 3 - 3.0 / 7) * 3 / 7, 1e-15);
    EXPECT_EQ(outcome.explanations.size(), 26u);
}

TEST(Explanations, EveryTextIsThereInBothLanguages) {
    const Outcome outcome = test::outcome_of_check(test::audit_of(people(0), plan), "bias.group_rates");
    for (const Language language : {Language::de, Language::en}) {
        const Texts& texts = Texts::of(language);
        for (const OpenedFigure& one : outcome.explanations) {
            for (const std::string_view part : explanation_parts) {
                const std::string text = opened_text(one, part, texts);
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
    // 2 of 2 would be the highest rate; told is of the two large groups, as if the third were not there.
    const Outcome without = test::outcome_of_check(test::audit_of(people(0), plan), "bias.group_rates");
    ASSERT_EQ(outcome.explanations.size(), without.explanations.size());
    for (std::size_t i = 0; i < outcome.explanations.size(); ++i) {
        EXPECT_EQ(opened_text(outcome.explanations[i], "formula", Texts::of(Language::en)),
                  opened_text(without.explanations[i], "formula", Texts::of(Language::en)));
    }
}

TEST(Explanations, DecisionOnlyTellsNoErrors) {
    const Outcome outcome = test::outcome_of_check(
        test::audit_of(
            people(0),
            R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"], "really": ["ignore"]}, "positive": {"chosen": {"equals": "1"}}})"),
        "bias.group_rates");
    EXPECT_NE(find(outcome, "selection_rate"), nullptr);
    EXPECT_EQ(find(outcome, "tpr"), nullptr);
    EXPECT_EQ(find(outcome, "accuracy"), nullptr);
    EXPECT_EQ(find(outcome, "theil_index"), nullptr);
    EXPECT_EQ(find(outcome, "impossibility"), nullptr);
}

/// The figures that a report opens; each has all its texts, in both languages, with nothing left to fill in.
std::set<std::string> opened_in(const Report& report) {
    std::set<std::string> opened;
    for (const Outcome& outcome : report.outcomes) {
        for (const OpenedFigure& one : outcome.explanations) {
            opened.insert(one.figure);
            for (const Language language : {Language::de, Language::en}) {
                const Texts& texts = Texts::of(language);
                std::string all = texts.format(one.shown) + texts.format(one.interval);
                for (const std::string_view part : explanation_parts) { all += opened_text(one, part, texts); }
                EXPECT_EQ(all.find("⟦"), std::string::npos) << one.figure << all;
            }
        }
    }
    return opened;
}

std::string formula_of(const Report& report, std::string_view check, std::string_view figure) {
    for (const Outcome* outcome : test::outcomes_of(report, check)) {
        if (const OpenedFigure* one = find(*outcome, figure)) {
            return opened_text(*one, "formula", Texts::of(Language::en));
        }
    }
    return "not opened";
}

/// A campaign with everything in it: every figure that is opened has all its texts, in both languages, with nothing
/// left to fill in.
TEST(Explanations, ScoresProxiesAndTheRestAreOpened) {
    std::string csv = "sex,region,score,chosen,really,segment\n";
    for (int i = 0; i < 800; ++i) {
        const bool f = i % 2 == 0;
        csv += std::string(f ? "f," : "m,") +
               (i % 3 == 0 ? "north,"
                : f        ? "east,"
                           : "west,") +
               "0." + std::to_string(100 + (i * 37) % 900) + "," + ((i * 37) % 900 > (f ? 600 : 400) ? "1," : "0,") +
               ((i * 37) % 900 + (i % 7) * 60 > 600 ? "1," : "0,") + (i % 5 == 0 ? "none\n" : "mail\n");
    }
    const Report report = test::audit_of(
        csv,
        R"({"version": 1, "roles": {"sex": ["protected"], "region": ["attribute"], "score": ["score"], "chosen": ["decision"], "really": ["outcome"], "segment": ["treatment"]},
        "positive": {"chosen": {"equals": "1"}, "really": {"equals": "1"}}, "treatment": {"column": "segment", "control": "none"}})");
    const std::set<std::string> opened = opened_in(report);
    for (const char* figure : {"auc",
                               "expected_calibration_error",
                               "abroca",
                               "kolmogorov_smirnov",
                               "exposure_ratio",
                               "conditional_difference",
                               "conditional_demographic_disparity",
                               "theils_u",
                               "joint_auc",
                               "uplift",
                               "effective_groups",
                               "npmi_decision",
                               "npmi_outcome",
                               "divergence",
                               "divergence_t",
                               "false_alarm_rate",
                               "four_fifths_alarm_rate",
                               "value_per_person.common_threshold",
                               "value_per_person.demographic_parity",
                               "parity_threshold"}) {
        EXPECT_TRUE(opened.contains(figure)) << figure;
    }
}

TEST(Explanations, AmountsContactsAndClasses) {
    std::string csv = "person,sex,size,price,channel\n";
    for (int i = 0; i < 60; ++i) {
        const std::string who = std::to_string(i);
        csv += who + ",f," + (i % 3 == 0 ? "s" : "l") + "," + std::to_string(19 + i % 3) + ",mail\n" + who + "b,m," +
               (i % 2 == 0 ? "s" : "l") + ",30,mail\n" + who + "b,m,l,30,phone\n";
    }
    const Report report = test::audit_of(
        csv,
        R"({"version": 1, "roles": {"person": ["person"], "sex": ["protected"], "size": ["attribute"], "price": ["price"], "channel": ["channel"]}, "favoured": {"sex": "m"}})");
    EXPECT_EQ(formula_of(report, "bias.amounts", "mean_difference"), "mean of “price”: “f” 20 − “m” 30 = −10");
    EXPECT_EQ(formula_of(report, "bias.amounts", "median"), "value that half are below: “f” 20, “m” 30");
    EXPECT_EQ(formula_of(report, "bias.contacts", "contacts_difference"),
              "contacts ÷ people: “f” 60 ÷ 60 = 1.00; “m” 120 ÷ 60 = 2.00; gap −1.00");
    EXPECT_EQ(formula_of(report, "bias.classes", "class_share_difference"),
              "with “phone” ÷ all: “f” 0 ÷ 60 = 0%; “m” 60 ÷ 60 = 100%; gap −100 points");
    const std::set<std::string> opened = opened_in(report);
    EXPECT_TRUE(opened.contains("mean_difference_adjusted"));
}

TEST(Explanations, DeliveryBalanceAndHits) {
    std::string csv = "gender,impressions,clicks,conversions,spent\n";
    for (int i = 0; i < 100; ++i) { csv += i % 4 == 0 ? "F,1000,4,1,3\n" : "M,1000,2,1,1\n"; }
    const Report ads = test::audit_of(
        csv, R"({"version": 1, "roles": {"gender": ["protected"]}, "population": {"gender": {"F": 0.5, "M": 0.5}}})");
    EXPECT_EQ(formula_of(ads, "bias.delivery", "delivery_ratio"),
              "share of impressions 25% ÷ share of the population 50% = 0.50 (“F”)");
    EXPECT_EQ(formula_of(ads, "bias.delivery", "ctr"),
              "clicks ÷ impressions: “M” 150 ÷ 75,000 = 2 per 1,000; “F” 100 ÷ 25,000 = 4 per 1,000");
    EXPECT_EQ(formula_of(ads, "bias.delivery", "cpm"),
              "1000 × spend ÷ impressions: “M” 75 for 75,000 = 1; “F” 75 for 25,000 = 3");
    EXPECT_EQ(formula_of(ads, "bias.balance", "representation_ratio"),
              "share in the file 25 ÷ 100 = 25%; ÷ share in the population 50% = 0.50 (“F”)");
    EXPECT_TRUE(opened_in(ads).contains("cvr"));

    std::string offers = "sex,offered,right,chosen\n";
    for (int i = 0; i < 300; ++i) {
        const char* classes[] = {"gold", "silver", "none"};
        const std::string right = classes[i % 3];
        offers += (i % 10 == 0  ? std::string()
                   : i % 2 == 0 ? "f"
                                : "m") +
                  "," + (i % 2 == 0 && i % 3 == 0 ? "none" : right) + "," + right + "," + (i % 4 < 2 ? "1" : "0") +
                  "\n";
    }
    const Report report = test::audit_of(
        offers,
        R"({"version": 1, "roles": {"sex": ["protected"], "offered": ["decision"], "right": ["outcome"]}, "favoured": {"sex": "m"}})");
    EXPECT_EQ(formula_of(report, "bias.classes", "class_tpr_difference"),
              "rightly “gold” ÷ all for whom “gold” was right: “f” 0%, “m” 100%; gap −100 points");
    const Report unknown = test::audit_of(
        offers,
        R"({"version": 1, "roles": {"sex": ["protected"], "offered": ["ignore"], "right": ["ignore"], "chosen": ["decision"]}, "favoured": {"sex": "m"}})");
    EXPECT_TRUE(opened_in(unknown).contains("difference_bounds"));
}

/// The item named is the one that pulls the way the subgroup departs, also where another pulls harder against it.
TEST(Explanations, ShapleyNamesWhatPullsTheSameWay) {
    Outcome outcome;
    outcome.metrics.share("selection_rate", 0.5);
    Group& group = outcome.groups.emplace_back();
    group.people = 100;
    group.figures.texts("items", {"a=1", "b=1", "c=1"});
    group.figures.size("n", 100);
    group.figures.count("selected", 40);
    group.figures.share("selection_rate", 0.4);
    group.figures.points("d_selection_rate", -0.1);
    group.figures.number("t_selection_rate", 2.0);
    group.figures.numbers("shapley", std::vector<double>{0.3, -0.15, -0.25}, Unit::points);
    bias::explain_subgroups(outcome);
    const OpenedFigure* one = find(outcome, "shapley");
    ASSERT_NE(one, nullptr);
    EXPECT_EQ(one->value, -0.25);
    EXPECT_NE(opened_text(*one, "formula", Texts::of(Language::en)).find("“c: 1”"), std::string::npos);
}

}  // namespace
}  // namespace klarsicht
