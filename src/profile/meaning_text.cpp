#include "profile/meaning_text.h"

#include <array>

#include "profile/values/digits.h"

namespace klarsicht {

namespace {

/// U+00C0 … U+017F without accents, in lower case; "" leaves the character as it is.
constexpr std::array<std::string_view, 192> plain = {
    // U+00C0
    "a",
    "a",
    "a",
    "a",
    "ae",
    "a",
    "ae",
    "c",
    "e",
    "e",
    "e",
    "e",
    "i",
    "i",
    "i",
    "i",
    "d",
    "n",
    "o",
    "o",
    "o",
    "o",
    "oe",
    "",
    "o",
    "u",
    "u",
    "u",
    "ue",
    "y",
    "th",
    "ss",
    "a",
    "a",
    "a",
    "a",
    "ae",
    "a",
    "ae",
    "c",
    "e",
    "e",
    "e",
    "e",
    "i",
    "i",
    "i",
    "i",
    "d",
    "n",
    "o",
    "o",
    "o",
    "o",
    "oe",
    "",
    "o",
    "u",
    "u",
    "u",
    "ue",
    "y",
    "th",
    "y",
    // U+0100
    "a",
    "a",
    "a",
    "a",
    "a",
    "a",
    "c",
    "c",
    "c",
    "c",
    "c",
    "c",
    "c",
    "c",
    "d",
    "d",
    "d",
    "d",
    "e",
    "e",
    "e",
    "e",
    "e",
    "e",
    "e",
    "e",
    "e",
    "e",
    "g",
    "g",
    "g",
    "g",
    "g",
    "g",
    "g",
    "g",
    "h",
    "h",
    "h",
    "h",
    "i",
    "i",
    "i",
    "i",
    "i",
    "i",
    "i",
    "i",
    "i",
    "i",
    "ij",
    "ij",
    "j",
    "j",
    "k",
    "k",
    "k",
    "l",
    "l",
    "l",
    "l",
    "l",
    "l",
    "l",
    "l",
    "l",
    "l",
    "n",
    "n",
    "n",
    "n",
    "n",
    "n",
    "n",
    "n",
    "n",
    "o",
    "o",
    "o",
    "o",
    "o",
    "o",
    "oe",
    "oe",
    "r",
    "r",
    "r",
    "r",
    "r",
    "r",
    "s",
    "s",
    "s",
    "s",
    "s",
    "s",
    "s",
    "s",
    "t",
    "t",
    "t",
    "t",
    "t",
    "t",
    "u",
    "u",
    "u",
    "u",
    "u",
    "u",
    "u",
    "u",
    "u",
    "u",
    "u",
    "u",
    "w",
    "w",
    "y",
    "y",
    "y",
    "z",
    "z",
    "z",
    "z",
    "z",
    "z",
    "s",
};

}  // namespace

std::string folded(std::string_view text) {
    std::string result;
    result.reserve(text.size() + 4);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x80) {
            result += values::to_lower(text[i]);
            continue;
        }
        if (c >= 0xC3 && c <= 0xC5 && i + 1 < text.size()) {
            const auto next = static_cast<unsigned char>(text[i + 1]);
            const std::size_t code = (static_cast<std::size_t>(c & 0x1F) << 6) | (next & 0x3F);
            if (next >= 0x80 && next < 0xC0 && code >= 0xC0 && code < 0x180) {
                const std::string_view letters = plain[code - 0xC0];
                if (letters.empty()) {
                    result.append(text.substr(i, 2));
                } else {
                    result.append(letters);
                }
                ++i;
                continue;
            }
        }
        // Apostrophe and dashes of typesetting read as their ASCII ones.
        if (text.substr(i).starts_with("\u2019")) {
            result += '\'';
            i += 2;
        } else if (text.substr(i).starts_with("\u2013") || text.substr(i).starts_with("\u2011")) {
            result += '-';
            i += 2;
        } else {
            result += text[i];
        }
    }
    return result;
}

std::vector<std::string> name_words(std::string_view name, bool camel_case) {
    std::string parted;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (camel_case && i > 0 && values::is_upper(name[i]) && values::is_lower(name[i - 1])) { parted += ' '; }
        parted += name[i];
    }
    std::vector<std::string> words(1);
    for (const char c : folded(parted)) {
        if (values::is_alnum(c) || static_cast<unsigned char>(c) >= 0x80 || c == '*') {
            words.back() += c;
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    if (words.back().empty()) { words.pop_back(); }
    return words;
}

}  // namespace klarsicht
