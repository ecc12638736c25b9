#pragma once
#include <cstdint>
#include <string_view>

namespace klarsicht::xlsx {

/// What a cell's number format makes of its number.
struct NumberFormat {
    enum class Kind : std::uint8_t {
        number,
        text,      ///< @
        zeros,     ///< 00000: a number with leading zeros, as postal codes have them
        date,      ///< day, month or year
        datetime,  ///< and a time of day
        time_of_day,
        duration,  ///< [h]:mm: hours that go on past 24
    };
    Kind kind = Kind::number;
    std::uint8_t digits = 0;  ///< of `zeros`
};

/// A format that has a number and no code (ECMA-376 Part 1, 18.8.30, with those of East Asia).
NumberFormat builtin_format(std::uint32_t id);

/// A format by its code, e.g. `dd/mm/yyyy hh:mm`, `#,##0.00 [$€-407]`, `[h]:mm`, `00000`.
NumberFormat format_of_code(std::string_view code);

}  // namespace klarsicht::xlsx
