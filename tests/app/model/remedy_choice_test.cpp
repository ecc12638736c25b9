#include "app/model/remedy_choice.h"

#include <gtest/gtest.h>

#include "app/model/report_model.h"
#include "audit/measure_tree.h"
#include "audit/offered_remedies.h"
#include "audit/report.h"
#include "base/json.h"
#include "report/offers_json.h"

namespace klarsicht::app {
namespace {

/// What the app reads of the offers that the core makes for a file with all roles.
std::vector<RemedyOfferModel> campaign() {
    Report report;
    const auto add = [&](const char* name, Role role) {
        ColumnReport& column = report.columns.emplace_back();
        column.name = name;
        column.summary.interpretation.kind = Kind::number;
        column.roles = {role};
    };
    add("sex", Role::protected_);
    add("age", Role::protected_);
    add("income", Role::attribute);
    add("score", Role::score);
    add("bought", Role::outcome);
    return read_remedies(offers_to_json(offered_remedies(report), Texts::of(Language::en)));
}

TEST(RemedyChoice, ReadsWhatTheCoreOffers) {
    const std::vector<RemedyOfferModel> offers = campaign();
    ASSERT_EQ(offers.size(), 4u);
    EXPECT_EQ(offers[0].step.kind, "reweigh");
    EXPECT_EQ(offers[0].name, Texts::of(Language::en).text("remedy.reweigh"));
    EXPECT_EQ(offers[0].law, Texts::of(Language::en).text("remedy.law.learns"));
    EXPECT_NE(offers[1].step.find("costs"), nullptr);
    EXPECT_EQ(offers[1].parameters[1].usual, std::vector<std::string>{"demographic_parity"});
    EXPECT_EQ(offers[2].parameters[1].options[1].label, "score");
}

TEST(RemedyChoice, BecomesAStepOfAPlan) {
    const std::vector<RemedyOfferModel> offers = campaign();
    RemedyChoice choice;
    EXPECT_EQ(step_of(choice, offers[0]), (RemedyStep{.kind = "reweigh", .fields = {{"column", std::string("sex")}}}));
    choice.choose(offers[0].parameters[0], 1);
    choice.choose(offers[1].parameters[1], 3);
    const RemedyStep step = step_of(choice, offers[1]).value_or(RemedyStep{});
    EXPECT_EQ(std::get<std::string>(*step.find("column")), "age") << "chosen for another remedy, asked alike";
    EXPECT_EQ(std::get<std::string>(*step.find("parity")), "equalized_odds");
    EXPECT_TRUE(std::get<bool>(*step.find("randomised")));
    EXPECT_FALSE(step_of(choice, offers[2])) << "which column?";
    choice.choose(offers[2].parameters[1], 1);
    choice.choose(offers[2].parameters[1], 0);
    choice.choose(offers[2].parameters[2], 1);
    EXPECT_EQ(step_of(choice, offers[2]),
              (RemedyStep{.kind = "repair",
                          .fields = {{"protected", std::string("age")},
                                     {"columns", std::vector<std::string>{"income", "score"}},
                                     {"level", 0.5}}}));
    choice.choose(offers[2].parameters[1], 1);  // taken back
    EXPECT_EQ(chosen_options(choice, offers[2].parameters[1]), (std::vector<bool>{true, false}));
}

TEST(RemedyChoice, OfAnotherFileIsAsIfNotMade) {
    const std::vector<RemedyOfferModel> offers = campaign();
    const RemedyChoice choice{.remedy = "gone", .chosen = {{"by", {"region"}}, {"columns", {"gone"}}}};
    EXPECT_EQ(chosen_offer(choice, offers), 0u);
    EXPECT_EQ(chosen_options(choice, offers[0].parameters[0]), (std::vector<bool>{true, false}));
    EXPECT_EQ(chosen_options(choice, offers[2].parameters[1]), (std::vector<bool>{false, false}));
    EXPECT_EQ(chosen_offer({.remedy = "repair", .chosen = {}}, offers), 2u);
}

TEST(Offers, SurviveAnythingThatIsMissingOrOfAnotherType) {
    const auto parse = [](std::string_view text) { return json::parse(text, nullptr, false); };
    for (const std::string_view text : {"null", "3", "{}", "[1, null, {}]", R"([{"step": 3}])",
                                        R"([{"step": {"do": 4}}])", R"([{"step": {"do": "repair", "columns": [1]}}])",
                                        R"([{"step": {"do": "repair"}, "parameters": [{"id": "by"}]}])"}) {
        EXPECT_TRUE(read_remedies(parse(text)).empty()) << text;
    }
    for (const std::string_view text :
         {"null", "[]", R"({"questions": 3})", R"({"questions": [{"id": "a"}]})",
          R"({"questions": [{"id": "a", "answers": [{"id": "b", "question": "nowhere"}]}]})"}) {
        EXPECT_TRUE(read_measure_tree(parse(text)).empty()) << text;
    }
}

TEST(Offers, TheTreeIsReadAsTheCoreWroteIt) {
    const json tree = measure_tree_to_json(measure_tree(), Texts::of(Language::de));
    const std::vector<TreeQuestionModel> read = read_measure_tree(tree);
    ASSERT_EQ(read.size(), measure_tree().size());
    EXPECT_EQ(read[0].answers[1].question, 1u);
    EXPECT_EQ(read[0].answers[0].figure, "conditional_difference");
    EXPECT_EQ(read[0].text, Texts::of(Language::de).text("tree.q.reason"));
    EXPECT_EQ(read[3].answers[0].measure_name, Texts::of(Language::de).text("tree.r.opportunity"));
}

}  // namespace
}  // namespace klarsicht::app
