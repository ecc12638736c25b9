#pragma once
#include <string>

#include "audit/report.h"
#include "report/message_format.h"

namespace klarsicht {

/// What was decided, open points first, and by whom it was signed off; "" where nobody decided anything.
std::string record_html(const Report& report, const Texts& texts);
/// The report beside an earlier one; "" where there is none.
std::string comparison_html(const Report& report, const Texts& texts);

}  // namespace klarsicht
