#include "session/last_search.h"

#include <algorithm>

#include "audit/known_values.h"
#include "profile/meaning.h"
#include "profile/values/digits.h"
#include "table/spelling_hash.h"
#include "table/trim.h"

namespace klarsicht {

namespace {

constexpr std::size_t least_bytes = 8;
constexpr std::string_view mask_text = "•••";

bool in_word(char c) { return static_cast<unsigned char>(c) >= 0x80 || values::is_alnum(c); }

/// The value as all formats write it: up to what one of them escapes.
std::string_view unescaped(std::string_view value) {
    constexpr std::string_view escaped = "\"\\&<>'|*_`[]";
    return trim(value.substr(0, value.find_first_of(escaped)));
}

/// Whether a value is so special that a report which has it has it from the file. Dates and plain numbers are not, nor
/// are words that may well be the report's own.
bool is_telling(std::string_view value, bool words_tell) {
    if (value.size() < least_bytes) { return false; }
    std::size_t letters = 0;
    std::size_t digits = 0;
    std::size_t words = 1;
    for (const char c : value) {
        if (static_cast<unsigned char>(c) < 0x20) { return false; }
        if (values::is_digit(c)) {
            ++digits;
        } else if (in_word(c)) {
            ++letters;
        }
        words += c == ' ' ? 1 : 0;
    }
    const bool address = letters > 0 && value.contains('@');
    const bool full_name = words_tell && words > 1 && letters >= least_bytes;
    const bool number = digits >= 6 && (letters > 0 || value.starts_with('+'));
    return address || full_name || number;
}

bool names_people(const ColumnReport& column) {
    return is_personal(column.meaning) || std::ranges::find(column.roles, Role::identifier) != column.roles.end();
}

}  // namespace

LastSearch::LastSearch(const Table& table, const Report& report) {
    for (const ColumnReport& column : report.columns) {
        if (column.index >= table.columns.size() || !(column.masked || column.stays_here)) { continue; }
        const Dictionary& dictionary = table.columns[column.index].dictionary;
        const std::uint32_t step = dictionary.size() / most_values + 1;
        for (std::uint32_t code = 0; code < dictionary.size(); code += step) {
            const std::string_view value = unescaped(dictionary[code]);
            if (!column.masked && is_known_value(value, column.meaning)) { continue; }
            if (!is_telling(value, names_people(column))) { continue; }
            by_start_[load_eight(value.data())].push_back(values_.size());
            values_.emplace_back(value);
        }
    }
    for (const ColumnReport& column : report.columns) {
        if (column.index < table.columns.size() && !column.masked) {
            allow(table.columns[column.index].dictionary, column);
        }
    }
}

void LastSearch::allow(const Dictionary& shown, const ColumnReport& column) {
    for (std::uint32_t code = 0; code < shown.size() && !values_.empty(); ++code) {
        const std::string_view value = unescaped(shown[code]);
        if (value.size() < least_bytes) { continue; }
        if (column.stays_here && !is_known_value(value, column.meaning)) { continue; }
        const auto starts = by_start_.find(load_eight(value.data()));
        if (starts == by_start_.end()) { continue; }
        std::erase_if(starts->second, [&](std::size_t i) { return values_[i] == value; });
    }
}

std::size_t LastSearch::mask(std::string& text) const {
    if (values_.empty()) { return 0; }
    std::size_t found = 0;
    std::string clean;
    std::size_t kept = 0;  // written to `clean` up to here
    for (std::size_t at = 0; at + least_bytes <= text.size(); ++at) {
        if (at > 0 && in_word(text[at - 1]) && in_word(text[at])) { continue; }
        const auto starts = by_start_.find(load_eight(text.data() + at));
        if (starts == by_start_.end()) { continue; }
        for (const std::size_t i : starts->second) {
            const std::size_t end = at + values_[i].size();
            if (text.compare(at, values_[i].size(), values_[i]) != 0) { continue; }
            if (end < text.size() && in_word(text[end - 1]) && in_word(text[end])) { continue; }
            clean.append(text, kept, at - kept).append(mask_text);
            kept = end;
            at = end - 1;
            ++found;
            break;
        }
    }
    if (found > 0) {
        clean.append(text, kept);
        text = std::move(clean);
    }
    return found;
}

}  // namespace klarsicht
