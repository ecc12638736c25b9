#include "audit/skills/words.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/word_list.h"
#include "table/trim.h"

namespace klarsicht::skills {

namespace {

std::string lower(std::string_view text) {
    std::string result(trim(text));
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') { c = static_cast<char>(c - 'A' + 'a'); }
    }
    return result;
}

/// Whether one of the words between spaces, dashes and the like is on the list.
bool has_word(std::string_view text, const std::vector<std::string>& words) {
    const auto in_word = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    };
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && in_word(text[i])) { continue; }
        if (i > begin && std::ranges::find(words, text.substr(begin, i - begin)) != words.end()) { return true; }
        begin = i + 1;
    }
    return false;
}

}  // namespace

std::vector<std::uint8_t> yes_codes(const AuditContext& context, std::size_t column) {
    static const std::vector<std::string>& yes_words = word_list("skills", "yes");
    const Column& data = context.table.columns[column];
    const Interpretation& interpretation = context.interpretation(column);
    const bool dated = is_dated(interpretation.kind);
    const bool numbers = !interpretation.values.empty() && !dated;
    std::vector<std::uint8_t> result(data.counts.size(), 2);
    for (std::uint32_t code = 0; code < result.size(); ++code) {
        if (!interpretation.valid(code)) { continue; }
        result[code] = numbers ? interpretation.values[code] > 0 : has_word(lower(data.dictionary[code]), yes_words);
    }
    return result;
}

std::vector<std::uint8_t> human_codes(const AuditContext& context, std::size_t column) {
    static const std::vector<std::string>& machine_words = word_list("skills", "machine_words");
    static const std::vector<std::string>& machine_values = word_list("skills", "machine_values");
    const Column& data = context.table.columns[column];
    const Interpretation& interpretation = context.interpretation(column);
    std::vector<std::uint8_t> result(data.counts.size(), 0);
    for (std::uint32_t code = 0; code < result.size(); ++code) {
        if (interpretation.states[code] == CellState::missing) { continue; }
        if (interpretation.kind == Kind::boolean) {
            result[code] = interpretation.valid(code) && interpretation.values[code] > 0;
            continue;
        }
        const std::string text = lower(data.dictionary[code]);
        const bool machine =
            has_word(text, machine_words) || std::ranges::find(machine_values, text) != machine_values.end();
        result[code] = machine ? 0 : 1;
    }
    return result;
}

}  // namespace klarsicht::skills
