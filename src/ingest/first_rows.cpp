#include "ingest/first_rows.h"

#include <algorithm>
#include <array>
#include <map>

#include "table/date.h"
#include "table/number.h"
#include "table/trim.h"

namespace klarsicht {

std::size_t most_frequent_width(std::span<const TextRow> sample, std::size_t& rows) {
    std::map<std::size_t, std::size_t> counts;
    for (const TextRow& row : sample) { ++counts[row.size()]; }
    std::size_t best = 1;
    rows = 0;
    for (const auto& [cells, n] : counts) {
        if (n >= rows) {  // of two, the wider
            best = cells;
            rows = n;
        }
    }
    return best;
}

TextType type_of(std::string_view cell) {
    cell = trim(cell);
    if (cell.empty() || cell == "?" || cell == "NA" || cell == "NULL" || cell == "-") { return TextType::empty; }
    if (scan_number(cell)) { return TextType::number; }
    // Months and weeks are also what columns are called: Jan 2026, Feb 2026.
    if (const auto date = scan_date(cell); date && !date->coarse) { return TextType::date; }
    return TextType::text;
}

namespace {

/// More lines above a table are rows of it.
constexpr std::size_t most_above = 20;

/// Years head the columns of a summary: Region, 2023, 2024.
bool is_year(std::string_view cell) {
    cell = trim(cell);
    return cell.size() == 4 && (cell.starts_with("19") || cell.starts_with("20")) && type_of(cell) == TextType::number;
}

}  // namespace

bool has_header(std::span<const TextRow> rows, std::size_t columns) {
    if (rows.empty()) { return true; }
    const TextRow& first = rows[0];
    if (rows.size() == 1) {
        return std::ranges::none_of(first, [](std::string_view cell) {
            return type_of(cell) == TextType::number || type_of(cell) == TextType::date;
        });
    }
    double score = 0;
    for (std::size_t c = 0; c < std::min(columns, first.size()); ++c) {
        const TextType mine = type_of(first[c]);
        std::array<std::size_t, 4> types{};
        std::size_t again = 0, years = 0;
        for (std::size_t r = 1; r < rows.size(); ++r) {
            if (c >= rows[r].size()) { continue; }
            ++types[static_cast<std::size_t>(type_of(rows[r][c]))];
            years += is_year(rows[r][c]) ? 1 : 0;
            // The header line itself may come again: a row that is the first one altogether says nothing.
            again += rows[r][c] == first[c] && rows[r] != first ? 1 : 0;
        }
        const std::size_t numbers = types[1], dates = types[2], filled = numbers + dates + types[3];
        if (filled == 0) { continue; }
        const bool numeric = (numbers + dates) * 10 >= filled * 8;
        if (numeric) {
            if (mine == TextType::text) { score += 1; }
            if ((mine == TextType::number || mine == TextType::date) && (!is_year(first[c]) || years * 2 > filled)) {
                score -= 1;
            }
        } else if (mine == TextType::number || mine == TextType::date) {
            score -= 1;  // names are seldom numbers
        } else if (mine == TextType::text && again > 0) {
            score -= 0.7;  // a value of the column
        } else if (mine == TextType::text) {
            score += 0.1;
        }
        if (mine == TextType::empty && numeric) { score -= 0.2; }
    }
    return score >= 0;
}

/// Behind a title a report tells of itself in a small table of other width, before the one that the file is about:
/// where the rows of most cells begin, if nearly all from there on have as many. 0: nowhere
std::size_t below_report(std::span<const TextRow> rows, std::size_t columns) {
    std::size_t first = 0;
    while (first < rows.size() && first < most_above && rows[first].size() != columns) { ++first; }
    if (first == rows.size() || rows[first].size() != columns) { return 0; }
    const std::span<const TextRow> table = rows.subspan(first);
    const auto regular = static_cast<std::size_t>(std::ranges::count(table, columns, &TextRow::size));
    return table.size() > 2 && regular * 20 >= table.size() * 19 && has_header(table, columns) ? first : 0;
}

std::size_t rows_above(std::span<const TextRow> rows, const std::vector<bool>& blank_below, std::size_t columns) {
    if (columns < 3) { return 0; }
    const auto filled = [](const TextRow& row) {
        return std::ranges::count_if(row, [](std::string_view cell) { return !trim(cell).empty(); });
    };
    const auto regular = static_cast<std::size_t>(std::ranges::count(rows, columns, &TextRow::size));
    const bool clear = regular >= 3 && regular * 2 >= rows.size();
    const auto title = [&](std::size_t r) {
        return rows[r].size() < columns && (filled(rows[r]) <= 1 || (clear && blank_below[r]));
    };
    std::size_t above = 0;
    while (above + 1 < rows.size() && above < most_above && title(above)) { ++above; }
    const auto whole = [&](std::size_t r) { return static_cast<std::size_t>(filled(rows[r])) == columns; };
    if (above == 0 || !whole(above)) {
        // A title in the first cell or a label with its value, perhaps filled up with delimiters. The table that
        // follows must be plain to see: names, and rows of more than that.
        const auto note = [&](std::size_t r) {
            const auto cells = filled(rows[r]);
            const bool at_left = cells > 0 && !trim(rows[r][0]).empty() && type_of(rows[r][0]) == TextType::text;
            return cells == 0 || (at_left && (cells == 1 || (cells == 2 && !trim(rows[r][1]).empty())));
        };
        while (above + 1 < rows.size() && above < most_above && !whole(above) && (title(above) || note(above))) {
            ++above;
        }
        const auto wide =
            std::ranges::count_if(rows.subspan(above), [&](const TextRow& row) { return filled(row) > 2; });
        const bool plain = rows.size() - above > 2 && static_cast<std::size_t>(wide) * 10 >= (rows.size() - above) * 6;
        if (!whole(above) || !plain || !has_header(rows.subspan(above), columns)) { above = 0; }
    }
    if (above == 0 && clear && rows[0].size() < columns && filled(rows[0]) <= 2) {
        above = below_report(rows, columns);
    }
    // The first row of a table is whole; else the lines above may just be short rows.
    return rows[above].size() == columns && static_cast<std::size_t>(filled(rows[above])) == columns ? above : 0;
}

}  // namespace klarsicht
