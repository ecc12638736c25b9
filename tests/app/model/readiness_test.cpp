#include "app/model/readiness.h"

#include <gtest/gtest.h>

#include "base/json.h"

namespace klarsicht::app {
namespace {

TEST(Readiness, HalfAPointForPartly) {
    const ReadinessScore score = score_readiness({Answer::yes, Answer::partly, Answer::no, Answer::none});
    EXPECT_EQ(score.answered, 3u);
    EXPECT_EQ(score.questions, 4u);
    EXPECT_DOUBLE_EQ(score.share, 0.5);
    EXPECT_DOUBLE_EQ(score_readiness({Answer::none}).share, 0) << "nothing answered is no division by zero";
}

TEST(Readiness, QuestionsAreTheChecksNotes) {
    const ReportModel model =
        read_report(json::parse(R"({"checks": [{"id": "skills.reviewer", "notes": [{"text": "no"}]},
        {"id": "skills.readiness", "notes": [{"id": "q1", "text": "A?", "help": "a"}, {"id": "q2", "text": ""}, 7]}]})",
                                nullptr, false));
    const std::vector<NoteModel> questions = readiness_questions(model);
    ASSERT_EQ(questions.size(), 1u) << "a note without words is no question";
    EXPECT_EQ(questions[0].text, "A?");
    EXPECT_EQ(questions[0].help, "a");
    EXPECT_TRUE(readiness_questions(ReportModel{}).empty());
}

}  // namespace
}  // namespace klarsicht::app
