#include "audit/truth.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "audit/groups.h"
#include "base/word_list.h"

namespace klarsicht {

namespace {

std::string lower(std::string_view text) {
    std::string plain;
    for (const char c : text) {
        if (c == ' ' && (plain.empty() || plain.back() == ' ')) { continue; }
        plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    while (plain.ends_with(' ')) { plain.pop_back(); }
    return plain;
}

std::uint8_t read_word(std::string_view spelling) {
    static const std::vector<std::string>& yes_words = word_list("values", "yes");
    static const std::vector<std::string>& no_words = word_list("values", "no");
    const std::string word = lower(spelling);
    if (std::ranges::find(yes_words, word) != yes_words.end()) { return 1; }
    if (std::ranges::find(no_words, word) != no_words.end()) { return 0; }
    return 2;
}

}  // namespace

std::vector<std::uint8_t> truth_codes(const AuditContext& context, std::size_t column) {
    if (context.plan.positive.contains(context.name(column))) { return positive_codes(context, column); }
    const Interpretation& data = context.interpretation(column);
    std::vector<std::uint8_t> truth(data.states.size(), 2);
    for (std::uint32_t code = 0; code < truth.size(); ++code) {
        if (!data.valid(code)) { continue; }
        switch (data.kind) {
            case Kind::boolean:
            case Kind::integer:
            case Kind::number:
                truth[code] = data.values[code] == 1 ? 1 : data.values[code] == 0 ? 0 : 2;
                break;
            case Kind::date:
            case Kind::datetime:
                truth[code] = 1;
                break;
            default:
                truth[code] = read_word(context.table.columns[column].dictionary[code]);
                break;
        }
    }
    return truth;
}

}  // namespace klarsicht
