#include "audit/word_list.h"

#include <nlohmann/json.hpp>

#include "base/asset.h"
#include "profile/meaning_words.h"

namespace klarsicht {

std::vector<std::string> word_list(std::string_view file, std::string_view list) {
    const auto bytes = asset("words/" + std::string(file) + ".json");
    const auto root = nlohmann::ordered_json::parse(bytes.value_or("{}"), nullptr, false);
    const auto lines = root.find(list);
    return lines == root.end() ? std::vector<std::string>() : word_entries(*lines);
}

}  // namespace klarsicht
