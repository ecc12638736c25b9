#include "audit/quality/mojibake.h"

#include <algorithm>
#include <array>

namespace klarsicht::quality {

namespace {

struct Character {
    char32_t code = 0;
    std::size_t bytes = 1;
};

/// The character at the start of a text; a byte that is no UTF-8 reads as itself plus 0x110000.
Character first_of(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
    const char32_t lead = byte(0);
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xC2 && lead < 0xE0 ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    if (length == 1) { return {lead, 1}; }
    if (length == 0 || text.size() < length) { return {lead + 0x110000, 1}; }
    char32_t code = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) { return {lead + 0x110000, 1}; }
        code = code << 6 | (byte(i) & 0x3F);
    }
    return {code, length};
}

/// Characters of the bytes 0x80–0x9F in Windows-1252; 0 where it has none.
constexpr std::array<char32_t, 32> windows_1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/// The byte of a character in Windows-1252 or Latin-1; 0 if it has none above 0x7F.
unsigned byte_of(char32_t code) {
    if (code >= 0x80 && code <= 0xFF) { return static_cast<unsigned>(code); }
    if (code < 0x80) { return 0; }
    const auto found = std::ranges::find(windows_1252, code);
    return found == windows_1252.end() ? 0 : 0x80U + static_cast<unsigned>(found - windows_1252.begin());
}

/// Bytes of the misread sequence at the start of the text, 0 if there is none; `repaired` gets the character it was.
std::size_t misread_at(std::string_view text, std::string& repaired) {
    const Character lead = first_of(text);
    const unsigned first = byte_of(lead.code);
    const std::size_t length = first >= 0xC2 && first < 0xE0   ? 2
                               : first >= 0xE0 && first < 0xF0 ? 3
                               : first >= 0xF0 && first < 0xF5 ? 4
                                                               : 0;
    if (length == 0) { return 0; }
    repaired.assign(1, static_cast<char>(first));
    std::size_t used = lead.bytes;
    for (std::size_t i = 1; i < length; ++i) {
        if (used >= text.size()) { return 0; }
        const Character next = first_of(text.substr(used));
        const unsigned byte = byte_of(next.code);
        if ((byte & 0xC0) != 0x80) { return 0; }
        repaired += static_cast<char>(byte);
        used += next.bytes;
    }
    return first_of(repaired).bytes == length ? used : 0;
}

/// Whether an HTML entity starts at an ampersand: &uuml; &#252; &#xFC; &lt; and the like. Not &amp; where a web address
/// may have it: between letters.
bool entity_at(std::string_view text) {
    const std::size_t end = text.substr(0, 10).find(';');
    if (end == std::string_view::npos || end < 3) { return false; }
    const std::string_view name = text.substr(1, end - 1);
    const auto all = [](std::string_view part, std::string_view known) {
        return !part.empty() && part.find_first_not_of(known) == std::string_view::npos;
    };
    if (name.front() == '#') {
        const bool hex = name.size() > 2 && (name[1] == 'x' || name[1] == 'X');
        return all(name.substr(hex ? 2 : 1), hex ? "0123456789abcdefABCDEF" : "0123456789");
    }
    if (name == "amp") { return end + 1 == text.size() || text[end + 1] == ' '; }
    // A letter with what stands on it: &eacute; &Uuml; &ntilde;
    constexpr std::array<std::string_view, 9> marks = {"uml",   "acute", "grave", "circ", "tilde",
                                                       "cedil", "caron", "ring",  "slash"};
    constexpr std::array<std::string_view, 30> words = {
        "acute", "amp",   "bull",  "times",  "frac12", "sup2",  "szlig", "nbsp",  "quot",  "euro",
        "apos",  "lt",    "gt",    "hellip", "ndash",  "mdash", "rsquo", "lsquo", "rdquo", "ldquo",
        "bdquo", "sbquo", "laquo", "raquo",  "copy",   "reg",   "trade", "deg",   "aelig", "oelig"};
    return std::ranges::find(words, name) != words.end() || std::ranges::find(marks, name.substr(1)) != marks.end();
}

}  // namespace

EncodingDamage encoding_damage(std::string_view text, std::string& example) {
    EncodingDamage damage;
    std::string repaired;
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x80) {
            if (byte == '&') { damage.entity |= entity_at(text.substr(i)); }
            ++i;
            continue;
        }
        const std::string_view rest = text.substr(i);
        if (const std::size_t used = misread_at(rest, repaired); used > 0) {
            if (first_of(repaired).code == 0xFFFD) {
                // The replacement character itself was misread: what stood there was lost before.
                damage.replaced = true;
                i += used;
                continue;
            }
            damage.misread = true;
            // Invisible repairs (a no-break space, a control character) explain nothing.
            if (example.empty() && first_of(repaired).code > 0xA0) {
                example = std::string(rest.substr(0, used)) + " → " + repaired;
            }
            i += used;
            continue;
        }
        const Character character = first_of(rest);
        damage.replaced |= character.code == 0xFFFD || character.code >= 0x110000;
        damage.control |= character.code >= 0x80 && character.code < 0xA0 && character.code != 0x85;
        i += character.bytes;
    }
    return damage;
}

}  // namespace klarsicht::quality
