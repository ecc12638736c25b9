#include "base/fold.h"

namespace klarsicht {

namespace {

/// U+00C0 … U+017F in lower case without accents, two letters each; two spaces leave the character as it is.
constexpr std::string_view plain =
    "a a a a aea aec e e e e i i i i d n o o o o oe  o u u u uey thss"   // U+00C0
    "a a a a aea aec e e e e i i i i d n o o o o oe  o u u u uey thy "   // U+00E0
    "a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g "   // U+0100
    "g g g g h h h h i i i i i i i i i i ijijj j k k k l l l l l l l "   // U+0120
    "l l l n n n n n n n n n o o o o o o oeoer r r r r r s s s s s s "   // U+0140
    "s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s ";  // U+0160
static_assert(plain.size() == std::size_t{2} * (0x180 - 0xC0));

}  // namespace

std::string_view plain_letters(std::string_view text) {
    if (text.size() < 2) { return {}; }
    const auto first = static_cast<unsigned char>(text[0]), next = static_cast<unsigned char>(text[1]);
    if (first < 0xC3 || first > 0xC5 || next < 0x80 || next > 0xBF) { return {}; }
    const std::string_view letters =
        plain.substr(((static_cast<std::size_t>(first & 0x1F) << 6) | (next & 0x3F)) * 2 - std::size_t{0xC0} * 2, 2);
    return letters.substr(0, letters.find(' '));
}

std::string folded(std::string_view text) {
    std::string result;
    result.reserve(text.size() + 4);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (static_cast<unsigned char>(c) < 0x80) {
            result += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        } else if (const std::string_view letters = plain_letters(text.substr(i)); !letters.empty()) {
            result += letters;
            ++i;
        } else if (text.substr(i).starts_with("\u2019")) {
            result += '\'';
            i += 2;
        } else if (text.substr(i).starts_with("\u2013") || text.substr(i).starts_with("\u2011")) {
            result += '-';
            i += 2;
        } else {
            result += c;
        }
    }
    return result;
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') { c = static_cast<char>(c - 'A' + 'a'); }
    }
    return result;
}

std::string upper(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'a' && c <= 'z') { c = static_cast<char>(c - 'a' + 'A'); }
    }
    return result;
}

}  // namespace klarsicht
