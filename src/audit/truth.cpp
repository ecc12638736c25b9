#include "audit/truth.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "audit/groups.h"

namespace klarsicht {

namespace {

constexpr std::array<std::string_view, 32> yes_words = {"ja",
                                                        "j",
                                                        "yes",
                                                        "y",
                                                        "oui",
                                                        "true",
                                                        "wahr",
                                                        "1",
                                                        "x",
                                                        "given",
                                                        "granted",
                                                        "erteilt",
                                                        "optin",
                                                        "opt-in",
                                                        "opt in",
                                                        "double opt-in",
                                                        "doubleoptin",
                                                        "doi",
                                                        "single opt-in",
                                                        "confirmed",
                                                        "bestätigt",
                                                        "accepted",
                                                        "akzeptiert",
                                                        "zugestimmt",
                                                        "eingewilligt",
                                                        "subscribed",
                                                        "abonniert",
                                                        "angemeldet",
                                                        "aktiv",
                                                        "active",
                                                        "agreed",
                                                        "erlaubt"};
constexpr std::array<std::string_view, 25> no_words = {
    "nein",     "n",         "no",         "non",           "false",      "falsch",       "0",
    "none",     "denied",    "declined",   "abgelehnt",     "verweigert", "optout",       "opt-out",
    "opt out",  "withdrawn", "widerrufen", "widersprochen", "revoked",    "unsubscribed", "abgemeldet",
    "inactive", "inaktiv",   "not given",  "nicht erteilt"};

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
