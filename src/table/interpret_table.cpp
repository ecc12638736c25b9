#include "table/interpret_table.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace klarsicht {

namespace {

/// How the columns that read in one way only write numbers and dates; none where they differ.
InterpretOptions told_by(const Table& table, const std::vector<Interpretation*>& columns, InterpretOptions options) {
    bool german = false, english = false, day = false, month = false;
    for (const Interpretation* column : columns) {
        if (column->ambiguous) { continue; }
        german = german || column->number_style == NumberStyle::german;
        english = english || column->number_style == NumberStyle::english ||
                  (column->number_style == NumberStyle::plain && column->kind == Kind::number);
        day = day || (column->date_style == DateStyle::day_month_year);
        month = month || column->date_style == DateStyle::month_day_year;
    }
    // A semicolon divides cells where the comma divides decimals.
    if (!english && !german && table.source.delimiter == ";") { german = true; }
    if (german != english) { options.numbers = german ? NumberStyle::german : NumberStyle::english; }
    if (day != month) { options.dates = day ? DateStyle::day_month_year : DateStyle::month_day_year; }
    if (!day && !month && options.numbers == NumberStyle::german) { options.dates = DateStyle::day_month_year; }
    return options;
}

/// The least or the greatest value of a column, if it stands apart and is far more frequent than others.
std::optional<std::uint32_t> spike_of(const Column& column, const Interpretation& data, bool greatest) {
    constexpr std::uint64_t fewest_rows = 20, fewest_values = 10;
    if (data.kind != Kind::integer || data.distinct < fewest_values) { return std::nullopt; }
    const double sign = greatest ? 1 : -1;
    double first = -std::numeric_limits<double>::infinity(), second = first, last = -first;
    std::uint32_t spike = 0;
    std::uint64_t filled = 0;
    for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
        if (!data.valid(code)) { continue; }
        filled += column.counts[code];
        const double value = data.values[code] * sign;
        last = std::min(last, value);
        if (value > first) {
            second = first;
            first = value;
            spike = code;
        } else if (value > second) {
            second = value;
        }
    }
    const std::uint64_t rows = column.counts[spike];
    const double range = second - last;
    // Who has nothing has 0.
    if (first == 0 || first - second <= 1 || (first - second) * 20 <= range) { return std::nullopt; }
    return rows >= fewest_rows && rows * data.distinct >= 5 * filled ? std::optional(spike) : std::nullopt;
}

/// Whether another column is empty in nearly all rows of that spelling, and seldom elsewhere.
bool lacks_with(const Column& column, std::uint32_t spike, const Column& other, const Interpretation& data) {
    if (data.missing < 20 || data.missing > 3 * std::uint64_t{column.counts[spike]}) { return false; }
    std::uint64_t both = 0;
    for (std::size_t row = 0; row < column.codes.size(); ++row) {
        both += column.codes[row] == spike && data.states[other.codes[row]] == CellState::missing ? 1 : 0;
    }
    return both * 10 >= std::uint64_t{column.counts[spike]} * 9 && both * 2 >= data.missing;
}

void set_missing(const Column& column, std::uint32_t code, Interpretation& data) {
    data.states[code] = CellState::missing;
    data.values[code] = std::numeric_limits<double>::quiet_NaN();
    data.missing += column.counts[code];
    data.distinct -= 1;
    data.stand_ins.push_back(code);
}

}  // namespace

void interpret_together(const Table& table, const InterpretOptions& options, std::vector<Interpretation*> columns) {
    const bool open = std::ranges::any_of(columns, &Interpretation::ambiguous);
    const InterpretOptions told = open ? told_by(table, columns, options) : options;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const bool dates = columns[c]->date_style != DateStyle::none;
        const bool help = dates ? told.dates != DateStyle::none : told.numbers != NumberStyle::none;
        if (columns[c]->ambiguous && help) { *columns[c] = interpret(table.columns[c], told); }
    }
    for (std::size_t c = 0; c < columns.size(); ++c) {
        for (const bool greatest : {true, false}) {
            const std::optional<std::uint32_t> spike = spike_of(table.columns[c], *columns[c], greatest);
            if (!spike) { continue; }
            const auto lacks = [&](std::size_t other) {
                return other != c && lacks_with(table.columns[c], *spike, table.columns[other], *columns[other]);
            };
            bool found = false;
            for (std::size_t other = 0; other < columns.size() && !found; ++other) { found = lacks(other); }
            if (found) { set_missing(table.columns[c], *spike, *columns[c]); }
        }
    }
}

}  // namespace klarsicht
