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

std::string plain_name(std::string_view name) {
    std::string plain;
    char before = '_';  // kind of the character before: a lower, A upper, 0 digit, _ other
    for (std::size_t i = 0; i < name.size();) {
        if (const std::string_view letters = plain_letters(name.substr(i)); !letters.empty()) {
            plain += letters;
            before = 'a';
            i += 2;
            continue;
        }
        const char c = name[i++];
        if (c >= 'A' && c <= 'Z') {
            const bool next_is_lower = i < name.size() && name[i] >= 'a' && name[i] <= 'z';
            if (before == 'a' || (before == 'A' && next_is_lower)) { plain += '_'; }
            plain += static_cast<char>(c - 'A' + 'a');
            before = 'A';
        } else if (c >= 'a' && c <= 'z') {
            plain += c;
            before = 'a';
        } else if (c >= '0' && c <= '9') {
            plain += c;
            before = '0';
        } else {
            if (!plain.empty() && plain.back() != '_') { plain += '_'; }
            before = '_';
        }
    }
    while (plain.ends_with('_')) { plain.pop_back(); }
    return plain;
}

bool name_matches(std::string_view plain, std::string_view pattern) {
    if (pattern.starts_with('=')) { return plain == pattern.substr(1); }
    if (pattern.starts_with('*')) {
        const std::string_view ending = pattern.substr(1);
        for (std::size_t at = plain.find(ending); at != std::string_view::npos; at = plain.find(ending, at + 1)) {
            if (at + ending.size() == plain.size() || plain[at + ending.size()] == '_') { return true; }
        }
        return false;
    }
    for (std::size_t at = plain.find(pattern); at != std::string_view::npos; at = plain.find(pattern, at + 1)) {
        const std::size_t end = at + pattern.size();
        if ((at == 0 || plain[at - 1] == '_') && (end == plain.size() || plain[end] == '_')) { return true; }
    }
    return false;
}

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
