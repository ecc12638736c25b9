#include "app/model/readiness.h"

#include <gtest/gtest.h>

namespace klarsicht::app {
namespace {

TEST(Readiness, HalfAPointForPartly) {
    const ReadinessScore score = score_readiness({Answer::yes, Answer::partly, Answer::no, Answer::none});
    EXPECT_EQ(score.answered, 3u);
    EXPECT_EQ(score.questions, 4u);
    EXPECT_DOUBLE_EQ(score.share, 0.5);
    EXPECT_DOUBLE_EQ(score_readiness({Answer::none}).share, 0) << "nothing answered is no division by zero";
}

TEST(Readiness, QuestionsComeAsNotesOrMetrics) {
    const auto questions = [](std::string_view check) {
        return readiness_questions(read_report(json::parse(R"({"checks": [)" + std::string(check) + "]}", nullptr, false)));
    };
    EXPECT_EQ(questions(R"({"id": "skills.readiness", "notes": ["A?", "B?"]})"), (std::vector<std::string>{"A?", "B?"}));
    EXPECT_EQ(questions(R"({"id": "skills.readiness", "metrics": {"questions": ["A?"]}})"), (std::vector<std::string>{"A?"}));
    EXPECT_EQ(questions(R"({"id": "skills.readiness", "metrics": {"questions": [{"id": "q", "text": "A?"}]}})"), (std::vector<std::string>{"A?"}));
    EXPECT_TRUE(questions(R"({"id": "skills.reviewer", "notes": ["A?"]})").empty());
}

}  // namespace
}  // namespace klarsicht::app
