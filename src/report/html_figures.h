#pragma once
#include <string>

#include "audit/report.h"
#include "report/message_format.h"

namespace klarsicht {

/// The figures of an outcome as HTML: its metrics as a list, its groups as a table, the rows and (where they are shown)
/// the cells it is about.
std::string figures_html(const Outcome& outcome, const Report& report, const Texts& texts);

}  // namespace klarsicht
