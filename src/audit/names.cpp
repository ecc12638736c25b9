#include "audit/names.h"

#include <cstdint>

namespace klarsicht {

namespace {

/// The value of an enumeration that begins at 0 and ends with `last`, by the name that `name_of` gives it.
template <class Enum>
std::optional<Enum> named(std::string_view name, Enum last) {
    for (std::uint8_t i = 0; i <= static_cast<std::uint8_t>(last); ++i) {
        if (name_of(static_cast<Enum>(i)) == name) { return static_cast<Enum>(i); }
    }
    return std::nullopt;
}

}  // namespace

std::optional<Area> area_named(std::string_view name) { return named(name, Area::skills); }
std::optional<Status> status_named(std::string_view name) { return named(name, Status::not_assessed); }
std::optional<Severity> severity_named(std::string_view name) { return named(name, Severity::high); }
std::optional<Unit> unit_named(std::string_view name) { return named(name, Unit::points); }

}  // namespace klarsicht
