#include "table/interpret_table.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

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

/// All spellings of the number are missing from now on.
void set_missing(const Column& column, double number, Interpretation& data) {
    for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
        if (!data.valid(code) || data.values[code] != number) { continue; }
        data.states[code] = CellState::missing;
        data.values[code] = std::numeric_limits<double>::quiet_NaN();
        data.missing += column.counts[code];
        data.stand_ins.push_back(code);
    }
    data.distinct -= 1;
}

bool all_nines(double value) {
    for (std::uint64_t nines = 9; nines < 10'000'000'000; nines = nines * 10 + 9) {
        if (value == static_cast<double>(nines)) { return true; }
    }
    return false;
}

bool is_stand_in_below(double value) { return value == -1 || all_nines(-value); }

/// What programs write where they have no number, and what else the column holds.
struct StandIns {
    std::vector<std::pair<double, std::uint64_t>> below;  ///< −1, −9, −99 … with their rows
    double least = std::numeric_limits<double>::infinity();
    double greatest = -least, next = -least;  ///< next: the greatest but one
    std::uint64_t greatest_rows = 0, others = 0;
};

StandIns stand_ins_of(const Column& column, const Interpretation& data) {
    StandIns found;
    for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
        if (!data.valid(code)) { continue; }
        const double value = data.values[code];
        const std::uint64_t rows = column.counts[code];
        if (value < 0 && is_stand_in_below(value)) {
            const auto known = std::ranges::find(found.below, value, &std::pair<double, std::uint64_t>::first);
            if (known == found.below.end()) {
                found.below.emplace_back(value, rows);
            } else {
                known->second += rows;
            }
            continue;
        }
        ++found.others;
        found.least = std::min(found.least, value);
        if (value > found.greatest) {
            found.next = found.greatest;
            found.greatest = value;
            found.greatest_rows = rows;
        } else if (value == found.greatest) {
            found.greatest_rows += rows;
        } else {
            found.next = std::max(found.next, value);
        }
    }
    return found;
}

/// Rows of nines, and −1, that stand apart from all else.
void set_numbers_aside(const Column& column, Interpretation& data) {
    constexpr std::uint64_t fewest_rows = 3, fewest_others = 3;
    if (!is_numeric(data.kind) || data.distinct < fewest_others) { return; }
    const StandIns found = stand_ins_of(column, data);
    // Among two others −1 is an answer: worse, the same, better.
    if (found.others >= fewest_others && found.least >= 0) {
        for (const auto& [value, rows] : found.below) {
            if (rows >= fewest_rows) { set_missing(column, value, data); }
        }
    }
    if (found.greatest < 99 || !all_nines(found.greatest) || found.next < 0 || found.next * 2 >= found.greatest) {
        return;
    }
    // 99 is a price as well: it is none where it lies far out, or comes more often than one value should.
    const bool far = found.next * 10 < found.greatest;
    const bool often = found.greatest_rows * found.others >= 2 * (column.rows() - data.missing);
    if (found.greatest_rows >= fewest_rows && (far || often)) { set_missing(column, found.greatest, data); }
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
        set_numbers_aside(table.columns[c], *columns[c]);
        for (const bool greatest : {true, false}) {
            const std::optional<std::uint32_t> spike = spike_of(table.columns[c], *columns[c], greatest);
            if (!spike) { continue; }
            const auto lacks = [&](std::size_t other) {
                return other != c && lacks_with(table.columns[c], *spike, table.columns[other], *columns[other]);
            };
            bool found = false;
            for (std::size_t other = 0; other < columns.size() && !found; ++other) { found = lacks(other); }
            if (found) { set_missing(table.columns[c], columns[c]->values[*spike], *columns[c]); }
        }
    }
}

}  // namespace klarsicht
