#include "ingest/csv/rows.h"

#include <algorithm>

#include "table/trim.h"

namespace klarsicht::csv {

using Kind = StructureIssue::Kind;

Result<void> Rows::start_columns(const char* text, std::size_t start, const std::uint32_t* marks, std::size_t count,
                                 std::size_t end) {
    if (count > TableBuilder::most_columns) {
        return builder_.start(std::vector<std::string>(count));
    }  // which refuses
    std::vector<std::string> names(header_ ? count : std::clamp(expected_columns_, count, TableBuilder::most_columns));
    for (std::size_t c = 0; header_ && c < count; ++c) {
        const CellText cell = cell_text(text + start, (c + 1 == count ? end : marks[c]) - start, dialect_, scratch_);
        names[c].assign(cell.text, cell.length);
        start = marks[c] + std::size_t{1};
    }
    return builder_.start(std::move(names));
}

Result<void> Rows::check_cells(std::size_t start, const std::uint32_t* marks, std::size_t count,
                               std::uint64_t row) const {
    for (std::size_t c = 0; c < count; ++c) {
        if (marks[c] > start && marks[c] - start > most_cell_bytes) {
            Error error{ErrorCode::too_large, Message("error.csv.cell_too_large"), {}, {}, {}};
            error.message.text("name", name_).count("limit", most_cell_bytes);
            error.row = row;
            error.column = c;
            return std::unexpected(std::move(error));
        }
        start = marks[c] + std::size_t{1};
    }
    return {};
}

void Rows::place_short(std::size_t start, const std::uint32_t* marks, std::size_t count, std::size_t end) {
    const std::size_t columns = builder_.columns();
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
}

/// Cells beyond the columns; the last column for them takes all that is left, undivided.
Result<void> Rows::add_surplus(const char* text, const std::uint32_t* marks, std::size_t count, std::size_t end) {
    const std::size_t columns = builder_.columns();
    std::size_t start = marks[columns - 1] + std::size_t{1};
    bool blank = true;
    for (std::size_t at = start; at < end && blank; ++at) { blank = text[at] == ' ' || text[at] == dialect_.delimiter; }
    if (blank) { return {}; }
    const std::size_t surplus = count - columns;
    for (std::size_t s = 0; s < surplus; ++s) {
        const bool rest = s + 1 == TableBuilder::most_surplus_columns;
        const std::size_t stop = rest || s + 1 == surplus ? end : marks[columns + s];
        if (stop - start > most_cell_bytes) { return check_cells(start, marks + columns + s, 1, builder_.rows() - 1); }
        CellText cell{text + start, stop - start};
        if (!rest || s + 1 == surplus) { cell = cell_text(cell.text, cell.length, dialect_, scratch_); }
        KLARSICHT_TRY(builder_.append_surplus(s, cell));
        if (rest) { break; }
        start = stop + 1;
    }
    return {};
}

Result<void> Rows::add_row(const char* text, std::size_t start, const std::uint32_t* marks, std::uint32_t first_mark,
                           std::size_t count, std::size_t end) {
    const std::size_t columns = builder_.columns();
    if (count == 1 && (columns > 1 ? trim(std::string_view(text + start, end - start)).empty() : end == start)) {
        builder_.add_blank_lines(1);
        return {};
    }
    for (std::uint64_t blank = builder_.take_blank_rows(); blank > 0; --blank) {
        place_short(start, nullptr, 0, start);
    }
    KLARSICHT_TRY(builder_.add_row(count, count == 1));
    if (count < columns) {
        place_short(start, marks, count, end);
        return {};
    }
    if (count > columns) {
        KLARSICHT_TRY(add_surplus(text, marks, count, end));
        end = marks[columns - 1];
    }
    places_.push_back({static_cast<std::uint32_t>(start), first_mark, static_cast<std::uint32_t>(end), false});
    return {};
}

/// CRLF is one line end, and so is a CR alone.
std::uint64_t Rows::line_ends_in(std::string_view text) {
    std::uint64_t ends = 0;
    for (std::size_t at = text.find_first_of("\r\n"); at != std::string_view::npos;
         at = text.find_first_of("\r\n", at + 1)) {
        ends += text[at] == '\n' || at + 1 == text.size() || text[at + 1] != '\n' ? 1 : 0;
    }
    return ends;
}

/// Whether every row of the text ends with a line feed and holds no other: then nobody has to look into the rows. A
/// byte counter, so that 16 bytes and more are looked at in one step.
bool Rows::on_one_line_each(const char* text, const Structure& structure) {
    const std::vector<std::uint32_t>& rows = structure.row_marks();
    if (rows.empty()) { return true; }
    for (const std::uint32_t mark : rows) {
        if (text[structure.marks()[mark - 1]] != '\n') { return false; }
    }
    const std::size_t end = structure.marks()[rows.back() - 1] + std::size_t{1};
    std::uint64_t line_feeds = 0;
    for (std::size_t at = 0; at < end;) {
        std::uint8_t some = 0;
        const std::size_t stop = std::min(end, at + 255);
        for (; at < stop; ++at) { some = static_cast<std::uint8_t>(some + (text[at] == '\n' ? 1 : 0)); }
        line_feeds += some;
    }
    return line_feeds == rows.size();
}

Result<void> Rows::add_rows(const char* text, std::size_t text_end, const Structure& structure) {
    places_.clear();
    made_.clear();
    scratch_.clear();
    const std::uint32_t* marks = structure.marks();
    std::size_t start = 0;
    std::uint32_t mark = 0;
    std::size_t stray = 0;
    const std::vector<std::uint32_t>& strays = structure.stray_quotes();
    const bool plain_lines = on_one_line_each(text, structure);
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
        const std::uint64_t row = builder_.rows();
        if (last < text_end) { line_ends_[line_end].add(row); }
        if (stray < strays.size() && strays[stray] <= last) {
            builder_.issues().add(Kind::quote_in_field, row);
            while (stray < strays.size() && strays[stray] <= last) { ++stray; }
        }
        if (last - start > most_cell_bytes) { KLARSICHT_TRY(check_cells(start, marks + mark, count, row)); }
        const bool first = !builder_.started();
        const bool blank = first && count == 1 && trim(std::string_view(text + start, end - start)).empty();
        builder_.on_line(line_);
        line_ += plain_lines ? 1 : 1 + line_ends_in(std::string_view(text + start, end - start));
        if (first && !blank) { KLARSICHT_TRY(start_columns(text, start, marks + mark, count, end)); }
        if (!blank && !(first && header_)) { KLARSICHT_TRY(add_row(text, start, marks + mark, mark, count, end)); }
        start = last + 1;
        mark = next_mark;
    }
    return fill_columns(text, marks);
}

Result<void> Rows::fill_columns(const char* text, const std::uint32_t* marks) {
    const std::size_t rows = places_.size();
    if (rows == 0) { return {}; }
    row_marks_.resize(rows);
    for (std::size_t r = 0; r < rows; ++r) {
        row_marks_[r] = (places_[r].made ? made_.data() : marks) + places_[r].first_mark;
    }
    cells_.resize(rows);
    const std::size_t columns = builder_.columns();
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
            if (!plain || text[start] == quote) { cells_[r] = cell_text(text + start, length, dialect_, scratch_); }
        }
        KLARSICHT_TRY(builder_.append(c, cells_));
        if ((c & 63) == 63 || last) { scratch_.clear(); }
    }
    return {};
}

/// The line end of the file; notes the rows that end in another way than most.
std::string_view Rows::line_end() {
    constexpr std::array<std::string_view, 3> names = {"lf", "crlf", "cr"};
    const auto most = std::ranges::max_element(line_ends_, {}, &OddRows::count);
    OddRows& mixed = builder_.issues().of(Kind::mixed_line_ends);
    for (auto other = line_ends_.begin(); other != line_ends_.end(); ++other) {
        if (other == most) { continue; }
        mixed.count += other->count;
        mixed.first.insert(mixed.first.end(), other->first.begin(), other->first.end());
        mixed.all.add(other->all);
    }
    std::ranges::sort(mixed.first);
    mixed.first.resize(std::min(mixed.first.size(), OddRows::listed));
    return mixed.count > 0 ? "mixed" : names[static_cast<std::size_t>(most - line_ends_.begin())];
}

Result<Table> Rows::finish(TextRepair repair, bool find_nuls, CodePage page) {
    const std::string_view ends = line_end();
    Table table = KLARSICHT_TRY(builder_.finish(repair, find_nuls, page));
    table.source.line_end = ends;
    return table;
}

}  // namespace klarsicht::csv
