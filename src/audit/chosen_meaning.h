#pragma once
#include <string>
#include <string_view>

#include "audit/plan.h"

namespace klarsicht {

/// What a plan says of a column that is about none of the things that meanings have names for.
inline constexpr std::string_view no_meaning = "none";

/// What a column is about: the plan's word if it has one, else what was detected; "" where it is nothing of these.
inline std::string_view meaning_in(const Plan& plan, const std::string& column, std::string_view detected) {
    const auto chosen = plan.meaning.find(column);
    if (chosen == plan.meaning.end()) { return detected; }
    return chosen->second == no_meaning ? std::string_view() : std::string_view(chosen->second);
}

}  // namespace klarsicht
