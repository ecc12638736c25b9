#include <array>

#include "audit/ethics/checks.h"
#include "audit/registry.h"

namespace klarsicht {

std::span<const Check* const> ethics_checks() {
    static const std::array<const Check*, 5> checks = {&ethics::contact_after_opt_out(),
                                                       &ethics::contact_without_consent(), &ethics::minors(),
                                                       &ethics::contact_pressure(), &ethics::dark_pattern_copy()};
    return checks;
}

}  // namespace klarsicht
