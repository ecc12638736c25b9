#pragma once
#include <cstdint>
#include <vector>

#include "audit/context.h"

namespace klarsicht::skills {

/// Per code of a column that says yes or no: 1 yes, 0 no, 2 unknown. Reads truth values, numbers (above 0) and the
/// usual words of German, English and French (assets/words/skills.json).
std::vector<std::uint8_t> yes_codes(const AuditContext& context, std::size_t column);

/// Per code of a reviewer column: whether a human stands there, not nothing and not a machine (`auto`, `system`, `bot`
/// …).
std::vector<std::uint8_t> human_codes(const AuditContext& context, std::size_t column);

}  // namespace klarsicht::skills
