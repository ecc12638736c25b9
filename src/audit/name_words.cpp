#include "audit/name_words.h"

#include <algorithm>

#include "audit/suggest.h"
#include "base/fold.h"

namespace klarsicht {

namespace {

bool speaks(std::string_view plain, std::string_view entry) {
    for (std::size_t at = 0; at <= entry.size();) {
        const std::size_t end = std::min(entry.find('+', at), entry.size());
        const std::string_view part = entry.substr(at, end - at);
        const bool said =
            part.starts_with('~') ? plain.find(part.substr(1)) != std::string_view::npos : name_matches(plain, part);
        if (!said) { return false; }
        at = end + 1;
    }
    return true;
}

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80) != 0;
}

}  // namespace

std::string_view word_of_name(std::string_view plain, const std::vector<std::string>& entries) {
    for (const std::string& entry : entries) {
        if (speaks(plain, entry)) { return entry; }
    }
    return {};
}

bool name_speaks(std::string_view plain, const std::vector<std::string>& entries) {
    return !word_of_name(plain, entries).empty();
}

std::string plain_value(std::string_view spelling) {
    std::string plain;
    for (const char c : folded(spelling)) {
        if (is_letter_or_digit(c)) {
            plain += c;
        } else if (!plain.empty() && plain.back() != ' ') {
            plain += ' ';
        }
    }
    if (plain.ends_with(' ')) { plain.pop_back(); }
    return plain;
}

bool value_speaks(std::string_view plain, const std::vector<std::string>& entries) {
    return std::ranges::any_of(entries, [&](std::string_view entry) {
        if (entry.starts_with('=')) { return plain == entry.substr(1); }
        const bool at_beginning = entry.starts_with('^');
        const std::string_view words = at_beginning ? entry.substr(1) : entry;
        for (std::size_t at = plain.find(words); at != std::string_view::npos; at = plain.find(words, at + 1)) {
            const std::size_t end = at + words.size();
            if ((at == 0 || (!at_beginning && plain[at - 1] == ' ')) && (end == plain.size() || plain[end] == ' ')) {
                return true;
            }
        }
        return false;
    });
}

}  // namespace klarsicht
