#pragma once
#include <cstddef>
#include <ranges>
#include <string>
#include <string_view>

namespace klarsicht {

/// Adds a name to a list. What is shown in quotation marks is divided at ", ": the blank behind a comma inside a name
/// becomes one that does not break, so that a question with a comma stays one name.
void append_listed(std::string& list, std::string_view name);

/// Names one behind the other; where there are more than `most`, then " …".
template <std::ranges::sized_range Names>
std::string listed(const Names& names, std::size_t most = static_cast<std::size_t>(-1)) {
    std::string list;
    std::size_t count = 0;
    for (const std::string_view name : names) {
        if (count++ == most) { return list += " …"; }
        append_listed(list, name);
    }
    return list;
}

}  // namespace klarsicht
