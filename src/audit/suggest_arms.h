#pragma once
#include <optional>
#include <string_view>

#include "audit/suggest.h"
#include "audit/suggest_values.h"

namespace klarsicht {

/// Who got which treatment: by a name that speaks of a test and values that are arms of one, by a word that says who
/// was the control, or by a flag ("got_email", "Nullgruppe").
std::optional<RoleSuggestion> suggest_arms(const Column& column, std::string_view plain, const Interpretation& data,
                                           const Answers& answers);

/// Whether the values are arms of a test where something happened beside: labels of one stem under a name that says
/// nothing or what was sent ("x7": v0, v1; "Mailing": A, B), or something sent and without ("ohne", "Flyer").
bool like_arms(const Column& column, std::string_view plain, const Interpretation& data);

}  // namespace klarsicht
