#include "audit/registry.h"

namespace klarsicht {

std::span<const Check* const> privacy_checks() { return {}; }

}  // namespace klarsicht
