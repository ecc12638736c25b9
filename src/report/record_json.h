#pragma once
#include "audit/report.h"
#include "base/json.h"
#include "report/message_format.h"

namespace klarsicht {

/// What was decided, and what has changed since it was signed off (docs/contract.md, "The record").
json record_report_to_json(const Report& report, const Texts& texts);
/// This report beside an earlier one; `null` where there is none.
json comparison_to_json(const std::optional<Comparison>& comparison, const Texts& texts);

}  // namespace klarsicht
