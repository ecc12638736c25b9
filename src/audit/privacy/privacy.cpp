#include <array>

#include "audit/privacy/checks.h"
#include "audit/registry.h"

namespace klarsicht {

std::span<const Check* const> privacy_checks() {
    static const std::array<const Check*, 6> checks = {&privacy::personal_data(),        &privacy::reidentification(),
                                                       &privacy::attribute_disclosure(), &privacy::personal_text(),
                                                       &privacy::special_text(),         &privacy::data_minimisation()};
    return checks;
}

}  // namespace klarsicht
