#pragma once
#include <optional>
#include <string_view>

#include "audit/suggest.h"
#include "audit/suggest_values.h"

namespace klarsicht {

/// Whether a plain name is that of a refusal ("excluded_from_campaign", "Lieferstopp", "not_invited"): what is good for
/// the person is the no.
bool names_refusal(std::string_view plain);

/// Whether some word is a participle of German or English that no list has ("checked_in", "Termin vereinbart"), and of
/// no lasting state ("married", "verified"). Beside yes and no it may tell of what happened.
bool says_done(std::string_view plain);

/// A decision or what happened, by the name and by the values together: stems anywhere in a name count where the values
/// are yes and no; "active" and "cancelled", "approved" and "declined" count under any name.
std::optional<RoleSuggestion> suggest_event(std::string_view plain, const Interpretation& data, const Answers& answers);

/// The same for a question of a survey with yes and no ("Did you buy …?", "Haben Sie … bestellt?"): what the person
/// did.
std::optional<RoleSuggestion> suggest_asked(std::string_view plain, const Answers& answers);

}  // namespace klarsicht
