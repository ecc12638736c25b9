#include <array>

#include "audit/quality/checks.h"
#include "audit/registry.h"

namespace klarsicht {

std::span<const Check* const> quality_checks() {
    static const std::array<const Check*, 11> checks = {
        &quality::structure(),  &quality::encoding(),    &quality::completeness(), &quality::validity(),
        &quality::duplicates(), &quality::consistency(), &quality::leakage(),      &quality::timeliness(),
        &quality::outliers(),   &quality::constant(),    &quality::assignment(),
    };
    return checks;
}

}  // namespace klarsicht
