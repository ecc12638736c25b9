#include "base/listed.h"

namespace klarsicht {

void append_listed(std::string& list, std::string_view name) {
    constexpr std::string_view comma = ", ";
    if (!list.empty()) { list += comma; }
    for (std::size_t at = name.find(comma); at != std::string_view::npos; at = name.find(comma)) {
        list.append(name.substr(0, at)).append(",\u00A0");
        name.remove_prefix(at + comma.size());
    }
    list += name;
}

}  // namespace klarsicht
