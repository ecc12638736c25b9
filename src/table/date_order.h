#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "table/date.h"
#include "table/interpretation.h"

namespace klarsicht {

/// Which comes first, the day or the month, in a column whose notation does not say it: 05/03/2026.
class DateOrder {
public:
    void add(const DateScan& date, std::uint64_t rows);
    std::uint64_t rows(DateNotation notation) const { return notations_[static_cast<std::size_t>(notation)]; }
    /// Rows that are not written as most are.
    std::uint64_t other_rows() const;

    struct Found {
        DateStyle order = DateStyle::day_month_year;
        bool ambiguous = false;
    };
    /// By proof (a number above 12), by the order of the rows, by what the file says elsewhere; else the day, as a
    /// guess.
    Found find(const Column& column, const std::vector<CellState>& states, DateStyle told) const;

private:
    std::array<std::uint64_t, 3> notations_{};       ///< [DateNotation] rows
    std::uint64_t day_first_ = 0, month_first_ = 0;  ///< rows of which one number must be the day
    std::uint64_t either_ = 0;                       ///< rows that read in both ways
};

/// The dates of the valid cells, NaN where there is none: in that order of day and month, unless the notation says
/// which is the day. @param time in seconds, else in days
std::vector<double> dates_in(const Column& column, const std::vector<CellState>& states, DateStyle order, bool time);

}  // namespace klarsicht
