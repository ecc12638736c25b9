#include "audit/customers_text.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "audit/name_words.h"
#include "audit/suggest.h"
#include "base/word_list.h"

namespace klarsicht {

namespace {

using Words = std::vector<std::string>;

const Words& words(std::string_view list) { return word_list("contact", list); }

/// Whether an @ begins a word that is a name: "@shop thanks", not "a@b.de".
bool mentions(std::string_view text) {
    for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
        const bool begins = at == 0 || text[at - 1] == ' ' || text[at - 1] == '.';
        const bool named = at + 2 < text.size() && text[at + 1] != ' ' && text[at + 2] != ' ';
        if (begins && named) { return true; }
    }
    return false;
}

struct Voice {
    double first_person = 0;  ///< share of the texts looked at
    double mentions = 0;
};

Voice voice_of(const Column& column) {
    constexpr std::uint32_t most_texts = 400;
    double texts = 0;
    Voice voice;
    const std::uint32_t size = static_cast<std::uint32_t>(column.dictionary.size());
    // Spread over the file: its beginning may be of one kind.
    const std::uint32_t step = std::max<std::uint32_t>(1, size / most_texts);
    for (std::uint32_t code = 0; code < size; code += step) {
        const std::string_view text = column.dictionary[code];
        if (text.find(' ') == std::string_view::npos) { continue; }
        texts += 1;
        const std::string plain = plain_value(text);
        // "No thanks, I like paying more" is what a shop has people say.
        const bool own = value_speaks(plain, words("first_person")) && !value_speaks(plain, words("declining"));
        voice.first_person += own ? 1 : 0;
        voice.mentions += mentions(text) ? 1 : 0;
    }
    if (texts > 0) {
        voice.first_person /= texts;
        voice.mentions /= texts;
    }
    return voice;
}

}  // namespace

bool is_customers_text(const Column& column, const Table& table) {
    constexpr double many = 0.3;
    constexpr double some = 0.1;
    const std::string plain = plain_name(column.name);
    const bool called_so = name_speaks(plain, words("customers_texts"));
    const bool to_somebody = name_speaks(plain, words("messages"));
    bool rated = false;
    bool handled = false;
    for (const Column& other : table.columns) {
        if (&other == &column || other.name == column.name) { continue; }
        const std::string name = plain_name(other.name);
        rated = rated || name_speaks(name, words("ratings"));
        handled = handled || name_speaks(name, words("tickets"));
    }
    const Voice voice = voice_of(column);
    const bool personal = voice.first_person >= some || voice.mentions >= some;
    const bool very_personal = voice.first_person >= many || voice.mentions >= many;
    // Whatever is called a subject line or an advertisement must speak very much like a customer.
    if (name_speaks(plain, words("adverts"))) { return very_personal && (rated || handled); }
    return called_so || very_personal || (handled && (to_somebody || personal)) || (rated && personal);
}

}  // namespace klarsicht
