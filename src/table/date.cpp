#include "table/date.h"

#include <array>

namespace klarsicht {

namespace {

constexpr bool is_digit(char c) { return static_cast<unsigned char>(c - '0') < 10; }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

constexpr bool leap(std::int32_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

bool is_day(std::int32_t year, unsigned month, unsigned day) {
    constexpr std::array<unsigned char, 13> lengths = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1) { return false; }
    return day <= lengths[month] + (month == 2 && leap(year) ? 1U : 0U);
}

/// Takes up to `most` digits; how many there were.
std::size_t take_digits(std::string_view& text, std::size_t most, std::uint32_t& value) {
    std::size_t n = 0;
    value = 0;
    while (n < most && n < text.size() && is_digit(text[n])) {
        value = value * 10 + static_cast<unsigned>(text[n++] - '0');
    }
    text.remove_prefix(n);
    return n;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text[0] != c) { return false; }
    text.remove_prefix(1);
    return true;
}

/// Month of an English or German name or its first three letters, 0 if it is none; takes it off.
unsigned take_month_name(std::string_view& text) {
    struct Name {
        std::string_view full, abbreviated;
        unsigned month;
    };
    static constexpr std::array<Name, 22> names = {{
        {"january", "jan", 1},
        {"februar", "feb", 2},
        {"february", "feb", 2},
        {"march", "mar", 3},
        {"m\xC3\xA4rz", "m\xC3\xA4r", 3},
        {"maerz", "mrz", 3},
        {"april", "apr", 4},
        {"mai", "mai", 5},
        {"may", "may", 5},
        {"june", "jun", 6},
        {"juni", "jun", 6},
        {"july", "jul", 7},
        {"juli", "jul", 7},
        {"august", "aug", 8},
        {"september", "sep", 9},
        {"oktober", "okt", 10},
        {"october", "oct", 10},
        {"november", "nov", 11},
        {"dezember", "dez", 12},
        {"december", "dec", 12},
        {"januar", "jan", 1},
        {"sept", "sept", 9},
    }};
    std::array<char, 12> word{};
    std::size_t n = 0;
    while (n < text.size() &&
           (static_cast<unsigned char>(text[n]) >= 0x80 || (lower(text[n]) >= 'a' && lower(text[n]) <= 'z'))) {
        if (n == word.size()) { return 0; }
        word[n] = lower(text[n]);
        ++n;
    }
    const std::string_view spelled(word.data(), n);
    for (const Name& name : names) {
        if (spelled == name.full || spelled == name.abbreviated) {
            text.remove_prefix(n);
            return name.month;
        }
    }
    return 0;
}

/// Reads the time of day and zone that fill the rest of the text.
bool read_time(std::string_view text, DateScan& scan) {
    std::uint32_t hour = 0, minute = 0, second = 0;
    double fraction = 0;
    if (take_digits(text, 2, hour) == 0 || !take(text, ':') || take_digits(text, 2, minute) != 2) { return false; }
    if (take(text, ':')) {
        if (take_digits(text, 2, second) != 2) { return false; }
        if (!text.empty() && (text[0] == '.' || text[0] == ',') && text.size() > 1 && is_digit(text[1])) {
            text.remove_prefix(1);
            std::uint32_t numerator = 0;
            const std::size_t n = take_digits(text, 9, numerator);
            double denominator = 1;
            for (std::size_t i = 0; i < n; ++i) { denominator *= 10; }
            fraction = numerator / denominator;
            while (!text.empty() && is_digit(text[0])) { text.remove_prefix(1); }
        }
    }
    if (take(text, ' ')) {}
    if (text.size() >= 2 && (lower(text[0]) == 'a' || lower(text[0]) == 'p') && lower(text[1]) == 'm') {
        if (hour < 1 || hour > 12) { return false; }
        hour = hour % 12 + (lower(text[0]) == 'p' ? 12 : 0);
        text.remove_prefix(2);
    } else if (text.starts_with("Uhr")) {
        text.remove_prefix(3);
    }
    if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && (minute | second) != 0)) { return false; }
    std::int32_t offset = 0;
    if (take(text, 'Z') || take(text, 'z')) {
    } else if (text == "UTC" || text == "GMT") {
        text = {};
    } else if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
        const bool minus = text[0] == '-';
        text.remove_prefix(1);
        std::uint32_t hours = 0, minutes = 0;
        if (take_digits(text, 2, hours) != 2) { return false; }
        const bool colon = take(text, ':');
        const std::size_t n = take_digits(text, 2, minutes);
        if ((n != 2 && (n != 0 || colon)) || hours > 14 || minutes > 59) { return false; }
        offset = static_cast<std::int32_t>(hours * 3600 + minutes * 60);
        if (minus) { offset = -offset; }
    }
    if (!text.empty()) { return false; }
    scan.time = true;
    scan.seconds =
        static_cast<double>(static_cast<std::int32_t>(hour * 3600 + minute * 60 + second) - offset) + fraction;
    return true;
}

/// 20260305
bool read_compact(std::uint32_t digits, DateScan& scan) {
    scan.compact = true;
    scan.year = static_cast<std::int32_t>(digits / 10000);
    scan.first = static_cast<std::uint8_t>(digits / 100 % 100);
    scan.second = static_cast<std::uint8_t>(digits % 100);
    scan.styles = style_bit(DateStyle::iso);
    // Eight digits are a date only where they can hardly be anything else.
    return scan.year >= 1900 && scan.year <= 2099 && is_day(scan.year, scan.first, scan.second);
}

/// What follows the year of 2026-03-05, 2026/3/5, 2026.03.05.
bool read_year_first(std::string_view& text, std::uint32_t year, DateScan& scan) {
    if (text.empty()) { return false; }
    const char separator = text[0];
    if (separator != '-' && separator != '/' && separator != '.') { return false; }
    text.remove_prefix(1);
    std::uint32_t month = 0, day = 0;
    if (take_digits(text, 2, month) == 0 || !take(text, separator) || take_digits(text, 2, day) == 0) { return false; }
    scan.year = static_cast<std::int32_t>(year);
    scan.first = static_cast<std::uint8_t>(month);
    scan.second = static_cast<std::uint8_t>(day);
    scan.styles = style_bit(DateStyle::iso);
    return is_day(scan.year, month, day);
}

/// What follows the first number of 05.03.2026, 5. März 2026, 3/5/2026; `n`: how many digits that had.
bool read_year_last(std::string_view& text, std::uint32_t a, std::size_t n, DateScan& scan) {
    if (text.empty()) { return false; }
    const char separator = text[0];
    if (separator != '.' && separator != '-' && separator != '/' && separator != ' ') { return false; }
    std::uint32_t b = 0, c = 0;
    std::size_t digits = 0;
    unsigned named = 0;
    text.remove_prefix(1);
    if (separator == '.') { take(text, ' '); }
    if (!text.empty() && is_digit(text[0])) {
        if (separator == ' ') { return false; }
        digits = take_digits(text, 2, b);
        if (!take(text, separator)) { return false; }
        if (separator == '.') { take(text, ' '); }
    } else {
        named = take_month_name(text);
        if (named == 0) { return false; }
        b = named;
        if (!take(text, separator) && !take(text, ' ')) { return false; }
    }
    const std::size_t year_digits = take_digits(text, 4, c);
    if (year_digits == 2 && separator == '.' && n == 2 && digits == 2) {
        scan.short_year = true;
        c += c < 30 ? 2000 : 1900;
    } else if (year_digits != 4) {
        return false;
    }
    scan.year = static_cast<std::int32_t>(c);
    scan.first = static_cast<std::uint8_t>(a);
    scan.second = static_cast<std::uint8_t>(b);
    if (is_day(scan.year, b, a)) { scan.styles |= style_bit(DateStyle::day_month_year); }
    // A dot or a month's name always has the day first.
    if (separator != '.' && named == 0 && is_day(scan.year, a, b)) {
        scan.styles |= style_bit(DateStyle::month_day_year);
    }
    return scan.styles != 0;
}

}  // namespace

std::optional<DateScan> scan_date(std::string_view text) {
    if (text.size() < 8 || text.size() > 40 || !is_digit(text[0])) { return std::nullopt; }
    DateScan scan;
    std::uint32_t first = 0;
    const std::size_t n = take_digits(text, 8, first);
    const bool read = n == 8             ? read_compact(first, scan)
                      : n == 4           ? read_year_first(text, first, scan)
                      : n == 1 || n == 2 ? read_year_last(text, first, n, scan)
                                         : false;
    if (!read) { return std::nullopt; }
    if (text.empty()) { return scan; }
    if (text[0] == ',' && text.size() > 1 && text[1] == ' ') { text.remove_prefix(1); }
    if (text[0] != ' ' && text[0] != 'T' && text[0] != 't') { return std::nullopt; }
    text.remove_prefix(1);
    if (!read_time(text, scan)) { return std::nullopt; }
    return scan;
}

std::int64_t days_of(const DateScan& scan, DateStyle style) {
    switch (style) {
        case DateStyle::day_month_year:
            return days_from_civil(scan.year, scan.second, scan.first);
        default:
            return days_from_civil(scan.year, scan.first, scan.second);
    }
}

}  // namespace klarsicht
