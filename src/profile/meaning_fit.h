#pragma once
#include <string_view>

#include "profile/meaning_evidence.h"

namespace klarsicht {

/// Whether a column's values can be what its name promises, for meanings that no judge looks at: an amount has digits,
/// a comment is no number, "Partner: yes, no" is no firm.
bool values_fit(std::string_view meaning, const Evidence& evidence);

}  // namespace klarsicht
