#pragma once
#include <vector>

#include "audit/report.h"

namespace klarsicht {

/// fail 0, warn 1, info 2, not_assessed 3, pass 4: the order in which people should look.
int gravity(Status status);

/// The report's outcomes, gravest first: by status, then severity, then as the registry has them.
std::vector<const Outcome*> gravest_first(const Report& report);
std::vector<const Outcome*> gravest_first(const Report& report, Area area);

}  // namespace klarsicht
