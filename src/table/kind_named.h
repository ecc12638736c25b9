#pragma once
#include <optional>
#include <string_view>

#include "table/interpretation.h"

namespace klarsicht {

/// The opposite of `name_of`; empty for what is no kind.
std::optional<Kind> kind_named(std::string_view name);

}  // namespace klarsicht
