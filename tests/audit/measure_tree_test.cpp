#include "audit/measure_tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "report/offers_json.h"
#include "report/render.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

TEST(MeasureTree, EveryWayEndsAtAMeasureAndEveryQuestionIsReached) {
    std::set<std::string_view> measures, reached;
    const auto follow = [&](const auto& self, std::string_view id, int depth) -> void {
        ASSERT_LT(depth, 10) << "a circle";
        const auto question = std::ranges::find(measure_tree(), id, &MeasureQuestion::id);
        ASSERT_NE(question, measure_tree().end()) << id;
        ASSERT_FALSE(question->answers.empty()) << id;
        reached.insert(id);
        for (const MeasureAnswer& answer : question->answers) {
            EXPECT_NE(answer.question.empty(), answer.measure.empty()) << answer.id;
            EXPECT_EQ(answer.figure.empty(), answer.measure.empty()) << answer.id;
            if (!answer.question.empty()) { self(self, answer.question, depth + 1); }
            if (!answer.measure.empty()) { measures.insert(answer.measure); }
        }
    };
    follow(follow, measure_tree().front().id, 0);
    EXPECT_EQ(measures.size(), 6u);
    EXPECT_EQ(reached.size(), measure_tree().size());
}

TEST(MeasureTree, IsSaidInBothLanguages) {
    for (const Language language : {Language::de, Language::en}) {
        const json tree = measure_tree_to_json(measure_tree(), Texts::of(language));
        ASSERT_EQ(tree["questions"].size(), 4u);
        EXPECT_EQ(tree["questions"][0]["answers"][1]["question"], "outcome");
        EXPECT_EQ(tree["questions"][0]["answers"][0]["measure"]["figure"], "conditional_difference");
        EXPECT_EQ(json_text(tree).find("⟦"), std::string::npos) << json_text(tree);
    }
    EXPECT_TRUE(measure_tree_to_json({}, Texts::of(Language::en)).is_null());
}

TEST(MeasureTree, StandsInReportsThatOpenAFigureOfUnequalTreatment) {
    std::string csv = "sex,coupon\n";
    for (int i = 0; i < 200; ++i) { csv += std::string(i % 2 == 0 ? "f" : "m") + (i % 3 == 0 ? ",yes\n" : ",no\n"); }
    const auto has_tree = [&](std::string_view plan) { return !test::audit_of(csv, plan).measure_tree.empty(); };
    EXPECT_TRUE(has_tree(
        R"({"roles": {"sex": ["protected"], "coupon": ["decision"]}, "positive": {"coupon": {"equals": "yes"}}})"));
    EXPECT_FALSE(has_tree(R"({"roles": {"sex": ["ignore"], "coupon": ["ignore"]}})"));
}

}  // namespace
}  // namespace klarsicht
