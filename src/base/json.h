#pragma once
#include <nlohmann/json.hpp>

#include "base/json_fwd.h"

namespace klarsicht {

// JSON whose objects keep the order in which they were filled. Including this costs a second or more of compiling: only
// who reads or writes JSON does.

/// A number; a whole one stands as `10`, not as `10.0`.
json json_number(double number);

}  // namespace klarsicht
