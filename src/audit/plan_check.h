#pragma once
#include "audit/context.h"
#include "base/error.h"

namespace klarsicht {

/// What a given plan can only be held against once the table's values and the limits are known: limits exist and lie in
/// their range, named values occur, numbers are asked only of columns that hold numbers. The error names field, column
/// and what would fit.
Result<void> check_plan(const Plan& given, const AuditContext& context);

}  // namespace klarsicht
