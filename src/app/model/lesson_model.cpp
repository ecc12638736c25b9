#include "app/model/lesson_model.h"

#include <algorithm>
#include <cmath>

#include "app/model/json_read.h"

namespace klarsicht::app {

namespace {

LessonModel::Slider read_slider(const json& from, const json* settings) {
    LessonModel::Slider slider{.name = string_in(from, "name"),
                               .label = string_in(from, "label"),
                               .low = string_in(from, "low"),
                               .high = string_in(from, "high"),
                               .from = number_in(from, "from"),
                               .to = number_in(from, "to"),
                               .step = number_in(from, "step")};
    slider.value = settings == nullptr ? slider.from : number_in(*settings, slider.name);
    return slider;
}

LessonModel::Question read_question(const json& from) {
    LessonModel::Question question{.text = string_in(from, "question"), .answers = {}};
    for_each_object(from, "answers", [&](const json& one) {
        question.answers.push_back({string_in(one, "text"), string_in(one, "why"), bool_in(one, "right")});
    });
    return question;
}

LessonModel::Tone tone_named(const std::string& name) {
    return name == "good" ? LessonModel::Tone::good : name == "bad" ? LessonModel::Tone::bad : LessonModel::Tone::quiet;
}

/// What the scenario did, and what the audit says of it.
void read_run(LessonModel& lesson, const json& run) {
    for_each_object(run, "people", [&](const json& one) {
        LessonModel::PeopleGroup& group =
            lesson.people.emplace_back(LessonModel::PeopleGroup{string_in(one, "label"), {}, strings_in(one, "texts")});
        for (const double count : numbers_in(one, "counts")) {
            group.counts.push_back(count > 0 ? static_cast<std::uint64_t>(count) : 0);
        }
        group.counts.resize(lesson.states.size());
        group.texts.resize(lesson.states.size());
    });
    for_each_object(run, "amounts", [&](const json& one) {
        lesson.amounts.push_back({string_in(one, "label"), string_in(one, "text")});
    });
    if (const json* report = member(run, "report")) { lesson.report = read_report(*report); }
    // A picture of a lesson is not to be saved, and nothing of it is in the report that is open.
    for (Finding& finding : lesson.report.findings) { finding.chart.check.reset(); }
}

std::vector<std::string> texts_of(const json& lesson, std::string_view step) {
    const json* part = member(lesson, step);
    return part == nullptr ? std::vector<std::string>() : strings_in(*part, "text");
}

LessonModel read_lesson(const json& from) {
    LessonModel lesson;
    lesson.title = string_in(from, "title");
    lesson.act = texts_of(from, "act");
    lesson.see = texts_of(from, "see");
    lesson.why = texts_of(from, "why");
    lesson.mend = texts_of(from, "mend");
    lesson.notes = strings_in(from, "notes");
    lesson.sources = strings_in(from, "sources");
    if (const json* act = member(from, "act")) {
        lesson.question = string_in(*act, "question");
        for_each_object(*act, "options", [&](const json& one) {
            lesson.options.push_back({string_in(one, "label"), string_in(one, "then")});
        });
    }
    const json* run = member(from, "run");
    if (const json* mend = member(from, "mend")) {
        lesson.cost = string_in(*mend, "cost");
        const json* settings = run == nullptr ? nullptr : member(*run, "settings");
        for_each_object(*mend, "sliders",
                        [&](const json& one) { lesson.sliders.push_back(read_slider(one, settings)); });
    }
    for_each_object(from, "quiz", [&](const json& one) { lesson.quiz.push_back(read_question(one)); });
    if (const json* people = member(from, "people")) {
        for_each_object(*people, "states", [&](const json& one) {
            lesson.states.push_back({string_in(one, "label"), tone_named(string_in(one, "tone"))});
        });
    }
    if (run != nullptr) { read_run(lesson, *run); }
    return lesson;
}

}  // namespace

std::size_t LessonModel::Slider::places() const {
    const double steps = step > 0 ? std::round((to - from) / step) : 1;
    return steps >= 1 && steps < 1000 ? static_cast<std::size_t>(steps) + 1 : 2;
}

std::size_t LessonModel::Slider::place() const {
    const double steps = step > 0 ? std::round((value - from) / step) : 0;
    return steps > 0 ? std::min(places() - 1, static_cast<std::size_t>(steps)) : 0;
}

void take_lessons(TrainingPanel& panel, const json& message) {
    panel.lessons.clear();
    for_each_object(message, "lessons", [&](const json& one) {
        panel.lessons.push_back({string_in(one, "id"), string_in(one, "title"), string_in(one, "teaser"),
                                 string_in(one, "area"), count_in(one, "minutes"), strings_in(one, "shows")});
    });
}

void take_lesson(TrainingPanel& panel, const json& message) {
    const std::string id = string_in(message, "id");
    const auto option = place_in(message, "option");
    // What was moved ahead belongs to this lesson and this choice.
    if (id != panel.id || option != panel.option) { panel.places.clear(); }
    if (id != panel.id) { panel.notes = false; }
    panel.id = id;
    panel.option = option;
    panel.error = string_in(message, "error");
    panel.step = std::min<std::size_t>(place_in(message, "step").value_or(0), lesson_steps.size() - 1);
    panel.answers.clear();
    for (const double answer : numbers_in(message, "answers")) {
        panel.answers.push_back(answer >= 0 ? std::optional(static_cast<std::size_t>(answer)) : std::nullopt);
    }
    panel.lesson.reset();
    if (const json* lesson = member(message, "lesson"); lesson != nullptr && lesson->is_object()) {
        panel.lesson = read_lesson(*lesson);
        panel.answers.resize(panel.lesson->quiz.size());
    }
}

const LessonEntry* lesson_of(const TrainingPanel& panel, const Finding& finding) {
    if (finding.status != Status::warn && finding.status != Status::fail) { return nullptr; }
    for (const LessonEntry& lesson : panel.lessons) {
        if (std::ranges::find(lesson.shows, finding.id) != lesson.shows.end()) { return &lesson; }
    }
    return nullptr;
}

}  // namespace klarsicht::app
