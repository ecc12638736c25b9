#include "audit/registry.h"

namespace klarsicht {

std::span<const Check* const> quality_checks() { return {}; }

}  // namespace klarsicht
