#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "table/interpretation.h"

namespace klarsicht {

/// What a spelling says as a date, before anybody decides whether the day or the month comes first.
struct DateScan {
    std::uint8_t styles = 0;  ///< bit per DateStyle in which it is a day of the calendar: style_bit()
    bool time = false;        ///< a time of day follows
    bool short_year = false;  ///< 31.12.25
    bool compact = false;     ///< 20251231
    bool certain = false;     ///< the notation says which is the day: a dot, a month's name
    bool coarse = false;      ///< a month or a week: its first day
    std::int32_t year = 0;
    std::uint8_t first = 0;  ///< iso: the month; else the first number written
    std::uint8_t second = 0;
    double seconds = 0;  ///< since midnight UTC of the day written, the zone taken off
};

/// The ways in which dates are written, as far as they say which number is the day.
enum class DateNotation : std::uint8_t {
    year_first,  ///< 2025-12-31
    day_told,    ///< 31.12.2025, 31 Dec 2025
    open,        ///< 12/31/2025
};

constexpr DateNotation notation_of(const DateScan& scan) {
    if ((scan.styles >> static_cast<unsigned>(DateStyle::iso) & 1) != 0) { return DateNotation::year_first; }
    return scan.certain ? DateNotation::day_told : DateNotation::open;
}

constexpr std::uint8_t style_bit(DateStyle style) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(style));
}

/// Reads a trimmed spelling: 2025-12-31, 31.12.2025, 31/12/2025, 12/31/2025, 31-12-2025, 20251231, 1.2.25 (30–99 are
/// 1930–1999 and 00–29 are 2000–2029, as spreadsheets have it), 31-Dec-2025, 5. Okt. 2024, Oct 5th, 2025, 1er mars
/// 2025; a month or a week alone is its first day: 2025-12, 12/2025, Mai 2025, May-25, 2025-W12, KW 12/2025. A day of
/// the week may stand before it; behind it a time 23:59, 23.59, 23h59, 23:59:59, 23:59:59.123, 11:59 PM after a space,
/// T, "um", "at" or "à", and a zone Z, +02:00, +0200, +02, UTC or MEZ. Nothing if it is no day of the calendar (years
/// 1000–9999) in any style.
std::optional<DateScan> scan_date(std::string_view text);

/// How a date is written, if in one of the ways in which two spellings are always two values: all digits there, no zone
/// but Z. 0 if not.
std::uint32_t plain_date_shape(std::string_view text);

/// Days since 1970-01-01 of the day in a style that `scan.styles` has.
std::int64_t days_of(const DateScan& scan, DateStyle style);

/// Days since 1970-01-01 in the proleptic Gregorian calendar (H. Hinnant, "chrono-compatible low-level date
/// algorithms").
constexpr std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day) {
    year -= month <= 2;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const auto year_of_era = static_cast<std::uint64_t>(year - era * 400);
    const std::uint64_t day_of_year = (153U * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const std::uint64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + static_cast<std::int64_t>(day_of_era) - 719468;
}

}  // namespace klarsicht
