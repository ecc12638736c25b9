#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/report_model.h"
#include "base/json_fwd.h"

namespace klarsicht::app {

/// A lesson to choose.
struct LessonEntry {
    std::string id, title, teaser, area;
    std::uint64_t minutes = 0;
    std::vector<std::string> shows;  ///< ids of checks whose findings lead to it
};

/// A lesson in one language (assets/training/README.md), with what its scenario did and what the audit says of it.
struct LessonModel {
    struct Option {
        std::string label, then;
    };
    struct Slider {
        std::string name, label, low, high;
        double from = 0, to = 1, step = 0.1, value = 0;
        std::size_t places() const;
        std::size_t place() const;
    };
    struct Answer {
        std::string text, why;
        bool right = false;
    };
    struct Question {
        std::string text;
        std::vector<Answer> answers;
    };
    enum class Tone : std::uint8_t { good, bad, quiet };
    struct PeopleState {
        std::string label;
        Tone tone = Tone::quiet;
    };
    struct PeopleGroup {
        std::string label;
        std::vector<std::uint64_t> counts;  ///< by state
        std::vector<std::string> texts;     ///< the same as it is read
    };
    struct Amount {
        std::string label, text;
    };
    std::string title, question, cost;
    std::vector<std::string> act, see, why, mend, notes, sources;
    std::vector<Option> options;
    std::vector<Slider> sliders;
    std::vector<Question> quiz;
    std::vector<PeopleState> states;
    std::vector<PeopleGroup> people;
    std::vector<Amount> amounts;
    ReportModel report;
};

/// Where somebody is in a lesson; the page knows, and tells it with every message.
struct TrainingPanel {
    std::vector<LessonEntry> lessons;
    std::string id, error;  ///< `id` "": the list is in view
    std::optional<LessonModel> lesson;
    std::size_t step = 0;  ///< of lesson_steps
    std::optional<std::size_t> option;
    std::vector<std::optional<std::size_t>> answers;
    std::map<std::string, std::size_t> places;  ///< of sliders that were moved, ahead of what is reckoned
    bool notes = false;                         ///< the trainer's are unfolded
};

inline constexpr std::array<std::string_view, 5> lesson_steps = {"act", "see", "why", "mend", "check"};

/// The page's messages `lessons` and `lesson`. Never fails: what is missing reads as empty.
void take_lessons(TrainingPanel& panel, const json& message);
void take_lesson(TrainingPanel& panel, const json& message);

/// The lesson that a finding leads to; nullptr where there is none.
const LessonEntry* lesson_of(const TrainingPanel& panel, const Finding& finding);

}  // namespace klarsicht::app
