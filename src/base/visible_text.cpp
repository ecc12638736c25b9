#include "base/visible_text.h"

#include <algorithm>

namespace klarsicht {

namespace {

constexpr std::string_view replacement = "\uFFFD";

bool within(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

void append_unit(unsigned unit, std::string& out) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) { out += digits[unit >> static_cast<unsigned>(shift) & 15]; }
}

/// Whether a text may hold any: the first bytes of all of them.
bool worth_a_look(std::string_view text) {
    return std::ranges::any_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte >= 0x7F;
    });
}

}  // namespace

CodePoint first_code_point(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) { return {first, 1}; }
    const std::size_t length = first >= 0xF0 && first < 0xF5   ? 4
                               : first >= 0xE0 && first < 0xF0 ? 3
                               : first >= 0xC2 && first < 0xE0 ? 2
                                                               : 0;
    if (length == 0 || text.size() < length) { return {0, 0}; }
    char32_t value = first & (0xFFu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) { return {0, 0}; }
        value = value << 6 | (byte(i) & 0x3Fu);
    }
    static constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool valid = value >= smallest[length] && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    return valid ? CodePoint{value, length} : CodePoint{0, 0};
}

bool is_invisible(char32_t c) {
    if (c < 0x20) { return c != '\t' && c != '\n'; }
    if (c < 0xA0) { return c >= 0x7F; }
    const bool direction =
        c == 0x61C || within(c, 0x200E, 0x200F) || within(c, 0x202A, 0x202E) || within(c, 0x2066, 0x2069);
    const bool separator = within(c, 0x2028, 0x2029);
    const bool hidden = within(c, 0x206A, 0x206F) || c == 0xFEFF || within(c, 0xFFF9, 0xFFFB) ||
                        within(c, 0xE0000, 0xE007F) || within(c, 0xFDD0, 0xFDEF);
    return direction || separator || hidden || (c & 0xFFFE) == 0xFFFE;
}

std::string visible_text(std::string_view text) {
    if (!worth_a_look(text)) { return std::string(text); }
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const CodePoint point = first_code_point(text);
        const bool seen = point.length > 0 && !is_invisible(point.value);
        const std::size_t length = std::max<std::size_t>(1, point.length);
        out += seen ? text.substr(0, length) : replacement;
        text.remove_prefix(length);
    }
    return out;
}

std::string visible_line(std::string_view text) {
    std::string line = visible_text(text);
    std::ranges::replace_if(line, [](char c) { return c == '\n' || c == '\t'; }, ' ');
    return line;
}

void append_json_escape(char32_t c, std::string& out) {
    if (c < 0x10000) {
        append_unit(c, out);
        return;
    }
    append_unit(0xD800 + ((c - 0x10000) >> 10), out);
    append_unit(0xDC00 + ((c - 0x10000) & 0x3FF), out);
}

std::string escape_invisible(std::string json) {
    const auto acts = [](char c) { return static_cast<unsigned char>(c) >= 0x7F; };
    std::string_view rest(json);
    std::string out;
    for (;;) {
        const auto run = static_cast<std::size_t>(std::ranges::find_if(rest, acts) - rest.begin());
        if (run == json.size()) { return json; }
        out += rest.substr(0, run);
        rest.remove_prefix(run);
        if (rest.empty()) { break; }
        const CodePoint point = first_code_point(rest);
        const std::size_t length = std::max<std::size_t>(1, point.length);
        if (point.length > 0 && is_invisible(point.value)) {
            append_json_escape(point.value, out);
        } else {
            out += rest.substr(0, length);
        }
        rest.remove_prefix(length);
    }
    return out;
}

}  // namespace klarsicht
