#include "audit/skills/words.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "table/trim.h"

namespace klarsicht::skills {

namespace {

constexpr std::array<std::string_view, 16> yes_words = {"yes", "y", "ja", "j", "oui", "true", "wahr", "vrai", "x", "1", "ai", "ki", "ia", "generated", "generiert", "labelled"};
constexpr std::array<std::string_view, 14> machine_words = {"auto", "automatic", "automatisch", "automatique", "automated", "system", "bot", "machine", "maschine", "none",
                                                            "no", "nein", "kein", "keine"};
constexpr std::array<std::string_view, 10> machine_values = {"model", "modell", "ai", "ki", "ia", "algorithm", "algorithmus", "false", "0", "-"};

std::string lower(std::string_view text) {
    std::string result(trim(text));
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') { c = static_cast<char>(c - 'A' + 'a'); }
    }
    return result;
}

/// Whether one of the words between spaces, dashes and the like is on the list.
template <std::size_t n>
bool has_word(std::string_view text, const std::array<std::string_view, n>& words) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const bool inside = i < text.size() && ((text[i] >= 'a' && text[i] <= 'z') || (text[i] >= '0' && text[i] <= '9') || static_cast<unsigned char>(text[i]) >= 0x80);
        if (inside) { continue; }
        if (i > begin && std::ranges::find(words, text.substr(begin, i - begin)) != words.end()) { return true; }
        begin = i + 1;
    }
    return false;
}

}  // namespace

std::vector<std::uint8_t> yes_codes(const AuditContext& context, std::size_t column) {
    const Column& data = context.table.columns[column];
    const Interpretation& interpretation = context.interpretation(column);
    std::vector<std::uint8_t> result(data.counts.size(), 2);
    for (std::uint32_t code = 0; code < result.size(); ++code) {
        if (!interpretation.valid(code)) { continue; }
        const bool numbers = !interpretation.values.empty() && interpretation.kind != Kind::date && interpretation.kind != Kind::datetime;
        result[code] = numbers ? interpretation.values[code] > 0 : has_word(lower(data.dictionary[code]), yes_words);
    }
    return result;
}

std::vector<std::uint8_t> human_codes(const AuditContext& context, std::size_t column) {
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
        result[code] = !has_word(text, machine_words) && std::ranges::find(machine_values, text) == machine_values.end();
    }
    return result;
}

}  // namespace klarsicht::skills
