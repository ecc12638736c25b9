#pragma once
#include <string>

#include "audit/plan_json.h"

namespace klarsicht {

/// JSON that a person can read, compare and edit: lists and objects are broken into lines down to a depth and stand on
/// one line below it. Bytes that are no UTF-8 become U+FFFD, and no control or
/// bidirectional character stands raw (escape_invisible). Ends with a line end.
std::string json_lines(const json& value, int depth);

/// A plan, one line a column.
inline std::string plan_text(const Plan& plan) { return json_lines(plan_to_json(plan), 2); }

}  // namespace klarsicht
