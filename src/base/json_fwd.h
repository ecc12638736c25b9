#pragma once
#include <nlohmann/json_fwd.hpp>

namespace klarsicht {

/// JSON by name only: for declarations that hand it on. Whoever looks into it includes base/json.h.
using json = nlohmann::ordered_json;

}  // namespace klarsicht
