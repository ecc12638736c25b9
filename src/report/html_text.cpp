#include "report/html_text.h"

#include <cstdint>

namespace klarsicht {

namespace {

constexpr std::string_view replacement = "\uFFFD";

struct CodePoint {
    char32_t value;
    std::size_t length;  ///< bytes; 0: no UTF-8 here
};

/// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
CodePoint decode(std::string_view text) {
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

bool is_unwanted(char32_t c) {
    const bool control = (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0);
    const bool direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
    return control || direction || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
}

}  // namespace

std::string html_text(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    while (!text.empty()) {
        const CodePoint point = decode(text);
        if (point.length == 0 || is_unwanted(point.value)) {
            out += replacement;
        } else if (point.value == '&') {
            out += "&amp;";
        } else if (point.value == '<') {
            out += "&lt;";
        } else if (point.value == '>') {
            out += "&gt;";
        } else if (point.value == '"') {
            out += "&quot;";
        } else if (point.value == '\'') {
            out += "&#39;";
        } else {
            out += text.substr(0, point.length);
        }
        text.remove_prefix(point.length == 0 ? 1 : point.length);
    }
    return out;
}

std::string shortened(std::string_view text, std::size_t limit) {
    std::size_t at = 0;
    for (std::size_t count = 0; at < text.size(); ++count) {
        if (count == limit) { return std::string(text.substr(0, at)) + "…"; }
        const CodePoint point = decode(text.substr(at));
        at += point.length == 0 ? 1 : point.length;
    }
    return std::string(text);
}

}  // namespace klarsicht
