#include "table/kind_named.h"

namespace klarsicht {

std::optional<Kind> kind_named(std::string_view name) {
    for (int i = 0; i <= static_cast<int>(Kind::empty); ++i) {
        if (const auto kind = static_cast<Kind>(i); name_of(kind) == name) { return kind; }
    }
    return std::nullopt;
}

}  // namespace klarsicht
