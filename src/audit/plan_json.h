#pragma once
#include <string_view>

#include "audit/plan.h"

namespace klarsicht {

/// The JSON of a plan (a byte order mark is passed over). What is not JSON, a name given twice in one object, a number too large to hold and
/// brackets nested deeper than a plan can need are errors that say where: line and column, from 1.
Result<json> read_plan_json(std::string_view text);

}  // namespace klarsicht
