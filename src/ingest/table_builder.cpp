#include "ingest/table_builder.h"

#include <algorithm>
#include <set>

#include "ingest/encoding.h"
#include "ingest/first_rows.h"
#include "ingest/header_rows.h"
#include "ingest/total_rows.h"
#include "table/trim.h"

namespace klarsicht {

using Issue = StructureIssue::Kind;

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

/// Makes UTF-8 of the texts of a file.
struct Repair {
    TextRepair kind;
    CodePage page;

    std::string of(std::string_view text) const {
        return kind == TextRepair::code_page ? to_utf8(text, page) : repair_utf8(text);
    }
};

/// Puts a column's texts into UTF-8. Spellings that become the same get one code.
void repair_texts(Column& column, const Repair& repair, std::vector<bool>& damaged_rows) {
    bool needed = false;
    std::vector<bool> damaged(column.dictionary.size());
    bool any_damaged = false;
    for (std::uint32_t code = 0; code < column.dictionary.size() && repair.kind != TextRepair::none; ++code) {
        const std::string_view text = column.dictionary[code];
        if (all_ascii(text)) { continue; }
        if (repair.kind == TextRepair::code_page) {
            needed = true;
            break;
        }
        if (!is_utf8(text)) { needed = any_damaged = damaged[code] = true; }
    }
    if (!needed) { return; }
    if (any_damaged) { mark_rows(column.codes, damaged, damaged_rows); }
    std::vector<std::uint32_t> new_codes(column.dictionary.size());
    Dictionary clean;
    for (std::uint32_t code = 0; code < column.dictionary.size(); ++code) {
        new_codes[code] = clean.add(repair.of(column.dictionary[code]));
    }
    for (std::uint32_t& code : column.codes) { code = new_codes[code]; }
    clean.drop_index();
    column.dictionary = std::move(clean);
    if (column.header_code != Dictionary::npos) { column.header_code = new_codes[column.header_code]; }
}

void find_nul_rows(const Column& column, std::vector<bool>& nul_rows) {
    std::vector<bool> with_nul(column.dictionary.size());
    for (std::uint32_t code = 0; code < column.dictionary.size(); ++code) {
        with_nul[code] = column.dictionary[code].find('\0') != std::string_view::npos;
    }
    if (std::ranges::find(with_nul, true) != with_nul.end()) { mark_rows(column.codes, with_nul, nul_rows); }
}

void note_rows(IssueLog& issues, Issue kind, const std::vector<bool>& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (rows[row]) { issues.add(kind, row); }
    }
}

/// Puts the names into UTF-8. Those that differ only in their damage are made unique by what they were before: by their
/// number.
void repair_names(std::vector<std::string>& names, const Repair& repair) {
    if (repair.kind == TextRepair::none) { return; }
    std::set<std::string> seen;
    for (std::size_t c = 0; c < names.size(); ++c) {
        if (all_ascii(names[c])) { continue; }
        names[c] = repair.of(names[c]);
        if (!seen.insert(names[c]).second) {
            names[c] += "_" + std::to_string(c + 1);
            seen.insert(names[c]);
        }
    }
}

}  // namespace

Error TableBuilder::full() const {
    Error error{ErrorCode::too_large, Message("error.table.file_column_full").text("name", name_), {}, {}, {}};
    error.row = rows_;
    return error;
}

std::uint64_t TableBuilder::bytes() const {
    std::uint64_t sum = lines_.bytes();
    for (const ColumnBuilder& column : columns_) { sum += column.bytes(); }
    for (const ColumnBuilder& column : surplus_) { sum += column.bytes(); }
    return sum;
}

Result<void> TableBuilder::check_memory(std::uint64_t limit) const {
    if (bytes() <= limit) { return {}; }
    Message message("error.table.too_much_data");
    return fail(ErrorCode::too_large, message.text("name", name_).count("rows", rows_).count("limit", limit));
}

Result<void> TableBuilder::check_forecast(MemoryForecast& forecast, std::uint64_t read) const {
    if (!forecast.due(read)) { return {}; }
    std::vector<MemoryForecast::Held> held;
    for (const ColumnBuilder& column : columns_) {
        held.push_back({column.dictionary().size(), column.dictionary().bytes()});
    }
    const std::optional<std::uint64_t> needed = forecast.look(read, rows_, bytes(), std::move(held));
    if (!needed) { return {}; }
    Message message("error.table.will_not_fit");
    message.text("name", name_).count("rows", rows_).count("needed", *needed).count("limit", forecast.limit());
    return fail(ErrorCode::too_large, std::move(message));
}

std::string TableBuilder::unique_name(std::string name, std::size_t index) {
    // Line ends and NULs have no place in a name.
    for (char& c : name) {
        if (static_cast<unsigned char>(c) < 0x20) { c = ' '; }
    }
    name = std::string(trim(name));
    if (name.empty()) {
        if (header_) { issues_.add(Issue::empty_name, index); }
        name = "column_" + std::to_string(index + 1);
    }
    if (last_number_.try_emplace(name, 1).second) { return name; }
    if (header_) { issues_.add(Issue::duplicate_name, index); }
    // Goes on where the last column of that name left off: 16,384 columns of one name must not take 16,384 tries each.
    std::size_t& number = last_number_.find(name)->second;  // a reference into a map stays good
    for (;;) {
        std::string numbered = name + "_" + std::to_string(++number);
        if (last_number_.try_emplace(numbered, 1).second) { return numbered; }
    }
}

std::vector<std::string> TableBuilder::unique_names() {
    std::vector<std::string> names;
    const std::size_t columns = header_cells_.size();
    for (std::size_t c = 0; c < columns; ++c) { names.push_back(unique_name(header_cells_[c], c)); }
    for (std::size_t s = 0; s < surplus_.size(); ++s) {
        names.push_back(unique_name("column_" + std::to_string(columns + s + 1), columns + s));
    }
    return names;
}

Result<void> TableBuilder::start(std::vector<std::string> names) {
    if (names.size() > most_columns) {
        Message message("error.table.too_many_columns");
        return fail(ErrorCode::too_large,
                    message.text("name", name_).count("columns", names.size()).count("limit", most_columns));
    }
    header_cells_ = std::move(names);
    columns_.resize(header_cells_.size());
    declared_.resize(header_cells_.size());
    return {};
}

std::uint64_t TableBuilder::take_blank_rows() {
    const std::uint64_t blank = std::exchange(blank_lines_, 0);
    if (columns_.size() == 1) {
        // In a table of one column an empty line is how an empty cell is written.
        if (line_ > blank && blank > 0) { lines_.begins(rows_, line_ - blank); }
        rows_ += blank;
        return blank;
    }
    for (std::uint64_t line = 0; line < blank; ++line) { issues_.add(Issue::blank_line, rows_); }
    return 0;
}

Result<void> TableBuilder::add_row(std::size_t cells, bool lonely) {
    if (rows_ >= most_rows) {
        return fail(ErrorCode::too_large,
                    Message("error.table.too_many_rows").text("name", name_).count("limit", most_rows));
    }
    if (lonely && columns_.size() > 2) {
        if (lonely_.size() <= most_trailing) { lonely_.push_back(rows_); }
        lonely_short_ = cells < columns_.size();
    } else {
        lonely_.clear();
    }
    if (line_ > 0) { lines_.begins(rows_, line_); }
    if (cells < columns_.size()) { issues_.add(Issue::short_row, rows_); }
    if (cells > columns_.size()) { issues_.add(Issue::long_row, rows_); }
    ++rows_;
    return {};
}

Result<void> TableBuilder::append(std::size_t column, std::span<const CellText> cells) {
    if (!columns_[column].append(cells)) { return std::unexpected(full()); }
    return {};
}

Result<void> TableBuilder::append_surplus(std::size_t place, CellText cell) {
    while (surplus_.size() <= place) { surplus_.emplace_back(); }
    if (!surplus_[place].fill(rows_ - 1) || !surplus_[place].append(std::span(&cell, 1))) {
        return std::unexpected(full());
    }
    return {};
}

void TableBuilder::find_repeated_headers(Table& table) {
    if (!header_) { return; }
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
        for (std::size_t c = 0; c < columns && same; ++c) {
            same = table.columns[c].codes[row] == table.columns[c].header_code;
        }
        if (!same) { continue; }
        ++found;
        issues_.add(Issue::repeated_header, row);
    }
    if (found == 0) { return; }
    for (std::size_t c = 0; c < columns; ++c) { table.columns[c].header_rows = found; }
}

/// Whether the text is no value of the first column: no number among numbers, longer than all others, or one that says
/// what it is (Stand: 1.3.2026).
bool TableBuilder::is_note(const Table& table, std::uint64_t row) const {
    const Column& column = table.columns.front();
    const std::string_view text = trim(column.spelling_at(row));
    const TextType type = type_of(text);
    if (type != TextType::text || column.counts[column.codes[row]] > 1) { return false; }
    std::uint64_t texts = 0, filled = 0;
    std::size_t longest = 0;
    for (std::uint64_t other = 0; other < std::min<std::uint64_t>(rows_looked_at, row); ++other) {
        const std::string_view value = trim(column.spelling_at(other));
        if (value.empty()) { continue; }
        ++filled;
        texts += type_of(value) == TextType::text ? 1 : 0;
        longest = std::max(longest, value.size());
    }
    if (filled == 0 || texts * 10 <= filled) { return true; }
    return text.size() > longest + longest / 2 || text.find(": ") != std::string_view::npos;
}

/// The last rows, if they have a single cell each, are notes below the table.
void TableBuilder::name_trailing_rows(const Table& table) {
    if (lonely_.empty() || lonely_.size() > most_trailing || lonely_.size() == rows_) { return; }
    if (lonely_short_) {
        OddRows& rows = issues_.of(Issue::short_row);
        rows.count -= lonely_.size();
        std::erase_if(rows.first, [&](std::uint64_t row) { return row >= lonely_.front(); });
        rows.all = rows.all.where([&](std::uint64_t row) { return row < lonely_.front(); });
    }
    for (const std::uint64_t row : lonely_) {
        issues_.add(Issue::trailing_junk, row);
        if (is_note(table, row)) { notes_.push_back(row); }
    }
}

/// Notes in the last rows that are filled up with delimiters.
void TableBuilder::find_padded_notes(const Table& table) {
    if (table.columns.size() < 3 || !notes_.empty()) { return; }
    for (std::uint64_t row = rows_; row-- > 1 && rows_ - row <= most_trailing;) {
        std::size_t filled = 0;
        for (const Column& column : table.columns) { filled += trim(column.spelling_at(row)).empty() ? 0 : 1; }
        if (filled == 0) { continue; }
        if (filled > 1 || trim(table.columns.front().spelling_at(row)).empty() || !is_note(table, row)) { return; }
        issues_.add(Issue::trailing_junk, row);
        notes_.push_back(row);
    }
}

/// What is none of the table's rows is left out of its columns, all of it at once, with the numbers that the file has.
void TableBuilder::set_rows_apart(Table& table) {
    if (table.columns.size() < 2) { return; }
    if (lonely_.empty()) { find_padded_notes(table); }
    std::vector<std::uint64_t> apart = std::exchange(notes_, {});
    const std::vector<std::uint64_t> blanks = find_blank_rows(table);
    std::uint64_t end = rows_;
    const auto below = [&](std::uint64_t row) {
        return std::ranges::binary_search(blanks, row) || std::ranges::find(apart, row) != apart.end();
    };
    while (end > 0 && below(end - 1)) { --end; }
    const auto add = [&](Issue kind, const std::vector<std::uint64_t>& rows) {
        if (apart.size() + rows.size() >= rows_) { return; }
        for (const std::uint64_t row : rows) { issues_.add(kind, row); }
        apart.insert(apart.end(), rows.begin(), rows.end());
    };
    // No row is two of them: a note has one cell and no number, a sum has numbers, a line of the header has words.
    add(Issue::total_row, find_total_rows(table, end));
    add(Issue::blank_row, blanks);
    add(Issue::header_row, find_header_rows(table));
    std::ranges::sort(apart);
    table.set_apart(apart);
}

Result<Column> TableBuilder::finish_column(std::size_t index, ColumnBuilder& builder) {
    if (!builder.fill(rows_)) { return std::unexpected(full()); }
    Column column;
    if (index < header_cells_.size()) {
        column.declared = declared_[index];
        const bool empty = trim(header_cells_[index]).empty();
        if (header_) {
            column.header_code = builder.dictionary().find(empty ? std::string_view() : header_cells_[index]);
        }
    }
    builder.dictionary().drop_index();
    column.codes = builder.take_codes();
    column.dictionary = std::move(builder.dictionary());
    return column;
}

CodePageGuess TableBuilder::guess_code_page() const {
    CodePageEvidence evidence;
    for (const std::string& name : header_cells_) { evidence.add(name); }
    for (const std::deque<ColumnBuilder>* builders : {&columns_, &surplus_}) {
        for (const ColumnBuilder& builder : *builders) {
            const Dictionary& texts = builder.dictionary();
            for (std::uint32_t code = 0; code < texts.size() && !evidence.enough(); ++code) {
                if (!all_ascii(texts[code])) { evidence.add(texts[code]); }
            }
        }
    }
    return evidence.guess();
}

Result<Table> TableBuilder::finish(TextRepair kind, bool find_nuls, CodePage page) {
    const Repair repair{kind, page};
    Table table;
    std::vector<bool> damaged_rows, nul_rows;
    std::vector<std::string> names = unique_names();
    repair_names(names, repair);
    table.columns.reserve(names.size());
    for (std::deque<ColumnBuilder>* builders : {&columns_, &surplus_}) {
        while (!builders->empty()) {
            const std::size_t index = table.columns.size();
            Column column = KLARSICHT_TRY(finish_column(index, builders->front()));
            builders->pop_front();
            if (find_nuls) { find_nul_rows(column, nul_rows); }
            repair_texts(column, repair, damaged_rows);
            column.counts.assign(column.dictionary.size(), 0);
            for (const std::uint32_t code : column.codes) { ++column.counts[code]; }
            column.name = std::move(names[index]);
            table.columns.push_back(std::move(column));
        }
    }
    find_repeated_headers(table);
    note_rows(issues_, Issue::invalid_encoding, damaged_rows);
    note_rows(issues_, Issue::nul_byte, nul_rows);
    name_trailing_rows(table);
    set_rows_apart(table);
    table.source.has_header = header_;
    table.source.issues = issues_.issues();
    table.lines = std::move(lines_);
    return table;
}

}  // namespace klarsicht
