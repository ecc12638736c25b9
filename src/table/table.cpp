#include "table/table.h"

#include <algorithm>

#include "base/assert.h"

namespace klarsicht {

Column Column::copy() const {
    Column result;
    result.name = name;
    result.declared = declared;
    for (std::uint32_t code = 0; code < dictionary.size(); ++code) { result.dictionary.add(dictionary[code]); }
    result.codes = codes;
    result.counts = counts;
    result.header_rows = header_rows;
    result.header_code = header_code;
    return result;
}

std::string_view name_of(StructureIssue::Kind kind) {
    using enum StructureIssue::Kind;
    switch (kind) {
        case short_row:
            return "short_row";
        case long_row:
            return "long_row";
        case repeated_header:
            return "repeated_header";
        case unclosed_quote:
            return "unclosed_quote";
        case quote_in_field:
            return "quote_in_field";
        case nul_byte:
            return "nul_byte";
        case invalid_encoding:
            return "invalid_encoding";
        case blank_line:
            return "blank_line";
        case trailing_junk:
            return "trailing_junk";
        case duplicate_name:
            return "duplicate_name";
        case empty_name:
            return "empty_name";
        case mixed_line_ends:
            return "mixed_line_ends";
        case leading_junk:
            return "leading_junk";
        case formula_without_value:
            return "formula_without_value";
    }
    return "";
}

namespace {

void add_issue(std::vector<StructureIssue>& issues, const StructureIssue& more, std::uint64_t rows_above) {
    constexpr std::size_t listed = 20;
    auto place = std::ranges::lower_bound(issues, more.kind, {}, &StructureIssue::kind);
    const bool of_columns =
        more.kind == StructureIssue::Kind::duplicate_name || more.kind == StructureIssue::Kind::empty_name;
    if (of_columns && place != issues.end() && place->kind == more.kind) { return; }  // the same columns
    if (place == issues.end() || place->kind != more.kind) { place = issues.insert(place, {more.kind, 0, {}}); }
    place->count += more.count;
    for (const std::uint64_t row : more.first_rows) {
        if (place->first_rows.size() < listed) { place->first_rows.push_back(of_columns ? row : row + rows_above); }
    }
}

/// Every code has a spelling, and every spelling its count.
[[maybe_unused]] bool consistent(const Column& column) {
    std::uint64_t counted = 0;
    for (const std::uint32_t count : column.counts) { counted += count; }
    return column.counts.size() == column.dictionary.size() && counted == column.rows() &&
           std::ranges::all_of(column.codes, [&](std::uint32_t code) { return code < column.counts.size(); });
}

}  // namespace

std::optional<std::size_t> Table::find(std::string_view name) const {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].name == name) { return i; }
    }
    return std::nullopt;
}

Result<void> Table::append(const Table& other) {
    const bool same = std::ranges::equal(columns, other.columns, {}, &Column::name, &Column::name);
    if (!same) { return fail(ErrorCode::malformed, Message("error.table.columns_differ")); }
    const std::uint64_t rows_above = rows();
    for (std::size_t c = 0; c < columns.size(); ++c) {
        Column& mine = columns[c];
        const Column& theirs = other.columns[c];
        std::vector<std::uint32_t> translated(theirs.dictionary.size());
        for (std::uint32_t code = 0; code < theirs.dictionary.size(); ++code) {
            translated[code] = mine.dictionary.add(theirs.dictionary[code]);
            if (translated[code] == Dictionary::npos) {
                return fail(ErrorCode::too_large, Message("error.table.column_full").text("column", mine.name));
            }
        }
        mine.dictionary.drop_index();
        mine.counts.resize(mine.dictionary.size());
        for (std::uint32_t code = 0; code < theirs.dictionary.size(); ++code) {
            mine.counts[translated[code]] += theirs.counts[code];
        }
        mine.codes.reserve(mine.codes.size() + theirs.codes.size());
        for (const std::uint32_t code : theirs.codes) { mine.codes.push_back(translated[code]); }
        mine.header_rows += theirs.header_rows;
        if (mine.declared != theirs.declared) { mine.declared = DeclaredKind::none; }
    }
    source.bytes += other.source.bytes;
    if (other.rows() > 0) {
        // What stood below the last row stands in the middle now.
        const auto junk = std::ranges::find(source.issues, StructureIssue::Kind::trailing_junk, &StructureIssue::kind);
        if (junk != source.issues.end()) {
            StructureIssue short_rows = std::move(*junk);
            source.issues.erase(junk);
            short_rows.kind = StructureIssue::Kind::short_row;
            add_issue(source.issues, short_rows, 0);
        }
    }
    source.sha256.clear();
    for (const StructureIssue& issue : other.source.issues) { add_issue(source.issues, issue, rows_above); }
    KLARSICHT_ASSERT(std::ranges::all_of(columns, consistent));
    KLARSICHT_ASSERT(std::ranges::all_of(columns, [this](const Column& column) { return column.rows() == rows(); }));
    return {};
}

}  // namespace klarsicht
