#include "table/date.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <span>
#include <string>
#include <vector>

#include "base/word_list.h"

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

struct MonthName {
    std::string_view text;
    unsigned month;
};
constexpr std::array<MonthName, 61> month_names = {{
    {"jan", 1},
    {"january", 1},
    {"januar", 1},
    {"janv", 1},
    {"janvier", 1},
    {"j\xC3\xA4n", 1},
    {"j\xC3\xA4nner", 1},
    {"jaenner", 1},
    {"feber", 2},
    {"feb", 2},
    {"february", 2},
    {"februar", 2},
    {"f\xC3\xA9vr", 2},
    {"f\xC3\xA9vrier", 2},
    {"fevr", 2},
    {"fevrier", 2},
    {"mar", 3},
    {"march", 3},
    {"m\xC3\xA4rz", 3},
    {"m\xC3\xA4r", 3},
    {"maerz", 3},
    {"mrz", 3},
    {"mars", 3},
    {"apr", 4},
    {"april", 4},
    {"avr", 4},
    {"avril", 4},
    {"mai", 5},
    {"may", 5},
    {"jun", 6},
    {"june", 6},
    {"juni", 6},
    {"juin", 6},
    {"jul", 7},
    {"july", 7},
    {"juli", 7},
    {"juil", 7},
    {"juillet", 7},
    {"aug", 8},
    {"august", 8},
    {"ao\xC3\xBBt", 8},
    {"aout", 8},
    {"sep", 9},
    {"sept", 9},
    {"september", 9},
    {"septembre", 9},
    {"okt", 10},
    {"oct", 10},
    {"oktober", 10},
    {"october", 10},
    {"octobre", 10},
    {"nov", 11},
    {"november", 11},
    {"novembre", 11},
    {"dez", 12},
    {"dec", 12},
    {"dezember", 12},
    {"december", 12},
    {"d\xC3\xA9"
     "c",
     12},
    {"d\xC3\xA9"
     "cembre",
     12},
    {"decembre", 12},
}};

/// The letters at the start of a text in small ones; how many bytes they are. None if there are more than fit.
std::size_t small_word(std::string_view text, std::array<char, 12>& word) {
    std::size_t n = 0;
    for (; n < text.size(); ++n) {
        const char c = lower(text[n]);
        if (static_cast<unsigned char>(c) < 0x80 && (c < 'a' || c > 'z')) { break; }
        if (n == word.size()) { return 0; }
        // Ä is C3 84, ä is C3 A4.
        const bool capital = n > 0 && word[n - 1] == '\xC3' && static_cast<unsigned char>(c) < 0x9F;
        word[n] = capital ? static_cast<char>(c + 0x20) : c;
    }
    return n;
}

/// Month of an English, German or French name or its abbreviation, 0 if it is none; takes it off.
unsigned take_month_name(std::string_view& text) {
    std::array<char, 12> word{};
    const std::size_t n = small_word(text, word);
    const auto* const name = std::ranges::find(month_names, std::string_view(word.data(), n), &MonthName::text);
    if (name == month_names.end()) { return 0; }
    text.remove_prefix(n);
    return name->month;
}

/// Takes one of the words off, if the text begins with it.
bool take_word(std::string_view& text, std::span<const std::string> words) {
    std::array<char, 12> word{};
    const std::size_t n = small_word(text, word);
    if (n == 0 || std::ranges::find(words, std::string_view(word.data(), n)) == words.end()) { return false; }
    text.remove_prefix(n);
    return true;
}

/// Takes a day of the week off, with the dot or comma behind it.
bool take_weekday(std::string_view& text) {
    static const std::vector<std::string>& days = word_list("table", "weekdays");
    if (!take_word(text, days)) { return false; }
    take(text, '.');
    take(text, ',');
    return take(text, ' ');
}

/// What English and French write behind the number of a day: 5th, 1er.
void take_ordinal(std::string_view& text) {
    for (const std::string_view end : {"st", "nd", "rd", "th", "er"}) {
        if (text.starts_with(end)) { return text.remove_prefix(2); }
    }
}

/// Seconds east of UTC of a zone's name; takes it off.
std::int32_t take_zone_name(std::string_view& text) {
    if ((text.starts_with("GMT") || text.starts_with("UTC")) && text.size() > 3 && (text[3] == '+' || text[3] == '-')) {
        text.remove_prefix(3);
        return 0;
    }
    struct Zone {
        std::string_view name;
        std::int32_t hours;
    };
    static constexpr std::array<Zone, 21> zones = {{
        {"UTC", 0},  {"GMT", 0},  {"WEZ", 0},  {"WET", 0},  {"MEZ", 1},  {"CET", 1},  {"BST", 1},
        {"WESZ", 1}, {"WEST", 1}, {"MESZ", 2}, {"CEST", 2}, {"OEZ", 2},  {"EET", 2},  {"OESZ", 3},
        {"EEST", 3}, {"EDT", -4}, {"EST", -5}, {"CDT", -5}, {"MDT", -6}, {"PDT", -7}, {"PST", -8},
    }};
    const auto* const zone = std::ranges::find(zones, text, &Zone::name);
    if (zone == zones.end()) { return 0; }
    text = {};
    return zone->hours * 3600;
}

/// Reads the time of day and zone that fill the rest of the text.
bool read_time(std::string_view text, DateScan& scan) {
    std::uint32_t hour = 0, minute = 0, second = 0;
    double fraction = 0;
    if (take_digits(text, 2, hour) == 0 || text.empty()) { return false; }
    const bool french = text[0] == 'h' || text.starts_with(" h");  // 15h04, 15 h 04, 15h
    if (french) { take(text, ' '); }
    const char colon = text[0];
    if (colon != ':' && colon != '.' && !french) { return false; }
    text.remove_prefix(1);
    if (french) { take(text, ' '); }
    if (take_digits(text, 2, minute) != 2 && !(french && text.empty())) { return false; }
    if (take(text, colon)) {
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
        take(text, ' ');
    } else if (text.starts_with("Uhr")) {
        text.remove_prefix(3);
    }
    if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && (minute | second) != 0)) { return false; }
    std::int32_t offset = 0;
    if (take(text, 'Z') || take(text, 'z')) {
        // UTC
    } else if (!text.empty() && text[0] >= 'A') {
        offset = take_zone_name(text);
    }
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
        const bool minus = text[0] == '-';
        text.remove_prefix(1);
        std::uint32_t hours = 0, minutes = 0;
        if (take_digits(text, 2, hours) != 2) { return false; }
        const bool divided = take(text, ':');
        const std::size_t n = take_digits(text, 2, minutes);
        if ((n != 2 && (n != 0 || divided)) || hours > 14 || minutes > 59) { return false; }
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

/// Only of our time: 1234-05 is rather a number of something.
bool of_our_time(std::uint32_t year) { return year >= 1900 && year <= 2099; }

bool set_month(std::uint32_t year, std::uint32_t month, DateScan& scan) {
    scan.year = static_cast<std::int32_t>(year);
    scan.first = static_cast<std::uint8_t>(month);
    scan.second = 1;
    scan.styles = style_bit(DateStyle::iso);
    scan.coarse = true;
    return of_our_time(year) && month >= 1 && month <= 12;
}

/// The Monday with which a week of ISO 8601 begins.
bool set_week(std::uint32_t year, std::uint32_t week, DateScan& scan) {
    if (!of_our_time(year) || week < 1 || week > 53) { return false; }
    const std::int64_t fourth = days_from_civil(year, 1, 4);
    const std::int64_t monday = fourth - (fourth + 3) % 7 + 7 * (std::int64_t{week} - 1);
    const std::chrono::year_month_day day{std::chrono::sys_days(std::chrono::days(monday))};
    scan.year = static_cast<int>(day.year());
    scan.first = static_cast<std::uint8_t>(static_cast<unsigned>(day.month()));
    scan.second = static_cast<std::uint8_t>(static_cast<unsigned>(day.day()));
    scan.styles = style_bit(DateStyle::iso);
    scan.coarse = true;
    return true;
}

/// W, KW and the like.
bool take_week_name(std::string_view& text) {
    static const std::vector<std::string>& names = word_list("table", "weeks");
    if (!take_word(text, names)) { return false; }
    take(text, '.');
    take(text, ' ');
    return true;
}

/// KW 12/2025, W12 2025
bool read_week_first(std::string_view& text, DateScan& scan) {
    std::uint32_t week = 0, year = 0;
    if (!take_week_name(text) || take_digits(text, 2, week) == 0) { return false; }
    take(text, ',');
    if (!take(text, '/') && !take(text, '-') && !take(text, ' ')) { return false; }
    return take_digits(text, 4, year) == 4 && text.empty() && set_week(year, week, scan);
}

/// What follows the year of 2026-03-05, 2026/3/5, 2026.03.05.
bool read_year_first(std::string_view& text, std::uint32_t year, DateScan& scan) {
    if (text.empty()) { return false; }
    const char separator = text[0];
    std::uint32_t month = 0, day = 0;
    std::string_view week = text.substr(separator == '-' || separator == '/' || separator == ' ' ? 1 : 0);
    if (!week.empty() && !is_digit(week[0])) {
        text = {};
        return take_week_name(week) && take_digits(week, 2, month) > 0 && week.empty() && set_week(year, month, scan);
    }
    if (separator != '-' && separator != '/' && separator != '.') { return false; }
    text.remove_prefix(1);
    const std::size_t digits = take_digits(text, 2, month);
    if (digits == 2 && text.empty() && separator != '.') { return set_month(year, month, scan); }
    if (digits == 0 || !take(text, separator) || take_digits(text, 2, day) == 0) { return false; }
    scan.year = static_cast<std::int32_t>(year);
    scan.first = static_cast<std::uint8_t>(month);
    scan.second = static_cast<std::uint8_t>(day);
    scan.styles = style_bit(DateStyle::iso);
    return is_day(scan.year, month, day);
}

/// Four digits, or two.
bool take_year(std::string_view& text, DateScan& scan) {
    std::uint32_t year = 0;
    const std::size_t digits = take_digits(text, 4, year);
    if (digits != 2 && digits != 4) { return false; }
    if (digits == 2) {
        scan.short_year = true;
        year += year < 30 ? 2000 : 1900;
    }
    scan.year = static_cast<std::int32_t>(year);
    return true;
}

/// Oct 5, 2025; Mai 2025, May-25
bool read_month_first(std::string_view& text, DateScan& scan) {
    const unsigned month = take_month_name(text);
    std::uint32_t day = 0;
    take(text, '.');
    if (month == 0 || text.empty()) { return false; }
    const std::string_view year = text.substr(1);
    const bool alone = year.size() == 4 || (year.size() == 2 && text[0] == '-');
    if (alone && std::ranges::all_of(year, is_digit) && (text[0] == ' ' || text[0] == '-' || text[0] == '/')) {
        text.remove_prefix(1);
        return take_year(text, scan) && set_month(static_cast<std::uint32_t>(scan.year), month, scan);
    }
    if (!take(text, ' ') || take_digits(text, 2, day) == 0) { return false; }
    take_ordinal(text);
    take(text, ',');
    if (!take(text, ' ') || !take_year(text, scan) || scan.short_year) { return false; }
    scan.first = static_cast<std::uint8_t>(day);
    scan.second = static_cast<std::uint8_t>(month);
    scan.styles = style_bit(DateStyle::day_month_year);
    scan.certain = true;
    return is_day(scan.year, month, day);
}

/// What follows the first number of 05.03.2026, 5. März 2026, 3/5/2026.
bool read_year_last(std::string_view& text, std::uint32_t a, DateScan& scan) {
    take_ordinal(text);
    if (text.empty()) { return false; }
    const char separator = text[0];
    if (separator != '.' && separator != '-' && separator != '/' && separator != ' ') { return false; }
    std::uint32_t b = 0;
    unsigned named = 0;
    text.remove_prefix(1);
    if (separator == '/' && text.size() == 4 && std::ranges::all_of(text, is_digit)) {  // 05/2025
        return take_digits(text, 4, b) == 4 && set_month(b, a, scan);
    }
    if (separator == '.') { take(text, ' '); }
    if (!text.empty() && is_digit(text[0])) {
        if (separator == ' ') { return false; }
        if (take_digits(text, 2, b) == 0 || !take(text, separator)) { return false; }
        if (separator == '.') { take(text, ' '); }
    } else {
        named = take_month_name(text);
        if (named == 0) { return false; }
        b = named;
        const bool dot = take(text, '.');
        if (!take(text, separator) && !take(text, ' ') && !dot) { return false; }
    }
    if (!take_year(text, scan)) { return false; }
    scan.certain = separator == '.' || named != 0;
    scan.first = static_cast<std::uint8_t>(a);
    scan.second = static_cast<std::uint8_t>(b);
    if (is_day(scan.year, b, a)) { scan.styles |= style_bit(DateStyle::day_month_year); }
    // A dot or a month's name always has the day first.
    if (separator != '.' && named == 0 && is_day(scan.year, a, b)) {
        scan.styles |= style_bit(DateStyle::month_day_year);
    }
    return scan.styles != 0;
}

/// Few words end like a year or a time.
bool ends_like_a_date(std::string_view text) {
    const char last = text.back();
    const char before = text[text.size() - 2];
    return (is_digit(last) && is_digit(before)) || ((last == 'M' || last == 'm') && lower(before) != 'o') ||
           last == 'Z' || text.ends_with("GMT") || text.ends_with("UTC") || text.ends_with("CET") ||
           text.ends_with("Uhr");
}

bool read_digits_first(std::string_view& text, DateScan& scan) {
    std::uint32_t first = 0;
    const std::size_t n = take_digits(text, 8, first);
    return n == 8             ? read_compact(first, scan)
           : n == 4           ? read_year_first(text, first, scan)
           : n == 1 || n == 2 ? read_year_last(text, first, scan)
                              : false;
}

/// What begins with a letter: a month, a week, a day of the week.
bool read_letters_first(std::string_view& text, DateScan& scan) {
    const std::string_view whole = text;
    if (read_month_first(text, scan)) { return true; }
    text = whole;
    scan = {};
    if (read_week_first(text, scan)) { return true; }
    text = whole;
    scan = {};
    if (!take_weekday(text) || text.empty()) { return false; }
    return is_digit(text[0]) ? read_digits_first(text, scan) : read_month_first(text, scan);
}

/// What stands between a day and a time.
bool take_between(std::string_view& text) {
    if (text[0] == ',' && text.size() > 1 && text[1] == ' ') { text.remove_prefix(1); }
    if (text[0] != ' ' && text[0] != 'T' && text[0] != 't') { return false; }
    text.remove_prefix(1);
    for (const std::string_view word : {"um ", "at ", "\xC3\xA0 ", "- "}) {
        if (text.starts_with(word)) { text.remove_prefix(word.size()); }
    }
    return true;
}

}  // namespace

std::optional<DateScan> scan_date(std::string_view text) {
    if (text.size() < 6) { return std::nullopt; }
    const bool named = !is_digit(text[0]);
    if (text.back() == ')') { text = text.substr(0, text.find(" (")); }  // a zone's name
    if (text.size() < 6 || text.size() > 50) { return std::nullopt; }
    if (named && (lower(text[0]) < 'a' || lower(text[0]) > 'w' || !ends_like_a_date(text))) { return std::nullopt; }
    DateScan scan;
    if (!(named ? read_letters_first(text, scan) : read_digits_first(text, scan))) { return std::nullopt; }
    if (text.empty()) { return scan; }
    if (scan.coarse || !take_between(text) || !read_time(text, scan)) { return std::nullopt; }
    return scan;
}

std::uint32_t plain_date_shape(std::string_view text) {
    const std::size_t n = text.size();
    if (n != 10 && n != 16 && n != 19 && n != 20) { return 0; }
    const bool year_first = text[4] == '-' && text[7] == '-';
    const bool year_last = text[2] == '.' && text[5] == '.';
    if (!year_first && !year_last) { return 0; }
    if (n > 10) {
        if (text[13] != ':' || text.substr(11, 2) == "24") { return 0; }
        if (n > 16 && (text[16] != ':' || text.substr(17, 2) == "60")) { return 0; }
        if (n == 20 && text[19] != 'Z') { return 0; }
    }
    return static_cast<std::uint32_t>(n << 16) | (year_first ? 1U << 8 : 0U) |
           (n > 10 ? static_cast<unsigned char>(text[10]) : 0U);
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
