#pragma once
#include <span>
#include <string_view>

#include "audit/check.h"

namespace klarsicht {

/// Every check of the program, in the order of the areas and, within an area, of importance.
std::span<const Check* const> all_checks();
const Check* check_named(std::string_view id);

// One list per area, in src/audit/<area>/<area>.cpp. Add a check: one file for it, one line there.
std::span<const Check* const> privacy_checks();
std::span<const Check* const> bias_checks();
std::span<const Check* const> quality_checks();
std::span<const Check* const> ethics_checks();
std::span<const Check* const> skills_checks();

}  // namespace klarsicht
