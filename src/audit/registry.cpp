#include "audit/registry.h"

#include <vector>

namespace klarsicht {

std::span<const Check* const> all_checks() {
    static const std::vector<const Check*> checks = [] {
        std::vector<const Check*> all;
        for (const auto& area : {privacy_checks(), bias_checks(), quality_checks(), ethics_checks(), skills_checks()}) {
            all.insert(all.end(), area.begin(), area.end());
        }
        return all;
    }();
    return checks;
}

const Check* check_named(std::string_view id) {
    for (const Check* check : all_checks()) {
        if (check->info().id == id) { return check; }
    }
    return nullptr;
}

}  // namespace klarsicht
