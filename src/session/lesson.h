#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "audit/report.h"
#include "base/error.h"
#include "base/json_fwd.h"
#include "report/message_format.h"
#include "training/tally.h"

namespace klarsicht {

/// One run of a lesson's scenario.
struct LessonAsk {
    std::string id;
    std::uint64_t seed = 1;                                     ///< the same people, and the same questions
    std::vector<std::pair<std::string, std::string>> settings;  ///< of the scenario; what is left out is as it begins
};

/// What the scenario did, and what the audit says of the file it makes.
struct LessonRun {
    Report report;
    ScenarioTally tally;
};

/// Invents the lesson's file and audits it as anybody's: with the plan that is suggested.
/// @param all every check, not only those that the lesson shows
Result<LessonRun> run_lesson(const LessonAsk& ask, bool all, Language language);

/// All lessons to choose from: `[{"id", "title", "teaser", "minutes", "area", "shows"}]`
json lessons_to_json(Language language);
/// A lesson to go through, in one language: what assets/training/README.md says, with the quiz drawn by the seed, and
/// `run`: `{"settings": {name: share}, "people": [{"label", "counts": [n], "texts": [""]}], "amounts": [{"name",
/// "label", "value", "text"}], "report"}`.
Result<json> lesson_to_json(const LessonAsk& ask, Language language);

}  // namespace klarsicht
