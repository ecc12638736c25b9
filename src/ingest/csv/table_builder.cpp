#include "ingest/csv/table_builder.h"

#include <algorithm>
#include <set>

#include "ingest/csv/encoding.h"
#include "table/trim.h"

namespace klarsicht::csv {

using Kind = StructureIssue::Kind;

namespace {

/// More rows of one cell at the end are no note below the table.
constexpr std::size_t most_trailing = 10;

/// Marks the rows whose code is marked.
void mark_rows(const std::vector<std::uint32_t>& codes, const std::vector<bool>& marked, std::vector<bool>& rows) {
    rows.resize(codes.size());
    for (std::size_t row = 0; row < codes.size(); ++row) {
        if (marked[codes[row]]) { rows[row] = true; }
    }
}

bool all_ascii(std::string_view text) {
    return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

/// Puts a column's texts into UTF-8. Spellings that become the same get one code.
/// @return the new code of each old one; empty if nothing changed
std::vector<std::uint32_t> repair_texts(Column& column, TextRepair repair, std::vector<bool>& damaged_rows) {
    bool needed = false;
    std::vector<bool> damaged(column.dictionary.size());
    bool any_damaged = false;
    for (std::uint32_t code = 0; code < column.dictionary.size() && repair != TextRepair::none; ++code) {
        const std::string_view text = column.dictionary[code];
        if (all_ascii(text)) { continue; }
        if (repair == TextRepair::windows_1252) {
            needed = true;
            break;
        }
        if (!is_utf8(text)) { needed = any_damaged = damaged[code] = true; }
    }
    if (!needed) { return {}; }
    if (any_damaged) { mark_rows(column.codes, damaged, damaged_rows); }
    std::vector<std::uint32_t> new_codes(column.dictionary.size());
    Dictionary repaired;
    for (std::uint32_t code = 0; code < column.dictionary.size(); ++code) {
        const std::string_view text = column.dictionary[code];
        new_codes[code] = repaired.add(repair == TextRepair::windows_1252 ? windows_1252_to_utf8(text) : repair_utf8(text));
    }
    for (std::uint32_t& code : column.codes) { code = new_codes[code]; }
    repaired.drop_index();
    column.dictionary = std::move(repaired);
    return new_codes;
}

}  // namespace

Error TableBuilder::full() const {
    Error error{ErrorCode::too_large, Message("error.csv.column_full").text("name", name_), {}, {}, {}};
    error.row = rows_;
    return error;
}

std::uint64_t TableBuilder::bytes() const {
    std::uint64_t sum = 0;
    for (const ColumnBuilder& column : columns_) { sum += column.bytes(); }
    for (const ColumnBuilder& column : surplus_) { sum += column.bytes(); }
    return sum;
}

std::string TableBuilder::unique_name(std::string name, std::size_t index) {
    // Line ends and NULs have no place in a name.
    for (char& c : name) {
        if (static_cast<unsigned char>(c) < 0x20) { c = ' '; }
    }
    name = std::string(trim(name));
    if (name.empty()) {
        if (header_) { issues_.add(Kind::empty_name, index); }
        name = "column_" + std::to_string(index + 1);
    }
    if (last_number_.try_emplace(name, 1).second) { return name; }
    if (header_) { issues_.add(Kind::duplicate_name, index); }
    // Goes on where the last column of that name left off: 16,384 columns of one name must not take 16,384 tries each.
    std::size_t& number = last_number_.find(name)->second;  // a reference into a map stays good
    for (;;) {
        std::string numbered = name + "_" + std::to_string(++number);
        if (last_number_.try_emplace(numbered, 1).second) { return numbered; }
    }
}

Result<void> TableBuilder::start_columns(const char* text, std::size_t start, const std::uint32_t* marks, std::size_t count, std::size_t end) {
    if (count > limits_.columns) {
        Error error{ErrorCode::too_large, Message("error.csv.too_many_columns").text("name", name_).count("columns", count).count("limit", limits_.columns), {}, {}, {}};
        return std::unexpected(std::move(error));
    }
    const std::size_t columns = header_ ? count : std::clamp(expected_columns_, count, limits_.columns);
    for (std::size_t c = 0; c < columns; ++c) {
        std::string name;
        if (header_) {
            const CellText cell = cell_text(text + start, (c + 1 == count ? end : marks[c]) - start, dialect_, scratch_);
            name.assign(cell.text, cell.length);
            header_cells_.push_back(name);
            start = marks[c] + std::size_t{1};
        }
        names_.push_back(unique_name(std::move(name), c));
        columns_.emplace_back();
    }
    return {};
}

Result<void> TableBuilder::check_cells(std::size_t start, const std::uint32_t* marks, std::size_t count) const {
    for (std::size_t c = 0; c < count; ++c) {
        if (marks[c] > start && marks[c] - start > limits_.cell_bytes) {
            Error error{ErrorCode::too_large, Message("error.csv.cell_too_large").text("name", name_).count("limit", limits_.cell_bytes), {}, {}, {}};
            error.row = rows_;
            error.column = c;
            return std::unexpected(std::move(error));
        }
        start = marks[c] + std::size_t{1};
    }
    return {};
}

void TableBuilder::add_short(std::size_t start, const std::uint32_t* marks, std::size_t count, std::size_t end) {
    const std::size_t columns = columns_.size();
    const auto first = static_cast<std::uint32_t>(made_.size());
    made_.insert(made_.end(), marks, marks + count);
    if (count > 0) { made_.back() = static_cast<std::uint32_t>(end); }
    // Each further mark stands one behind the one before: an empty cell between them.
    std::uint32_t place = count > 0 ? made_.back() : static_cast<std::uint32_t>(start);
    for (std::size_t c = count; c < columns; ++c) {
        if (c > 0) { ++place; }
        made_.push_back(place);
    }
    places_.push_back({static_cast<std::uint32_t>(start), first, made_.back(), true});
    ++rows_;
}

Result<void> TableBuilder::add_surplus(const char* text, const std::uint32_t* marks, std::size_t count, std::size_t end) {
    const std::size_t columns = columns_.size();
    std::size_t start = marks[columns - 1] + std::size_t{1};
    bool blank = true;
    for (std::size_t at = start; at < end && blank; ++at) { blank = text[at] == ' ' || text[at] == dialect_.delimiter; }
    if (blank) { return {}; }
    std::size_t surplus = count - columns;
    for (std::size_t s = 0; s < surplus; ++s) {
        if (s == surplus_.size()) {
            names_.push_back(unique_name("column_" + std::to_string(columns + s + 1), columns + s));
            surplus_.emplace_back();
        }
        const bool rest = s + 1 == limits_.surplus_columns;
        const std::size_t stop = rest || s + 1 == surplus ? end : marks[columns + s];
        if (stop - start > limits_.cell_bytes) { return check_cells(start, marks + columns + s, 1); }
        CellText cell{text + start, stop - start};
        if (!rest || s + 1 == surplus) { cell = cell_text(cell.text, cell.length, dialect_, scratch_); }
        if (!surplus_[s].fill(rows_) || !surplus_[s].append(std::span(&cell, 1))) { return std::unexpected(full()); }
        if (rest) { break; }
        start = stop + 1;
    }
    return {};
}

Result<void> TableBuilder::add_row(const char* text, std::size_t start, const std::uint32_t* marks, std::uint32_t first_mark, std::size_t count, std::size_t end) {
    const std::size_t columns = columns_.size();
    if (count == 1 && (columns > 1 ? trim(std::string_view(text + start, end - start)).empty() : end == start)) {
        ++blank_lines_;
        return {};
    }
    for (; blank_lines_ > 0; --blank_lines_) {
        // In a table of one column an empty line is how an empty cell is written.
        if (columns == 1) {
            add_short(start, nullptr, 0, start);
        } else {
            issues_.add(Kind::blank_line, rows_);
        }
    }
    if (rows_ >= limits_.rows) {
        return fail(ErrorCode::too_large, Message("error.csv.too_many_rows").text("name", name_).count("limit", limits_.rows));
    }
    if (count == 1 && columns > 2) {
        if (lonely_.size() <= most_trailing) { lonely_.push_back(rows_); }
    } else {
        lonely_.clear();
    }
    if (count < columns) {
        issues_.add(Kind::short_row, rows_);
        add_short(start, marks, count, end);
        return {};
    }
    if (count > columns) {
        issues_.add(Kind::long_row, rows_);
        KLARSICHT_TRY(add_surplus(text, marks, count, end));
        end = marks[columns - 1];
    }
    places_.push_back({static_cast<std::uint32_t>(start), first_mark, static_cast<std::uint32_t>(end), false});
    ++rows_;
    return {};
}

Result<void> TableBuilder::add_rows(const char* text, std::size_t text_end, const Structure& structure) {
    places_.clear();
    made_.clear();
    scratch_.clear();
    const std::uint32_t* marks = structure.marks();
    std::size_t start = 0;
    std::uint32_t mark = 0;
    std::size_t stray = 0;
    const std::vector<std::uint32_t>& strays = structure.stray_quotes();
    for (const std::uint32_t next_mark : structure.row_marks()) {
        const std::size_t count = next_mark - mark;
        const std::size_t last = marks[next_mark - 1];
        std::size_t end = last;
        LineEnd line_end = cr;
        if (last < text_end && text[last] == '\n') {
            const std::size_t cell = count > 1 ? marks[next_mark - 2] + std::size_t{1} : start;
            line_end = end > cell && text[end - 1] == '\r' ? crlf : lf;
            end -= line_end == crlf ? 1 : 0;
        }
        if (last < text_end) { line_ends_[line_end].add(rows_); }
        if (stray < strays.size() && strays[stray] <= last) {
            issues_.add(Kind::quote_in_field, rows_);
            while (stray < strays.size() && strays[stray] <= last) { ++stray; }
        }
        if (last - start > limits_.cell_bytes) { KLARSICHT_TRY(check_cells(start, marks + mark, count)); }
        if (columns_.empty()) {
            if (count > 1 || !trim(std::string_view(text + start, end - start)).empty()) {
                KLARSICHT_TRY(start_columns(text, start, marks + mark, count, end));
                if (!header_) { KLARSICHT_TRY(add_row(text, start, marks + mark, mark, count, end)); }
            }
        } else {
            KLARSICHT_TRY(add_row(text, start, marks + mark, mark, count, end));
        }
        start = last + 1;
        mark = next_mark;
    }
    return fill_columns(text, marks);
}

Result<void> TableBuilder::fill_columns(const char* text, const std::uint32_t* marks) {
    const std::size_t rows = places_.size();
    if (rows == 0) { return {}; }
    row_marks_.resize(rows);
    for (std::size_t r = 0; r < rows; ++r) { row_marks_[r] = (places_[r].made ? made_.data() : marks) + places_[r].first_mark; }
    cells_.resize(rows);
    const std::size_t columns = columns_.size();
    const bool plain = !dialect_.skip_space;
    const char quote = dialect_.quote;
    for (std::size_t c = 0; c < columns; ++c) {
        const bool last = c + 1 == columns;
        for (std::size_t r = 0; r < rows; ++r) {
            const std::size_t start = c == 0 ? places_[r].start : row_marks_[r][c - 1] + std::size_t{1};
            const std::size_t end = last ? places_[r].end : row_marks_[r][c];
            const std::size_t length = end - start;
            cells_[r] = {text + start, length};
            // Cells without quotes go straight on; an empty cell's first byte is the delimiter behind it.
            if (!plain || text[start] == quote) {
                cells_[r] = cell_text(text + start, length, dialect_, scratch_);
            }
        }
        if (!columns_[c].append(cells_)) { return std::unexpected(full()); }
        if ((c & 63) == 63 || last) { scratch_.clear(); }
    }
    return {};
}

void TableBuilder::find_repeated_headers(Table& table) {
    const std::size_t columns = header_cells_.size();
    for (std::size_t c = 0; c < columns; ++c) {
        if (table.columns[c].header_code == Dictionary::npos) { return; }
    }
    // Rows with the rarest of the names are looked at whole.
    std::size_t rarest = 0;
    const auto count = [&](std::size_t c) { return table.columns[c].counts[table.columns[c].header_code]; };
    for (std::size_t c = 1; c < columns; ++c) {
        if (count(c) < count(rarest)) { rarest = c; }
    }
    std::uint64_t found = 0;
    const Column& first = table.columns[rarest];
    for (std::uint64_t row = 0; row < rows_; ++row) {
        if (first.codes[row] != first.header_code) { continue; }
        bool same = true;
        for (std::size_t c = 0; c < columns && same; ++c) { same = table.columns[c].codes[row] == table.columns[c].header_code; }
        if (!same) { continue; }
        ++found;
        issues_.add(Kind::repeated_header, row);
    }
    if (found == 0) { return; }
    for (std::size_t c = 0; c < columns; ++c) { table.columns[c].header_rows = found; }
}

Result<Table> TableBuilder::finish(TextRepair repair, bool find_nuls) {
    Table table;
    std::vector<bool> damaged_rows, nul_rows;
    std::set<std::string> repaired_names;
    table.columns.reserve(names_.size());
    for (std::deque<ColumnBuilder>* builders : {&columns_, &surplus_}) {
        while (!builders->empty()) {
            ColumnBuilder& builder = builders->front();
            if (!builder.fill(rows_)) { return std::unexpected(full()); }
            Column column;
            const std::size_t c = table.columns.size();
            if (c < header_cells_.size() && !trim(header_cells_[c]).empty()) { column.header_code = builder.dictionary().find(header_cells_[c]); }
            if (c < header_cells_.size() && trim(header_cells_[c]).empty()) { column.header_code = builder.dictionary().find(""); }
            builder.dictionary().drop_index();
            column.codes = builder.take_codes();
            column.dictionary = std::move(builder.dictionary());
            builders->pop_front();
            if (find_nuls) {
                std::vector<bool> with_nul(column.dictionary.size());
                for (std::uint32_t code = 0; code < column.dictionary.size(); ++code) {
                    with_nul[code] = column.dictionary[code].find('\0') != std::string_view::npos;
                }
                if (std::ranges::find(with_nul, true) != with_nul.end()) { mark_rows(column.codes, with_nul, nul_rows); }
            }
            const std::vector<std::uint32_t> new_codes = repair_texts(column, repair, damaged_rows);
            if (!new_codes.empty() && column.header_code != Dictionary::npos) { column.header_code = new_codes[column.header_code]; }
            column.counts.assign(column.dictionary.size(), 0);
            for (const std::uint32_t code : column.codes) { ++column.counts[code]; }
            std::string& name = names_[c];
            if (!all_ascii(name) && repair != TextRepair::none) {
                name = repair == TextRepair::windows_1252 ? windows_1252_to_utf8(name) : repair_utf8(name);
                // Names that differ only in their damage are made unique by what they were before: by their number.
                if (!repaired_names.insert(name).second) {
                    name += "_" + std::to_string(c + 1);
                    repaired_names.insert(name);
                }
            }
            column.name = std::move(name);
            table.columns.push_back(std::move(column));
        }
    }
    find_repeated_headers(table);
    for (std::size_t row = 0; row < damaged_rows.size(); ++row) {
        if (damaged_rows[row]) { issues_.add(Kind::invalid_encoding, row); }
    }
    for (std::size_t row = 0; row < nul_rows.size(); ++row) {
        if (nul_rows[row]) { issues_.add(Kind::nul_byte, row); }
    }
    if (!lonely_.empty() && lonely_.size() <= most_trailing && lonely_.size() < rows_) {
        OddRows& rows = issues_.of(Kind::short_row);
        rows.count -= lonely_.size();
        std::erase_if(rows.first, [&](std::uint64_t row) { return row >= lonely_.front(); });
        for (const std::uint64_t row : lonely_) { issues_.add(Kind::trailing_junk, row); }
    }
    constexpr std::array<std::string_view, 3> line_end_names = {"lf", "crlf", "cr"};
    const auto most = std::ranges::max_element(line_ends_, {}, &OddRows::count);
    OddRows& mixed = issues_.of(Kind::mixed_line_ends);
    for (auto other = line_ends_.begin(); other != line_ends_.end(); ++other) {
        if (other == most) { continue; }
        mixed.count += other->count;
        mixed.first.insert(mixed.first.end(), other->first.begin(), other->first.end());
    }
    std::ranges::sort(mixed.first);
    mixed.first.resize(std::min(mixed.first.size(), OddRows::listed));
    table.source.line_end = mixed.count > 0 ? "mixed" : line_end_names[static_cast<std::size_t>(most - line_ends_.begin())];
    table.source.issues = issues_.issues();
    return table;
}

}  // namespace klarsicht::csv
