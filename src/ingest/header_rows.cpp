#include "ingest/header_rows.h"

#include <algorithm>
#include <string_view>

#include "ingest/first_rows.h"
#include "table/not_known.h"
#include "table/trim.h"

namespace klarsicht {

namespace {

constexpr std::uint64_t most_lines = 3, rows_below = 200;

bool is_value(TextType type) { return type == TextType::number || type == TextType::date; }

std::string_view cell_of(const Column& column, std::uint64_t row) { return trim(column.spelling_at(row)); }

/// Words, and none that stand for an answer that nobody gave.
bool is_word(std::string_view cell) { return type_of(cell) == TextType::text && not_known(cell) == NotKnown::no; }

/// Whether nearly all cells of the rows are numbers or dates, and there are some.
bool holds_values(const Column& column, std::uint64_t from, std::uint64_t end) {
    std::uint64_t filled = 0, values = 0;
    for (std::uint64_t row = from; row < end; ++row) {
        const TextType type = type_of(cell_of(column, row));
        filled += type == TextType::empty ? 0 : 1;
        values += is_value(type) ? 1 : 0;
    }
    constexpr std::uint64_t fewest = 3;
    return values >= fewest && values * 20 >= filled * 19;
}

}  // namespace

std::vector<std::uint64_t> find_header_rows(const Table& table) {
    const auto has_value = [&](std::uint64_t row) {
        return std::ranges::any_of(table.columns, [&](const Column& c) { return is_value(type_of(cell_of(c, row))); });
    };
    std::uint64_t lines = 0;
    while (lines < std::min(most_lines, table.rows()) && !has_value(lines)) { ++lines; }
    if (lines == 0 || lines == most_lines) { return {}; }
    std::vector<std::uint64_t> found(lines, 0);  // columns of values with a word there, by line
    std::size_t gaps = 0;
    const std::uint64_t end = std::min(table.rows(), lines + rows_below);
    for (const Column& column : table.columns) {
        if (!holds_values(column, lines, end)) { continue; }
        for (std::uint64_t row = 0; row < lines; ++row) {
            const std::string_view cell = cell_of(column, row);
            found[row] += is_word(cell) ? 1 : 0;
            gaps += not_known(cell) == NotKnown::no ? 0 : 1;
        }
    }
    // A row of somebody who answered nothing says so in words that stand for no answer.
    if (gaps > 0 || std::ranges::any_of(found, [](std::uint64_t words) { return words < 2; })) { return {}; }
    std::vector<std::uint64_t> rows(lines);
    for (std::uint64_t row = 0; row < lines; ++row) { rows[row] = row; }
    return rows;
}

}  // namespace klarsicht
