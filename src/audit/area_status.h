#pragma once
#include <vector>

#include "audit/report.h"

namespace klarsicht {

/// How the five areas stand, in the order of Area. What warns decides; else what the checks that look at the area's
/// question found (CheckInfo::answers): something to know before nothing to find. An area in which none of them could
/// run is not passed, whatever else ran.
std::vector<AreaReport> areas_of(const Report& whole);

}  // namespace klarsicht
