#pragma once
#include <cstdint>
#include <vector>

#include "audit/context.h"

namespace klarsicht {

/// A column that says yes or no about a row (consent, objection, made by AI …), read per code: 1 yes, 0 no, 2 missing
/// or unclear. The plan's `positive` decides if it has one for the column; else truth values, 0 and 1, and the usual
/// words in German, English and French (ja, granted, double opt-in; nein, declined, widerrufen). A date says yes: it is
/// the day on which it happened.
std::vector<std::uint8_t> truth_codes(const AuditContext& context, std::size_t column);

}  // namespace klarsicht
