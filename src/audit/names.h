#pragma once
#include <optional>
#include <string_view>

#include "audit/outcome.h"

namespace klarsicht {

// The other way round than `name_of`; empty for any other name.
std::optional<Area> area_named(std::string_view name);
std::optional<Status> status_named(std::string_view name);
std::optional<Severity> severity_named(std::string_view name);
std::optional<Unit> unit_named(std::string_view name);

}  // namespace klarsicht
