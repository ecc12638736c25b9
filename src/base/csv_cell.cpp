#include "base/csv_cell.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace klarsicht {

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

template <std::size_t N>
std::size_t length_of_any(std::string_view text, const std::array<std::string_view, N>& marks) {
    const auto found = std::ranges::find_if(marks, [&](std::string_view mark) { return text.starts_with(mark); });
    return found == marks.end() ? 0 : found->size();
}

/// Bytes of the blank or control character at the start; spreadsheets leave them out.
std::size_t blank_at_start(std::string_view text) {
    if (text.empty()) { return 0; }
    const auto c = static_cast<unsigned char>(text[0]);
    if (c <= 0x20 || c == 0x7F) { return 1; }
    if (c < 0x80) { return 0; }
    // U+2000 to U+200F: spaces of every width, and marks without any.
    if (text.size() >= 3 && text.starts_with("\xE2\x80") && static_cast<unsigned char>(text[2]) <= 0x8F) { return 3; }
    constexpr std::array<std::string_view, 9> others = {"\xC2\xA0",     "\xC2\x85",     "\xE2\x80\xA8",
                                                        "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F",
                                                        "\xE2\x81\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF"};
    return length_of_any(text, others);
}

std::string_view without_blanks(std::string_view text) {
    while (const std::size_t n = blank_at_start(text)) { text.remove_prefix(n); }
    return text;
}

std::size_t mark_of_number_at_start(std::string_view text) {
    if (is_digit(text[0]) || std::string_view("+-.,'()/%$<>").find(text[0]) != std::string_view::npos) { return 1; }
    constexpr std::array<std::string_view, 3> currencies = {"\xE2\x82\xAC", "\xC2\xA3", "\xC2\xA5"};  // € £ ¥
    const std::size_t blank = blank_at_start(text);
    return blank > 0 ? blank : length_of_any(text, currencies);
}

/// Bytes before the digits of an exponent: the "e-" of "e-7".
std::size_t exponent_at_start(std::string_view text) {
    if (text[0] != 'e' && text[0] != 'E') { return 0; }
    const std::size_t n = text.size() > 1 && (text[1] == '+' || text[1] == '-') ? 2 : 1;
    return n < text.size() && is_digit(text[n]) ? n : 0;
}

/// -5, -3,5, -1.2e-7, +49 (0)30 1234-56, the band -1-<-0.75, and the lone - of an empty cell.
bool is_signed_number(std::string_view cell) {
    std::string_view text = without_blanks(cell);
    if (!text.starts_with('+') && !text.starts_with('-')) { return false; }
    bool after_digit = false;
    while (!text.empty()) {
        std::size_t n = after_digit ? exponent_at_start(text) : 0;
        if (n == 0) { n = mark_of_number_at_start(text); }
        if (n == 0) { return false; }
        after_digit = is_digit(text[0]);
        text.remove_prefix(n);
    }
    return true;
}

}  // namespace

bool needs_guard(std::string_view cell) {
    // Nearly every cell begins with a letter or a digit.
    if (cell.empty() || is_digit(cell[0]) || (cell[0] >= 'A' && cell[0] <= 'Z') || (cell[0] >= 'a' && cell[0] <= 'z')) {
        return false;
    }
    if (is_signed_number(cell)) { return false; }
    // An apostrophe in front changes nothing below: so what needs a guard still needs one when it has one.
    std::string_view text = cell;
    bool line_or_tab = false;
    bool first = true;
    while (!text.empty()) {
        if (text[0] == '"' || text[0] == '\'') {
            text.remove_prefix(1);
            continue;
        }
        line_or_tab = line_or_tab || (first && std::string_view("\t\r\n").find(text[0]) != std::string_view::npos);
        first = false;
        const std::size_t n = blank_at_start(text);
        if (n == 0) { break; }
        text.remove_prefix(n);
    }
    constexpr std::array<std::string_view, 8> begins = {
        "=", "+", "-", "@", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};  // and ＝ ＋ － ＠
    return line_or_tab || length_of_any(text, begins) > 0;
}

std::string_view without_guard(std::string_view cell) {
    return cell.starts_with('\'') && needs_guard(cell.substr(1)) ? cell.substr(1) : cell;
}

bool add_csv_cell(std::string& out, std::string_view cell) {
    const bool guarded = needs_guard(cell);
    // A guarded one always: nobody shall take its apostrophe for a quote that the file is written with.
    const bool quoted = guarded || cell.find_first_of(",;\t\"\r\n") != std::string_view::npos ||
                        cell.starts_with(' ') || cell.ends_with(' ');
    if (!quoted) {
        out += cell;
        return false;
    }
    out += guarded ? "\"'" : "\"";
    for (const char c : cell) {
        if (c == '"') { out += '"'; }
        out += c;
    }
    out += '"';
    return guarded;
}

}  // namespace klarsicht
