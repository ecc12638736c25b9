#include "report/text_pack.h"

#include <algorithm>
#include <string>

#include "base/asset.h"
#include "base/json.h"

namespace klarsicht {

namespace {

/// Where the first `parts` parts of a key end, the dot behind each counted.
std::size_t end_of_parts(std::string_view key, int parts) {
    std::size_t end = 0;
    for (; parts > 0; --parts) { end = key.find('.', end) + 1; }
    return end;
}

}  // namespace

void unpack_texts(std::string_view keys, std::string_view texts, json& into) {
    json list = json::parse(texts, nullptr, false);
    if (!list.is_array()) { return; }
    std::string key;
    for (json& text : list) {
        const std::string_view line = keys.substr(0, keys.find('\n'));
        if (line.empty()) { break; }
        keys.remove_prefix(std::min(line.size() + 1, keys.size()));
        key.resize(end_of_parts(key, line.front() - '0'));
        key += line.substr(1);
        if (!text.is_null()) { into[key] = std::move(text); }
    }
}

json texts_below(std::string_view path, Language language) {
    json all = json::object();
    for (const Asset& keys : assets("i18n/" + std::string(path))) {
        if (!keys.path.ends_with("/keys")) { continue; }
        const std::string topic(keys.path.substr(0, keys.path.rfind('/') + 1));
        unpack_texts(keys.bytes, asset(topic + std::string(name_of(language))).value_or(""), all);
    }
    return all;
}

}  // namespace klarsicht
