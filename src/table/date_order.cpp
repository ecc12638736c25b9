#include "table/date_order.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "table/trim.h"

namespace klarsicht {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

double days_in(const DateScan& date, DateStyle order) {
    if ((date.styles & style_bit(order)) != 0) { return static_cast<double>(days_of(date, order)); }
    if ((date.styles & style_bit(DateStyle::iso)) != 0) { return static_cast<double>(days_of(date, DateStyle::iso)); }
    return date.certain ? static_cast<double>(days_of(date, DateStyle::day_month_year)) : not_a_number;
}

/// Whether the rows ascend, or descend.
bool in_order(const Column& column, const std::vector<double>& values) {
    std::uint64_t up = 0, down = 0;
    double last = not_a_number;
    for (const std::uint32_t code : column.codes) {
        if (std::isnan(values[code])) { continue; }
        up += values[code] > last ? 1 : 0;
        down += values[code] < last ? 1 : 0;
        last = values[code];
    }
    constexpr std::uint64_t fewest = 8;
    return up + down >= fewest && std::min(up, down) * 50 <= up + down;
}

}  // namespace

std::vector<double> dates_in(const Column& column, const std::vector<CellState>& states, DateStyle order, bool time) {
    std::vector<double> values(column.dictionary.size(), not_a_number);
    for (std::uint32_t code = 0; code < column.dictionary.size(); ++code) {
        if (states[code] != CellState::valid) { continue; }
        if (const auto date = scan_date(trim(column.dictionary[code]))) {
            values[code] = time ? days_in(*date, order) * 86400 + date->seconds : days_in(*date, order);
        }
    }
    return values;
}

void DateOrder::add(const DateScan& date, std::uint64_t rows) {
    const DateNotation notation = notation_of(date);
    notations_[static_cast<std::size_t>(notation)] += rows;
    if (notation != DateNotation::open) { return; }
    if (date.styles == style_bit(DateStyle::day_month_year)) {
        day_first_ += rows;
    } else if (date.styles == style_bit(DateStyle::month_day_year)) {
        month_first_ += rows;
    } else {
        either_ += rows;
    }
}

std::uint64_t DateOrder::other_rows() const {
    return notations_[0] + notations_[1] + notations_[2] - std::ranges::max(notations_);
}

DateOrder::Found DateOrder::find(const Column& column, const std::vector<CellState>& states, DateStyle told) const {
    if (day_first_ != month_first_) {
        // Many that must be read the other way: two orders in one column, and most cells fit both.
        const std::uint64_t less = std::min(day_first_, month_first_);
        return {day_first_ > month_first_ ? DateStyle::day_month_year : DateStyle::month_day_year,
                less * 20 > day_first_ + month_first_ && either_ > 0};
    }
    if (either_ == 0) { return {}; }
    const std::vector<double> day = dates_in(column, states, DateStyle::day_month_year, true);
    const std::vector<double> month = dates_in(column, states, DateStyle::month_day_year, true);
    // 07/07/2025 is the same day in both.
    const bool same =
        std::ranges::equal(day, month, [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); });
    if (same) { return {}; }
    if (day_first_ == 0) {
        const bool by_day = in_order(column, day), by_month = in_order(column, month);
        if (by_day != by_month) { return {by_day ? DateStyle::day_month_year : DateStyle::month_day_year, false}; }
        if (told != DateStyle::none) { return {told, false}; }
    }
    return {DateStyle::day_month_year, true};
}

}  // namespace klarsicht
