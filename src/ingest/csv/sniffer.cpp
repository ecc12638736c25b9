#include "ingest/csv/sniffer.h"

#include <algorithm>
#include <string>
#include <vector>

#include "ingest/csv/cell.h"
#include "ingest/csv/structure.h"
#include "ingest/first_rows.h"
#include "table/trim.h"

namespace klarsicht::csv {

namespace {

using Row = TextRow;

/// The sample as a dialect divides it; blank lines left out.
struct Sample {
    std::vector<Row> rows;
    std::vector<std::size_t> starts;  ///< [rows] offset of each row
    std::vector<bool> blank_below;    ///< [rows] a blank line follows
    std::size_t quoted = 0;           ///< cells with a quote at their start
    std::size_t stray = 0;            ///< of them, those with text behind the closing quote
    std::size_t spaced = 0;           ///< cells after the first with a space at their start
    std::size_t later_cells = 0;      ///< cells after the first that are not empty
};

class Divider {
public:
    Divider(std::string_view text, bool whole) : whole_(whole), padded_(text) {
        padded_.append(block_bytes + spelling_padding, '\0');
    }

    Sample divide(const Dialect& dialect) {
        Sample sample;
        Structure structure(dialect, true);
        const std::size_t end = padded_.size() - block_bytes - spelling_padding;
        structure.scan(padded_.data(), end, true);
        if (whole_ && structure.in_quotes()) {
            structure.take_open_quote_as_text(padded_.data());
            structure.scan(padded_.data(), end, true);
        }
        // The last row of a piece of a file may be cut off.
        if (whole_ || structure.row_marks().empty()) { structure.end_last_row(end); }
        std::size_t mark = 0;
        std::size_t start = 0;
        std::size_t stray = 0;
        for (const std::uint32_t last : structure.row_marks()) {
            if (sample.rows.size() == rows_looked_at) { break; }
            Row row;
            std::size_t at = start;
            for (; mark < last; ++mark) {
                std::size_t stop = structure.marks()[mark];
                const std::size_t next = stop + 1;
                if (mark + 1 == last && stop < end && padded_[stop] == '\n' && stop > at && padded_[stop - 1] == '\r') {
                    --stop;
                }
                add_cell(sample, row, at, stop, dialect);
                const auto& quotes = structure.stray_quotes();
                bool bad = false;
                while (stray < quotes.size() && quotes[stray] <= stop) {
                    bad = true;
                    ++stray;
                }
                if (bad && dialect.quote != '\0' && padded_[at] == dialect.quote) { ++sample.stray; }
                at = next;
            }
            const bool blank = row.size() == 1 && trim(row[0]).empty();
            if (!blank) {
                sample.rows.push_back(std::move(row));
                sample.starts.push_back(start);
                sample.blank_below.push_back(false);
            } else if (!sample.rows.empty()) {
                sample.blank_below.back() = true;
            }
            start = at;
        }
        return sample;
    }

private:
    void add_cell(Sample& sample, Row& row, std::size_t at, std::size_t stop, const Dialect& dialect) {
        if (dialect.quote != '\0' && stop > at && padded_[at] == dialect.quote) { ++sample.quoted; }
        if (!row.empty() && stop > at) {
            ++sample.later_cells;
            sample.spaced += padded_[at] == ' ' ? 1 : 0;
        }
        const CellText cell = cell_text(padded_.data() + at, stop - at, dialect, scratch_);
        row.emplace_back(cell.text, cell.length);
    }

    bool whole_;
    std::string padded_;
    Scratch scratch_;
};

/// Whether a cell ends as an HTML character reference does before its semicolon: `A &amp`, `5 &#8364`.
bool ends_in_reference(std::string_view cell) {
    const std::size_t at = cell.find_last_of('&');
    if (at == std::string_view::npos || at + 1 == cell.size() || cell.size() - at > 12) { return false; }
    cell.remove_prefix(cell[at + 1] == '#' ? at + 2 : at + 1);
    return !cell.empty() && std::ranges::all_of(cell, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    });
}

/// Whether a text holds what may well be the true delimiter. A comma before a space belongs to the text.
bool holds_another(std::string_view cell, char delimiter) {
    if (cell.find_first_of("\t|;") != std::string_view::npos) { return true; }
    if (delimiter == ',') { return false; }
    for (std::size_t at = cell.find(','); at != std::string_view::npos; at = cell.find(',', at + 1)) {
        if (at + 1 < cell.size() && cell[at + 1] != ' ') { return true; }
    }
    return false;
}

/// Whether most rows are one point in time that colons divide.
bool are_times(const Sample& sample) {
    std::size_t times = 0;
    for (const Row& row : sample.rows) {
        std::string whole;
        for (const std::string_view cell : row) { whole.append(whole.empty() ? "" : ":").append(cell); }
        times += row.size() > 1 && type_of(whole) == TextType::date ? 1 : 0;
    }
    return times * 2 > sample.rows.size();
}

/// How well a dialect fits, 0–1.
double fit(const Sample& sample, char delimiter) {
    std::size_t same = 0;
    const std::size_t cells = most_frequent_width(sample.rows, same);
    if (cells < 2 || sample.rows.empty() || (delimiter == ':' && are_times(sample))) { return 0; }
    std::size_t divided = 0;
    for (const Row& row : sample.rows) { divided += row.size() > 1 ? 1 : 0; }
    const double rows = static_cast<double>(sample.rows.size());
    const double regular = std::max(static_cast<double>(same) / rows, 0.5 * static_cast<double>(divided) / rows);
    // Cells that are whole values: with the wrong delimiter, other delimiters stand in them.
    std::size_t whole = 0, all = 0;
    for (std::size_t r = 0; r < std::min<std::size_t>(sample.rows.size(), 100); ++r) {
        for (const std::string_view cell : sample.rows[r]) {
            ++all;
            whole += type_of(cell) != TextType::text || !holds_another(cell, delimiter) ? 1 : 0;
        }
    }
    const double whole_share = static_cast<double>(whole) / static_cast<double>(all);
    // Semicolons that end `&amp;` divide nothing.
    double dividing = 1;
    if (delimiter == ';') {
        std::size_t references = 0, semicolons = 0;
        for (const Row& row : sample.rows) {
            semicolons += row.size() - 1;
            for (std::size_t c = 0; c + 1 < row.size(); ++c) { references += ends_in_reference(row[c]) ? 1 : 0; }
        }
        if (semicolons > 0) { dividing = 1 - static_cast<double>(references) / static_cast<double>(semicolons); }
    }
    double usual = 0.8;
    switch (delimiter) {
        case ',':
        case ';':
        case '\t':
            usual = 1;
            break;
        case '|':
            usual = 0.98;
            break;
        case ':':
            usual = 0.6;
            break;  // times
        default:
            break;
    }
    // The line of names is divided like the others, unless it is a title.
    const double head = sample.rows[0].size() == 1 ? 0.75 : 1;
    return regular * regular * (0.2 + 0.8 * whole_share) * usual * dividing * head;
}

/// Blanks divide words as well: they are a delimiter only where every line has the same number of cells, three or more,
/// and a good part of them are no words.
bool blanks_divide(const Sample& sample) {
    constexpr std::size_t fewest_columns = 3, fewest_rows = 3;
    if (sample.rows.size() < fewest_rows || sample.rows[0].size() < fewest_columns) { return false; }
    std::size_t cells = 0, no_words = 0;
    for (std::size_t r = 0; r < sample.rows.size(); ++r) {
        if (sample.rows[r].size() != sample.rows[0].size()) { return false; }
        for (const std::string_view cell : sample.rows[r]) {
            if (cell.empty()) { return false; }
            ++cells;
            no_words += type_of(cell) != TextType::text ? 1 : 0;
        }
    }
    return no_words * 3 >= cells;
}

/// Whether cells are put between single quotes on purpose, and not words that begin with an apostrophe.
bool single_quotes(Divider& divider, char delimiter) {
    const Sample plain = divider.divide({delimiter, '\0', false});
    std::size_t both = 0, opening = 0;
    for (const Row& row : plain.rows) {
        for (const std::string_view cell : row) {
            if (cell.starts_with('"')) { return false; }
            if (cell.starts_with('\'')) {
                ++opening;
                both += cell.size() > 1 && cell.ends_with('\'') ? 1 : 0;
            }
        }
    }
    return both >= 2 && both * 10 >= opening * 8 && both >= plain.rows.size() / 2;
}

/// The delimiter of a file that nothing divides evenly: the one that its first line has, else one that does not occur,
/// so that commas in a column of sentences divide nothing.
char no_delimiter(std::string_view first_line, std::string_view text) {
    constexpr std::string_view usual = ",;\t|";
    for (const char c : usual) {
        if (first_line.find(c) != std::string_view::npos) { return c; }
    }
    for (const char c : usual) {
        if (text.find(c) == std::string_view::npos) { return c; }
    }
    return ',';
}

}  // namespace

Sniffed sniff(std::string_view text, bool whole, const IngestOptions& options) {
    Sniffed sniffed;
    std::size_t line_end = text.find_first_of("\r\n");
    if (line_end == std::string_view::npos) { line_end = text.size(); }
    std::optional<char> named;
    // sep=; in the first line, perhaps in quotes
    std::string_view line = text.substr(0, line_end);
    if (line.size() >= 2 && line.front() == '"' && line.back() == '"') { line = line.substr(1, line.size() - 2); }
    if (line.size() == 5 && (line.starts_with("sep=") || line.starts_with("SEP="))) {
        named = line[4];
        sniffed.skip = line_end;
        if (sniffed.skip < text.size() && text[sniffed.skip] == '\r') { ++sniffed.skip; }
        if (sniffed.skip < text.size() && text[sniffed.skip] == '\n') { ++sniffed.skip; }
        text = text.substr(sniffed.skip);
    }
    Divider divider(text, whole);
    Dialect& dialect = sniffed.dialect;
    const char quote = options.quote.value_or('"');
    if (options.delimiter || named) {
        dialect.delimiter = options.delimiter ? *options.delimiter : *named;
        dialect.quote = quote;
    } else {
        constexpr double none_found = 0.1;  // less is no table of several columns
        double best = none_found;
        dialect = {no_delimiter(text.substr(0, text.find_first_of("\r\n")), text), quote, false};
        for (const char delimiter : {',', ';', '\t', '|', ':', '^', '~', '\x1F', '\x01'}) {
            if (delimiter == quote || text.find(delimiter) == std::string_view::npos) { continue; }
            const double found = fit(divider.divide({delimiter, quote, false}), delimiter);
            if (found > best) {
                best = found;
                dialect.delimiter = delimiter;
            }
        }
        if (best == none_found && quote != ' ' && blanks_divide(divider.divide({' ', quote, false}))) {
            dialect.delimiter = ' ';
        }
    }
    Sample sample = divider.divide(dialect);
    if (!options.quote) {
        if (sample.quoted == 0 && single_quotes(divider, dialect.delimiter)) {
            dialect.quote = '\'';
        } else if (sample.stray > 1 && sample.stray * 2 > sample.quoted) {
            dialect.quote = '\0';  // quotes are text here: they do not stand around cells
        }
        if (dialect.quote != '"') { sample = divider.divide(dialect); }
    }
    // a, b, c: nearly every cell begins with the space behind the delimiter.
    if (dialect.delimiter != ' ' && sample.later_cells >= 3 && sample.spaced * 20 >= sample.later_cells * 19) {
        dialect.skip_space = true;
        sample = divider.divide(dialect);
    }
    std::size_t rows = 0;
    sniffed.columns = most_frequent_width(sample.rows, rows);
    const std::size_t above = sample.rows.empty() ? 0 : rows_above(sample.rows, sample.blank_below, sniffed.columns);
    if (above > 0) {
        sniffed.skip += sample.starts[above];
        sniffed.skip_lines = above;
        sample.rows.erase(sample.rows.begin(), sample.rows.begin() + static_cast<std::ptrdiff_t>(above));
    }
    sniffed.header = options.header ? *options.header : has_header(sample.rows, sniffed.columns);
    return sniffed;
}

}  // namespace klarsicht::csv
