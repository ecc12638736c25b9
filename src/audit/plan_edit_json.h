#pragma once
#include "audit/plan_edit.h"
#include "base/json.h"

namespace klarsicht {

/// An edit as it is sent: `{"edit": "positive", "column": "income", "positive": {"equals": ">50K"}}`. The value has the
/// name and the shape it has in a plan; `null` takes it back. Without a value: `{"edit": "toggle_role", "column":
/// "sex", "role": "protected"}` and
/// `{"edit": "cross", "columns": ["sex", "race"]}`.
json plan_edit_to_json(const PlanEdit& edit);

/// Reads an edit. An unknown edit, field, role or meaning, and a value of another shape, is an error that names it.
/// Whether the column exists is looked at when the plan is edited.
Result<PlanEdit> plan_edit_from_json(const json& document);

}  // namespace klarsicht
