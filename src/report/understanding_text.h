#pragma once
#include <string>
#include <vector>

#include "audit/report.h"
#include "base/json.h"
#include "report/message_format.h"

namespace klarsicht {

/// What was understood, a sentence each; the last one says how the file was read.
std::vector<std::string> understood_sentences(const Report& report, const Texts& texts);
/// `{"title", "sentences", "questions": [{"id", "column", "text", "changes", "answers": [{"label", "edits"}]}]}`; the
/// edits are those of the engine's door (audit/plan_edit_json.h).
json understanding_to_json(const Report& report, const Texts& texts);
/// As `klarsicht plan --explain` prints it: what was understood, what is asked, why each column has its roles.
std::string understanding_to_text(const Report& report, Language language);

}  // namespace klarsicht
