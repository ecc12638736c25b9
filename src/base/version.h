#pragma once
#include <string_view>

namespace klarsicht {

/// The program's version as reports name it.
inline constexpr std::string_view program_version = "0.1.0";

}  // namespace klarsicht
