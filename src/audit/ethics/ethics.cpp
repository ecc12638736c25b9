#include "audit/registry.h"

namespace klarsicht {

std::span<const Check* const> ethics_checks() { return {}; }

}  // namespace klarsicht
