#include "app/model/lesson_model.h"

#include <gtest/gtest.h>

#include "app/model/state.h"
#include "base/json.h"
#include "session/lesson.h"

namespace klarsicht::app {
namespace {

json told(std::size_t step = 0, int option = -1) {
    json lesson = *lesson_to_json({.id = "coupons", .seed = 1, .settings = {}}, Language::de);
    return {{"type", "lesson"}, {"id", "coupons"},    {"step", step},
            {"option", option}, {"answers", {1, -1}}, {"lesson", std::move(lesson)},
            {"error", ""}};
}

TEST(LessonModel, ReadsWhatTheEngineSays) {
    TrainingPanel panel;
    take_lesson(panel, told(3, 2));
    ASSERT_TRUE(panel.lesson);
    const LessonModel& lesson = *panel.lesson;
    EXPECT_EQ(lesson.title, "Gutscheine wie früher");
    EXPECT_EQ(panel.step, 3u);
    EXPECT_EQ(panel.option, 2u);
    EXPECT_EQ(lesson.options.size(), 3u);
    EXPECT_EQ(lesson.quiz.size(), 4u);
    EXPECT_EQ(panel.answers.size(), 4u);
    EXPECT_EQ(panel.answers[0], 1u);
    EXPECT_FALSE(panel.answers[1]);
    ASSERT_EQ(lesson.people.size(), 2u);
    std::uint64_t all = 0;
    for (const auto& group : lesson.people) {
        EXPECT_EQ(group.counts.size(), lesson.states.size());
        for (const std::uint64_t count : group.counts) { all += count; }
    }
    EXPECT_EQ(all, 3000u);
    ASSERT_EQ(lesson.sliders.size(), 1u);
    EXPECT_EQ(lesson.sliders[0].places(), 31u);
    EXPECT_EQ(lesson.sliders[0].place(), 20u);
    ASSERT_EQ(lesson.report.findings.size(), 2u);
    EXPECT_FALSE(lesson.report.findings[0].chart.check) << "a picture of a lesson is not saved as one of the file";
}

TEST(LessonModel, WhatWasMovedBelongsToOneChoice) {
    TrainingPanel panel;
    take_lesson(panel, told(3, 0));
    panel.places["old_habit"] = 3;
    panel.notes = true;
    take_lesson(panel, told(3, 0));
    EXPECT_EQ(panel.places.size(), 1u);
    take_lesson(panel, told(3, 1));
    EXPECT_TRUE(panel.places.empty());
    EXPECT_TRUE(panel.notes);
    take_lesson(panel, {{"type", "lesson"}, {"id", ""}, {"lesson", nullptr}});
    EXPECT_FALSE(panel.lesson);
    EXPECT_FALSE(panel.notes);
}

TEST(LessonModel, WhatIsMissingReadsAsEmpty) {
    TrainingPanel panel;
    for (const json& broken :
         {json::object(), json{{"lesson", 3}}, json{{"step", 99}, {"lesson", {{"run", {{"people", 3}}}}}},
          json{{"lesson", {{"mend", {{"sliders", {{{"name", "x"}, {"step", 0}}}}}}, {"run", {{"settings", 1}}}}}}}) {
        take_lesson(panel, broken);
        EXPECT_LT(panel.step, lesson_steps.size());
        if (!panel.lesson) { continue; }
        for (const auto& slider : panel.lesson->sliders) { EXPECT_LT(slider.place(), slider.places()); }
    }
}

TEST(LessonModel, AFindingLeadsToItsLesson) {
    TrainingPanel panel;
    take_lessons(panel, {{"lessons", lessons_to_json(Language::en)}});
    EXPECT_GE(panel.lessons.size(), 1u);
    Finding finding;
    finding.id = "bias.proxies";
    finding.status = Status::warn;
    ASSERT_NE(lesson_of(panel, finding), nullptr);
    finding.status = Status::pass;
    EXPECT_EQ(lesson_of(panel, finding), nullptr);
    finding.status = Status::fail;
    finding.id = "quality.structure";
    EXPECT_EQ(lesson_of(panel, finding), nullptr);
}

TEST(LessonModel, StaysWhenAFileComesAndGoes) {
    State state;
    take_lessons(state.training, {{"lessons", lessons_to_json(Language::en)}});
    take_lesson(state.training, told());
    take_report(state, ReportModel{});
    EXPECT_TRUE(state.training.lesson);
    close_report(state);
    EXPECT_TRUE(state.training.lesson);
    EXPECT_FALSE(state.training.lessons.empty());
}

}  // namespace
}  // namespace klarsicht::app
