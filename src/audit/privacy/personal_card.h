#pragma once
#include <cstddef>
#include <string_view>

#include "audit/context.h"

namespace klarsicht::privacy {

/// What kinds of personal data are told apart in words, the gravest first: the ends of the keys of their texts.
inline constexpr std::string_view personal_kinds[] = {"special", "criminal", "child", "secret", "direct",   "financial",
                                                      "online",  "part",     "staff", "quasi",  "pseudonym"};
/// Whether a column names somebody of the company: whose customers they are is another matter.
bool is_of_staff(const AuditContext& context, std::size_t column);

}  // namespace klarsicht::privacy
