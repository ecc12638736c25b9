#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "table/interpretation.h"

namespace klarsicht {

/// What stands beside the digits: 12 %, 149,45 €.
enum class NumberUnit : std::uint8_t { none, percent, euro, dollar, pound, yen, franc };

/// What a spelling says as a number, before anybody decides on the column's style.
struct NumberScan {
    std::uint8_t styles = 0;  ///< bit per NumberStyle in which it reads: style_bit()
    bool integer = false;     ///< no decimal mark, no exponent (in its only or plainest reading)
    bool code = false;  ///< a leading zero (01067) or + and seven or more digits: a code or a telephone number, not a
                        ///< quantity; or 12E5: who means a power of ten writes a mark or a sign
    bool exponent = false;    ///< 4,479E+11
    bool spaced = false;      ///< groups divided by spaces: 1 234 567
    std::uint8_t digits = 0;  ///< digits before the decimal mark, at most 255
    NumberUnit unit = NumberUnit::none;
    /// Written in the one plain way: no unit, no +, no exponent, no leading zero, at most 15 digits, not -0. Two such
    /// spellings with as many decimals each are two numbers.
    bool canonical = false;
    std::uint8_t decimals = 0;  ///< digits after the decimal mark, of a canonical spelling
    double plain = 0;           ///< the number, where it reads in the style `plain`
};

constexpr std::uint8_t style_bit(NumberStyle style) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(style));
}

/// Looks at a trimmed spelling; nothing if it is a number in no style.
std::optional<NumberScan> scan_number(std::string_view text);

/// The number a trimmed spelling stands for in a style; nothing if it does not read in it. 1.234 is 1.234 in `plain`
/// and 1234 in `german`; a unit (12 %, $5) is left out: 12 % is 12. Correctly rounded.
std::optional<double> read_number(std::string_view text, NumberStyle style);

}  // namespace klarsicht
