#pragma once
#include "audit/report.h"

namespace klarsicht {

/// The report's plan without what it says of values that the report does not show: that is suggested anew from the
/// file.
Plan told_plan(const Report& report);

}  // namespace klarsicht
