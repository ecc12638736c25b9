#pragma once
#include <string>

#include "audit/report.h"
#include "report/message_format.h"

namespace klarsicht {

/// What the report's plan says, as a table: a line each for what was chosen or suggested. Roles stand in the table of
/// the columns; the plan to use again is in the JSON report.
std::string plan_html(const Report& report, const Texts& texts);

}  // namespace klarsicht
