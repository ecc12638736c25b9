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

constexpr std::array<std::string_view, 2> formula_signs = {"=", "\xEF\xBC\x9D"};  // and wide: ＝ ＋ － ＠
constexpr std::array<std::string_view, 6> other_signs = {"+", "-", "@", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};

/// Marks at which a spreadsheet may divide a cell that it does not see the quotes of.
std::string_view dividers(char delimiter) {
    return delimiter == ',' ? ";\t\r\n" : delimiter == ';' ? ",\t\r\n" : ",;\t\r\n";
}

/// Whether what stands behind a divider, up to the next one, would be calculated. An apostrophe in front changes
/// nothing.
bool part_needs_guard(std::string_view part) {
    std::string_view text = part;
    while (!text.empty()) {
        const std::size_t n = text[0] == '"' || text[0] == '\'' ? 1 : blank_at_start(text);
        if (n == 0) { break; }
        text.remove_prefix(n);
    }
    if (length_of_any(text, formula_signs) > 0) { return true; }
    return length_of_any(text, other_signs) > 0 && text.find_first_of("(|!") != std::string_view::npos &&
           !is_signed_number(part);
}

/// Appends the cell, each part behind a divider as `add` has it.
void add_parts(std::string& out, std::string_view cell, char delimiter, const auto& add) {
    const std::string_view marks = dividers(delimiter);
    std::size_t end = std::min(cell.find_first_of(marks), cell.size());
    out += cell.substr(0, end);
    while (end < cell.size()) {
        out += cell[end];
        const std::size_t start = end + 1;
        end = std::min(cell.find_first_of(marks, start), cell.size());
        add(out, cell.substr(start, end - start));
    }
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
    return line_or_tab || length_of_any(text, formula_signs) > 0 || length_of_any(text, other_signs) > 0;
}

std::string guarded(std::string_view cell, char delimiter) {
    std::string out(needs_guard(cell) ? "'" : "");
    add_parts(out, cell, delimiter, [](std::string& text, std::string_view part) {
        if (part_needs_guard(part)) { text += '\''; }
        text += part;
    });
    return out;
}

std::string without_guard(std::string_view cell, char delimiter) {
    std::string out;
    add_parts(out, cell, delimiter, [](std::string& text, std::string_view part) {
        text += part.starts_with('\'') && part_needs_guard(part.substr(1)) ? part.substr(1) : part;
    });
    // Whether the whole needed one was asked of it as it was.
    if (out.starts_with('\'') && needs_guard(std::string_view(out).substr(1))) { out.erase(0, 1); }
    return out;
}

bool add_csv_cell(std::string& out, std::string_view cell, char delimiter) {
    const auto must_be_quoted = [&](char c) {
        return c == delimiter || std::string_view(",;\t\"\r\n").find(c) != std::string_view::npos;
    };
    const bool quoted = std::ranges::any_of(cell, must_be_quoted) || cell.starts_with(' ') || cell.ends_with(' ');
    if (!quoted && !needs_guard(cell)) {
        out += cell;
        return false;
    }
    // A guarded one always: nobody shall take its apostrophe for a quote that the file is written with.
    const std::string text = guarded(cell, delimiter);
    out += '"';
    for (const char c : text) {
        if (c == '"') { out += '"'; }
        out += c;
    }
    out += '"';
    return text.size() > cell.size();
}

}  // namespace klarsicht
