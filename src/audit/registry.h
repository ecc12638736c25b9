#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "audit/card.h"
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

/// The cards that the area makes of its outcomes: the columns with personal data, by kind, where there are two of them.
/// @param outcomes in the order of reading @param columns of the file
std::vector<Card> privacy_cards(const std::vector<Outcome>& outcomes, std::size_t columns);

}  // namespace klarsicht
