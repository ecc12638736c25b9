#pragma once
#include <string_view>

namespace klarsicht {

/// Length of the blank at the start of the text in bytes (space, tab, line end, NUL, no-break space, byte order mark),
/// 0 if there is none.
constexpr std::size_t blank_at_start(std::string_view text) {
    if (text.empty()) { return 0; }
    const auto c = static_cast<unsigned char>(text[0]);
    if (c == ' ' || (c >= '\t' && c <= '\r') || c == '\0') { return 1; }
    if (c < 0x80) { return 0; }
    if (text.starts_with("\xC2\xA0")) { return 2; }
    if (text.starts_with("\xE2\x80\xAF") || text.starts_with("\xE2\x80\x89") || text.starts_with("\xEF\xBB\xBF")) {
        return 3;
    }
    return 0;
}

constexpr std::size_t blank_at_end(std::string_view text) {
    if (text.empty()) { return 0; }
    const auto c = static_cast<unsigned char>(text.back());
    if (c == ' ' || (c >= '\t' && c <= '\r') || c == '\0') { return 1; }
    if (c < 0x80) { return 0; }
    if (text.ends_with("\xC2\xA0")) { return 2; }
    if (text.ends_with("\xE2\x80\xAF") || text.ends_with("\xE2\x80\x89") || text.ends_with("\xEF\xBB\xBF")) {
        return 3;
    }
    return 0;
}

/// The text without blanks around it; a cell of nothing but blanks is missing.
constexpr std::string_view trim(std::string_view text) {
    while (const std::size_t n = blank_at_start(text)) { text.remove_prefix(n); }
    while (const std::size_t n = blank_at_end(text)) { text.remove_suffix(n); }
    return text;
}

}  // namespace klarsicht
