#pragma once
#include <string>

#include "audit/plan.h"

namespace klarsicht {

/// A plan as JSON that a person can read and edit: one line a column, lists on one line.
std::string plan_text(const Plan& plan);

}  // namespace klarsicht
