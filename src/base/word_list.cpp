#include "base/word_list.h"

#include <algorithm>
#include <functional>
#include <map>

#include "base/assert.h"
#include "base/asset.h"
#include "base/json.h"

namespace klarsicht {

namespace {

using Lists = std::map<std::string, std::vector<std::string>, std::less<>>;

Lists read_lists(std::string_view file) {
    Lists lists;
    const auto bytes = asset("words/" + std::string(file) + ".json");
    const json root = json::parse(bytes.value_or("{}"), nullptr, false);
    for (const auto& [name, lines] : root.items()) { lists.emplace(name, word_entries(lines)); }
    return lists;
}

}  // namespace

const std::vector<std::string>& word_list(std::string_view file, std::string_view list) {
    static std::map<std::string, Lists, std::less<>> files;
    auto known = files.find(file);
    if (known == files.end()) { known = files.emplace(file, read_lists(file)).first; }
    const auto found = known->second.find(list);
    KLARSICHT_ASSERT(found != known->second.end());
    static const std::vector<std::string> none;
    return found == known->second.end() ? none : found->second;
}

std::vector<std::string> word_entries(const json& lines) {
    std::vector<std::string> entries;
    if (!lines.is_array()) { return entries; }
    for (const json& line : lines) {
        std::string_view rest = line.get_ref<const std::string&>();
        while (!rest.empty()) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            const std::string_view entry = rest.substr(0, comma);
            const std::size_t first = entry.find_first_not_of(' ');
            if (first != std::string_view::npos) {
                entries.emplace_back(entry.substr(first, entry.find_last_not_of(' ') + 1 - first));
            }
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
    }
    return entries;
}

}  // namespace klarsicht
