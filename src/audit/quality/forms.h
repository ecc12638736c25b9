#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "audit/context.h"
#include "audit/quality/rows.h"

namespace klarsicht::quality {

/// Spellings of a column that cannot be what the column is about.
struct FormFault {
    std::string_view why;  ///< variant of the texts of quality.validity
    CodeFlags flags;
};

/// Whether there is a rule for the form of values with that meaning: check digits, letters, length, a range.
bool has_form(std::string_view meaning);

/// Values whose form breaks the rule of the column's meaning. A telephone number needs digits only, since every country
/// writes its own; postal codes are held against the length that most of the column has; a word in a column of sexes is
/// wrong only where it is known to mean something else.
std::vector<FormFault> form_faults(const AuditContext& context, std::size_t column);

}  // namespace klarsicht::quality
