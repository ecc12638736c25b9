#pragma once
#include <vector>

#include "audit/check.h"

namespace klarsicht::bias {

/// Things in the file or the plan that make comparisons say something else than they seem to: the same person in many
/// rows, a score that knows the outcome or runs the wrong way, an outcome of three classes, weights that are none.
/// Each adds an outcome of its own.
void find_traps(const CheckInfo& info, const AuditContext& context, std::vector<Outcome>& outcomes);

}  // namespace klarsicht::bias
