#pragma once
#include <span>
#include <vector>

#include "audit/measure_tree.h"
#include "audit/offered_remedies.h"
#include "base/json.h"
#include "report/message_format.h"

namespace klarsicht {

/// `measure_tree`: `{"questions": [{"id", "text", "why", "answers": [{"id", "text", "question"} or {"id", "text",
/// "measure": {"id", "name", "text", "figure"}}]}]}`, the first question first; `null` without questions.
json measure_tree_to_json(std::span<const MeasureQuestion> tree, const Texts& texts);

/// `offered_remedies`: `[{"id", "name", "text", "law", "step", "parameters": [{"id", "label", "several", "default",
/// "options": [{"id", "label", "sets"}]}]}]`. A plan's step is `step` with the `sets` of every chosen option.
json offers_to_json(const std::vector<RemedyOffer>& offers, const Texts& texts);

}  // namespace klarsicht
