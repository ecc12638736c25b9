#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "audit/telling.h"

namespace klarsicht::privacy {

/// What kinds of personal data are told apart in words, the gravest first: the ends of the keys of their texts.
inline constexpr std::string_view personal_kinds[] = {"special", "criminal", "child", "secret", "direct",   "financial",
                                                      "online",  "part",     "staff", "quasi",  "pseudonym"};

}  // namespace klarsicht::privacy
