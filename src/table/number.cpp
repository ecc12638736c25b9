#include "table/number.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>

#include <fast_float/fast_float.h>

namespace klarsicht {

namespace {

constexpr bool is_digit(char c) { return static_cast<unsigned char>(c - '0') < 10; }

struct Affix {
    std::string_view text;
    NumberUnit unit;
};
constexpr std::array affixes = {
    Affix{"\xE2\x82\xAC", NumberUnit::euro}, Affix{"EUR", NumberUnit::euro},       Affix{"$", NumberUnit::dollar},
    Affix{"USD", NumberUnit::dollar},        Affix{"\xC2\xA3", NumberUnit::pound}, Affix{"GBP", NumberUnit::pound},
    Affix{"\xC2\xA5", NumberUnit::yen},      Affix{"CHF", NumberUnit::franc},      Affix{"Fr.", NumberUnit::franc},
    Affix{"%", NumberUnit::percent},
};

/// A space that may stand between groups of digits or before a unit; its length in bytes, 0 if there is none.
std::size_t space_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) { return 0; }
    if (text[at] == ' ') { return 1; }
    if (text.substr(at).starts_with("\xC2\xA0")) { return 2; }  // no-break space
    if (text.substr(at).starts_with("\xE2\x80\xAF") || text.substr(at).starts_with("\xE2\x80\x89")) {
        return 3;
    }  // narrow ones
    return 0;
}

std::size_t space_before_end(std::string_view text) {
    if (text.ends_with(' ')) { return 1; }
    if (text.ends_with("\xC2\xA0")) { return 2; }
    if (text.ends_with("\xE2\x80\xAF") || text.ends_with("\xE2\x80\x89")) { return 3; }
    return 0;
}

struct Parts {
    bool negative = false;
    bool plus = false;
    std::string_view body;  ///< digits, group and decimal marks, exponent
    NumberUnit unit = NumberUnit::none;
};

bool take_sign(std::string_view& text, Parts& parts) {
    if (text.empty()) { return false; }
    if (text[0] == '-') {
        parts.negative = true;
        text.remove_prefix(1);
    } else if (text[0] == '+') {
        parts.plus = true;
        text.remove_prefix(1);
    } else if (text.starts_with("\xE2\x88\x92")) {  // U+2212 minus
        parts.negative = true;
        text.remove_prefix(3);
    } else {
        return false;
    }
    return true;
}

/// Splits sign and unit off; false if what is left cannot be a number.
bool split(std::string_view text, Parts& parts) {
    if (text.empty()) { return false; }
    if (is_digit(text[0]) && is_digit(text.back())) {  // by far the most frequent
        parts.body = text;
        return true;
    }
    bool sign = take_sign(text, parts);
    if (text.empty()) { return false; }
    if (!is_digit(text[0]) && text[0] != '.' && text[0] != ',') {
        for (const Affix& affix : affixes) {
            if (affix.unit != NumberUnit::percent && text.starts_with(affix.text)) {
                parts.unit = affix.unit;
                text.remove_prefix(affix.text.size());
                while (const std::size_t n = space_at(text, 0)) { text.remove_prefix(n); }
                break;
            }
        }
        if (parts.unit == NumberUnit::none) { return false; }
        if (!sign) { sign = take_sign(text, parts); }
    }
    if (!text.empty() && !is_digit(text.back()) && text.back() != '-' && parts.unit == NumberUnit::none) {
        for (const Affix& affix : affixes) {
            if (text.ends_with(affix.text)) {
                parts.unit = affix.unit;
                text.remove_suffix(affix.text.size());
                while (const std::size_t n = space_before_end(text)) { text.remove_suffix(n); }
                break;
            }
        }
    }
    if (!sign && text.size() > 1 && text.back() == '-') {  // 12,50- as SAP writes it
        parts.negative = true;
        text.remove_suffix(1);
    }
    parts.body = text;
    return !text.empty() && (is_digit(text[0]) || text[0] == '.' || text[0] == ',');
}

/// Reads the body with the given marks. Group marks must stand before every third digit from the right; decimal mark
/// once, exponent after. `group2` is a second allowed group mark ('\'' or ' ', which stands for every space).
struct Marks {
    char decimal;
    char group;
    char group2;
};
constexpr Marks marks_of(NumberStyle style) {
    switch (style) {
        case NumberStyle::english:
            return {'.', ',', '\''};
        case NumberStyle::german:
            return {',', '.', ' '};
        default:
            return {'.', '\0', '\0'};
    }
}

struct Body {
    bool ok = false;
    bool decimal = false;
    bool exponent = false;
    bool power_signed = false;  ///< E+05
    bool upper = false;         ///< E, not e
    bool grouped = false;
    bool spaced = false;
    std::uint32_t whole_digits = 0;
    std::uint64_t mantissa = 0;  ///< of the first 18 digits
    std::uint32_t digits = 0;
    std::uint32_t fraction_digits = 0;
    int power = 0;
};

Body read_body(std::string_view text, const Marks& marks) {
    Body body;
    std::size_t at = 0;
    const std::size_t n = text.size();
    std::uint32_t run = 0;  // digits since the last group mark
    char mark = '\0';
    const auto digit = [&](char c) {
        if (body.digits < 18) { body.mantissa = body.mantissa * 10 + static_cast<unsigned>(c - '0'); }
        if (body.digits > 0 || c != '0') { ++body.digits; }
    };
    for (;;) {
        while (at < n && is_digit(text[at])) {
            digit(text[at++]);
            ++run;
            ++body.whole_digits;
        }
        if (at == n || text[at] == marks.decimal || text[at] == 'e' || text[at] == 'E') { break; }
        std::size_t width = 0;
        char found = '\0';
        if (marks.group != '\0' && text[at] == marks.group) {
            width = 1;
            found = marks.group;
        } else if (marks.group2 == '\'' && text[at] == '\'') {
            width = 1;
            found = '\'';
        } else if (marks.group2 == ' ') {
            width = space_at(text, at);
            found = ' ';
        }
        if (width == 0 || (mark != '\0' && mark != found)) { return body; }
        // The first group has one to three digits and no leading zero, every later one exactly three.
        if (mark == '\0' ? (run == 0 || run > 3 || text[at - run] == '0') : run != 3) { return body; }
        mark = found;
        body.grouped = true;
        body.spaced |= found == ' ';
        run = 0;
        at += width;
    }
    if (mark != '\0' && run != 3) { return body; }
    if (at < n && text[at] == marks.decimal) {
        ++at;
        body.decimal = true;
        while (at < n && is_digit(text[at])) {
            digit(text[at++]);
            ++body.fraction_digits;
        }
        if (body.fraction_digits == 0) { return body; }
    }
    if (body.whole_digits + body.fraction_digits == 0) { return body; }
    if (at < n && (text[at] == 'e' || text[at] == 'E')) {
        body.upper = text[at++] == 'E';
        body.exponent = true;
        bool minus = false;
        if (at < n && (text[at] == '-' || text[at] == '+')) {
            body.power_signed = true;
            minus = text[at++] == '-';
        }
        if (at == n || n - at > 4) { return body; }
        while (at < n && is_digit(text[at])) { body.power = body.power * 10 + (text[at++] - '0'); }
        if (minus) { body.power = -body.power; }
    }
    body.ok = at == n;
    return body;
}

constexpr std::array<double, 23> powers_of_ten = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                  1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                  1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/// The number that a body stands for; NaN if it is beyond what a double holds.
double value_of(const Parts& parts, const Body& body, NumberStyle style) {
    const int power = body.power - static_cast<int>(body.fraction_digits);
    double value = 0;
    if (body.digits <= 15 && power >= -22 && power <= 22) {
        // Both factors are exact doubles, so one operation rounds correctly (Clinger 1990).
        value = static_cast<double>(body.mantissa);
        value = power < 0 ? value / powers_of_ten[static_cast<std::size_t>(-power)]
                          : value * powers_of_ten[static_cast<std::size_t>(power)];
    } else {
        std::array<char, 64> small;
        std::string large;
        char* out = small.data();
        if (parts.body.size() > small.size()) {
            large.resize(parts.body.size());
            out = large.data();
        }
        std::size_t length = 0;
        const char decimal = marks_of(style).decimal;
        for (const char c : parts.body) {
            if (is_digit(c) || c == 'e' || c == 'E' || c == '-' || c == '+') {
                out[length++] = c;
            } else if (c == decimal) {
                out[length++] = '.';
            }
        }
        const auto [end, error] = fast_float::from_chars(out, out + length, value);
        if (error != std::errc() || end != out + length || !std::isfinite(value)) {
            return std::numeric_limits<double>::quiet_NaN();
        }
    }
    return parts.negative ? -value : value;
}

}  // namespace

std::optional<NumberScan> scan_number(std::string_view text) {
    Parts parts;
    if (!split(text, parts)) { return std::nullopt; }
    NumberScan scan;
    scan.unit = parts.unit;
    const auto note = [&](const Body& body, NumberStyle style) {
        // The plainest reading that fits tells whether the spelling is a whole number.
        if (scan.styles == 0) {
            scan.integer = !body.decimal && !body.exponent;
            scan.digits = static_cast<std::uint8_t>(std::min<std::uint32_t>(body.whole_digits, 255));
            scan.code = (body.whole_digits > 1 && parts.body[0] == '0') ||
                        (parts.plus && scan.integer && body.whole_digits >= 7);
            scan.spaced = body.spaced;
            scan.exponent = body.exponent;
            scan.code = scan.code || (body.exponent && !body.decimal && !body.power_signed && body.upper);
        }
        scan.styles |= style_bit(style);
    };
    const Body plain = read_body(parts.body, marks_of(NumberStyle::plain));
    if (plain.ok) {
        scan.plain = value_of(parts, plain, NumberStyle::plain);
        if (std::isnan(scan.plain)) { return std::nullopt; }
        note(plain, NumberStyle::plain);
        const bool sign = parts.negative && text[0] == '-';
        scan.canonical = !plain.exponent && !scan.code && plain.whole_digits > 0 &&
                         plain.whole_digits + plain.fraction_digits <= 15 &&
                         parts.body.size() + (sign ? 1 : 0) == text.size() && !(sign && scan.plain == 0);
        scan.decimals = static_cast<std::uint8_t>(std::min<std::uint32_t>(plain.fraction_digits, 255));
        // English only adds marks between groups; German reads the point as one of them.
        scan.styles |= style_bit(NumberStyle::english);
        const auto grouped = [&] {
            return plain.fraction_digits == 3 && plain.whole_digits <= 3 &&
                   read_body(parts.body, marks_of(NumberStyle::german)).ok;
        };
        if (!plain.decimal || grouped()) { scan.styles |= style_bit(NumberStyle::german); }
        return scan;
    }
    for (const NumberStyle style : {NumberStyle::english, NumberStyle::german}) {
        if (const Body body = read_body(parts.body, marks_of(style)); body.ok) { note(body, style); }
    }
    if (scan.styles == 0) { return std::nullopt; }
    return scan;
}

std::optional<double> read_number(std::string_view text, NumberStyle style) {
    Parts parts;
    if (!split(text, parts)) { return std::nullopt; }
    const Body body = read_body(parts.body, marks_of(style));
    if (!body.ok) { return std::nullopt; }
    const double value = value_of(parts, body, style);
    if (std::isnan(value)) { return std::nullopt; }
    return value;
}

}  // namespace klarsicht
