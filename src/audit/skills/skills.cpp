#include <array>

#include "audit/registry.h"
#include "audit/skills/checks.h"

namespace klarsicht {

std::span<const Check* const> skills_checks() {
    static const std::array<const Check*, 5> checks = {&skills::reviewer(), &skills::explainability(),
                                                       &skills::model_version(), &skills::ai_label(),
                                                       &skills::readiness()};
    return checks;
}

}  // namespace klarsicht
