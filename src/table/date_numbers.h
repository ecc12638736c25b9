#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace klarsicht {

/// What the numbers of a column stand for if they are times.
enum class DateNumbers : std::uint8_t {
    none,
    seconds,       ///< since 1970-01-01T00:00Z, as programs count
    milliseconds,  ///< the same, as browsers count
    microseconds,  ///< as trackers and warehouses count
    nanoseconds,
    days,  ///< since 1899-12-30, as spreadsheets count; with a fraction also the time
};

/// By the column's name, which must speak of a time (created_at, Zeitstempel) or of a day (Kaufdatum, order date), and
/// its values, all of which must lie where such times do. Zeros beside seconds say that there was no time.
/// @param values NaN where there is none
DateNumbers date_numbers(std::string_view name, std::span<const double> values);

/// Such a number in seconds since 1970.
double seconds_of(DateNumbers kind, double value);

}  // namespace klarsicht
