#include "table/table.h"

#include <algorithm>

#include "base/assert.h"
#include "table/trim.h"

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
        case total_row:
            return "total_row";
        case blank_row:
            return "blank_row";
        case header_row:
            return "header_row";
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
    if (place == issues.end() || place->kind != more.kind) { place = issues.insert(place, {more.kind, 0, {}, {}}); }
    place->count += more.count;
    if (of_columns) {
        place->rows.add(more.rows);
    } else {
        more.rows.for_each([&](std::uint64_t row) { place->rows.add(row + rows_above); });
    }
    for (const std::uint64_t row : more.first_rows) {
        if (place->first_rows.size() < listed) { place->first_rows.push_back(of_columns ? row : row + rows_above); }
    }
}

/// Takes rows out of a column, and the spellings that stood nowhere else.
void without_rows(Column& column, const std::vector<std::uint64_t>& rows) {
    bool unused = false;
    std::size_t next = 0, kept = 0;
    for (std::size_t row = 0; row < column.codes.size(); ++row) {
        const std::uint32_t code = column.codes[row];
        if (next < rows.size() && rows[next] == row) {
            ++next;
            unused = --column.counts[code] == 0 || unused;
        } else {
            column.codes[kept++] = code;
        }
    }
    column.codes.resize(kept);
    if (!unused) { return; }
    Dictionary used;
    std::vector<std::uint32_t> codes(column.dictionary.size(), Dictionary::npos), counts;
    for (std::uint32_t code = 0; code < column.dictionary.size(); ++code) {
        if (column.counts[code] == 0) { continue; }
        codes[code] = used.add(column.dictionary[code]);
        counts.push_back(column.counts[code]);
    }
    for (std::uint32_t& code : column.codes) { code = codes[code]; }
    used.drop_index();
    column.dictionary = std::move(used);
    column.counts = std::move(counts);
    if (column.header_code != Dictionary::npos) { column.header_code = codes[column.header_code]; }
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

void Table::set_apart(const std::vector<std::uint64_t>& rows) {
    if (rows.empty()) { return; }
    KLARSICHT_ASSERT(apart.empty() && std::ranges::is_sorted(rows) && rows.back() < this->rows());
    for (const std::uint64_t row : rows) {
        RowApart& one = apart.emplace_back();
        one.row = row;
        const bool blank =
            std::ranges::all_of(columns, [&](const Column& column) { return trim(column.spelling_at(row)).empty(); });
        for (std::size_t c = 0; c < columns.size() && !blank; ++c) {
            one.cells.emplace_back(columns[c].spelling_at(row));
        }
    }
    for (std::size_t c = 0; c < columns.size(); ++c) { without_rows(columns[c], rows); }
}

std::uint64_t Table::file_row(std::uint64_t row) const {
    // Each row set apart, less those above it, is the row of the table that comes behind it.
    std::size_t low = 0, high = apart.size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        (apart[middle].row - middle <= row ? low : high) = apart[middle].row - middle <= row ? middle + 1 : middle;
    }
    return row + low;
}

Result<void> Table::append(const Table& other) {
    const bool same = std::ranges::equal(columns, other.columns, {}, &Column::name, &Column::name);
    if (!same) { return fail(ErrorCode::malformed, Message("error.table.columns_differ")); }
    const std::uint64_t rows_above = rows() + apart.size();
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
            StructureIssue short_rows = *junk;
            const auto is_apart = [&](std::uint64_t row) {
                return std::ranges::binary_search(apart, row, {}, &RowApart::row);
            };
            std::erase_if(junk->first_rows, [&](std::uint64_t row) { return !is_apart(row); });
            junk->rows = junk->rows.where(is_apart);
            junk->count = junk->rows.size();
            if (junk->count == 0) { source.issues.erase(junk); }
            std::erase_if(short_rows.first_rows, is_apart);
            short_rows.rows = short_rows.rows.where([&](std::uint64_t row) { return !is_apart(row); });
            short_rows.count = short_rows.rows.size();
            short_rows.kind = StructureIssue::Kind::short_row;
            if (short_rows.count > 0) { add_issue(source.issues, short_rows, 0); }
        }
    }
    for (const RowApart& one : other.apart) { apart.push_back({one.row + rows_above, one.cells}); }
    source.sha256.clear();
    lines = {};
    for (const StructureIssue& issue : other.source.issues) { add_issue(source.issues, issue, rows_above); }
    KLARSICHT_ASSERT(std::ranges::all_of(columns, consistent));
    KLARSICHT_ASSERT(std::ranges::all_of(columns, [this](const Column& column) { return column.rows() == rows(); }));
    return {};
}

}  // namespace klarsicht
