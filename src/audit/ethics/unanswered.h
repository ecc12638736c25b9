#pragma once
#include <cstdint>
#include <vector>

#include "audit/ethics/contact_log.h"

namespace klarsicht::ethics {

/// [people who were contacted] most contacts in a row after which the person opened, clicked or answered nothing; empty
/// where the file does not record such things. @param columns with a person, a time and events
std::vector<std::uint32_t> unanswered_in_a_row(const AuditContext& context, const ContactColumns& columns);

}  // namespace klarsicht::ethics
