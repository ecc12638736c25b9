#include "app/model/record_read.h"

#include <gtest/gtest.h>

#include "app/model/decision_draft.h"
#include "app/model/state.h"
#include "base/json.h"

namespace klarsicht::app {
namespace {

constexpr std::string_view message =
    R"({"type": "record", "undo": "Role changed", "redo": "", "undoable": 2, "redoable": 0,
  "unsaved": true,
  "decided": {"decisions": [{"checks": [3, 4], "area": "bias", "status": "fail", "title": "A gap", "choice": "mend",
                             "who": "Ada", "until": "2026-12-31", "note": "", "said": "Ada", "overdue": true}, 7],
              "gone": ["one"], "readiness": {"q2": "partly", "q9": "yes"}, "notes": "n",
              "signed_off": {"text": "Signed", "since": ["nothing"]}},
  "comparison": {"sentences": ["s"], "findings": [{"change": "unchanged", "text": {}},
                 {"change": "worse", "text": {"finding": "f", "change": "worse", "then": "1", "now": "2"}}],
                 "columns": [{"name": "a", "drifted": true, "lines": ["x"]}, {"name": "b", "drifted": false}]}})";

TEST(RecordRead, ReadsWhatTheEngineTells) {
    const RecordModel record = read_record(json::parse(message));
    ASSERT_EQ(record.points.size(), 1u);
    const PointModel* point = record.point({3, 4});
    ASSERT_NE(point, nullptr);
    EXPECT_EQ(point->who, "Ada");
    EXPECT_TRUE(point->overdue);
    EXPECT_EQ(record.point({3}), nullptr) << "a card is decided as a whole";
    EXPECT_EQ(record.undoable, 2u);
    EXPECT_EQ(record.signed_off->since.size(), 1u);
    ASSERT_TRUE(record.compared.has_value());
    EXPECT_EQ(record.compared->unchanged, 1u);
    EXPECT_EQ(record.compared->changes.size(), 1u);
    EXPECT_EQ(record.compared->drift.size(), 1u);
    EXPECT_TRUE(read_record(json::parse("{}")).points.empty());
}

TEST(RecordRead, ADraftBeginsWithWhatWasDecided) {
    const RecordModel record = read_record(json::parse(message));
    const DecisionDraft draft = draft_of(record.point({3, 4}));
    EXPECT_EQ(decision_choices[draft.choice], "mend");
    EXPECT_STREQ(draft.until.data(), "2026-12-31");
    EXPECT_EQ(draft_of(nullptr), DecisionDraft());
}

TEST(RecordRead, AnswersOfTheReadinessCheckComeWithIt) {
    State state;
    take_report(state, read_report(json::parse(R"({"checks": [{"id": "skills.readiness",
        "notes": [{"id": "q1", "text": "A?"}, {"id": "q2", "text": "B?"}]}]})")));
    take_record(state, read_record(json::parse(message)));
    EXPECT_EQ(state.readiness.answers, (std::vector<Answer>{Answer::none, Answer::partly}));
    for (const Answer one : {Answer::none, Answer::no, Answer::partly, Answer::yes}) {
        EXPECT_EQ(answer_named(name_of(one)), one);
    }
}

}  // namespace
}  // namespace klarsicht::app
