#include "audit/registry.h"

namespace klarsicht {

std::span<const Check* const> bias_checks() { return {}; }

}  // namespace klarsicht
