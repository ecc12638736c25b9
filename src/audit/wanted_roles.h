#pragma once
#include <vector>

#include "audit/outcome.h"
#include "audit/plan.h"

namespace klarsicht {

/// The roles that a check which could not run waits for and no column has; none where it waits for something else.
std::vector<Role> wanted_roles(const Outcome& outcome, const Plan& plan);

}  // namespace klarsicht
