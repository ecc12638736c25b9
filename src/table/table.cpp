#include "table/table.h"

#include <algorithm>

namespace klarsicht {

std::string_view name_of(StructureIssue::Kind kind) {
    using enum StructureIssue::Kind;
    switch (kind) {
        case short_row: return "short_row";
        case long_row: return "long_row";
        case repeated_header: return "repeated_header";
        case unclosed_quote: return "unclosed_quote";
        case quote_in_field: return "quote_in_field";
        case nul_byte: return "nul_byte";
        case invalid_encoding: return "invalid_encoding";
        case blank_line: return "blank_line";
        case trailing_junk: return "trailing_junk";
        case duplicate_name: return "duplicate_name";
        case empty_name: return "empty_name";
        case mixed_line_ends: return "mixed_line_ends";
    }
    return "";
}

std::optional<std::size_t> Table::find(std::string_view name) const {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].name == name) { return i; }
    }
    return std::nullopt;
}

Result<void> Table::append(const Table& other) {
    const bool same = std::ranges::equal(columns, other.columns, {}, &Column::name, &Column::name);
    if (!same) { return fail(ErrorCode::malformed, Message("error.columns_differ")); }
    for (std::size_t c = 0; c < columns.size(); ++c) {
        Column& mine = columns[c];
        const Column& theirs = other.columns[c];
        std::vector<std::uint32_t> translated(theirs.dictionary.size());
        for (std::uint32_t code = 0; code < theirs.dictionary.size(); ++code) {
            translated[code] = mine.dictionary.add(theirs.dictionary[code]);
        }
        mine.counts.resize(mine.dictionary.size());
        for (std::uint32_t code = 0; code < theirs.dictionary.size(); ++code) { mine.counts[translated[code]] += theirs.counts[code]; }
        mine.codes.reserve(mine.codes.size() + theirs.codes.size());
        for (const std::uint32_t code : theirs.codes) { mine.codes.push_back(translated[code]); }
    }
    return {};
}

}  // namespace klarsicht
