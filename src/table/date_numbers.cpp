#include "table/date_numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "base/fold.h"
#include "base/word_list.h"

namespace klarsicht {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// The words of a name, folded: createdAt, Erstellt am.
std::vector<std::string> words_of(std::string_view name) {
    std::string divided;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto capital = [&](std::size_t at) { return name[at] >= 'A' && name[at] <= 'Z'; };
        if (i > 0 && capital(i) && !capital(i - 1)) { divided += ' '; }
        divided += name[i];
    }
    std::vector<std::string> words(1);
    for (const char c : folded(divided)) {
        if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) {
            words.back() += c;
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    if (words.size() > 1 && words.back().empty()) { words.pop_back(); }
    return words;
}

bool listed(const std::string& word, std::string_view list) {
    return std::ranges::find(word_list("table", list), word) != word_list("table", list).end();
}

bool names_a_day(std::string_view name) {
    const std::vector<std::string> words = words_of(name);
    return listed(words.back(), "last_word_of_day") || std::ranges::any_of(words, [](const std::string& word) {
               return word.ends_with("datum") || listed(word, "day_names");
           });
}

bool names_a_time(std::string_view name) {
    const std::vector<std::string> words = words_of(name);
    return std::ranges::any_of(words, [](const std::string& word) { return listed(word, "time_names"); });
}

/// How many of them are a second.
double a_second(DateNumbers kind) {
    switch (kind) {
        case DateNumbers::milliseconds:
            return 1e3;
        case DateNumbers::microseconds:
            return 1e6;
        case DateNumbers::nanoseconds:
            return 1e9;
        default:
            return 1;
    }
}

struct Range {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();
};

/// Of the values but 0 and −1, if there are any others.
Range range_of(std::span<const double> values) {
    Range range;
    for (const double value : values) {
        if (std::isnan(value) || value == 0 || value == -1) { continue; }
        range.low = std::min(range.low, value);
        range.high = std::max(range.high, value);
    }
    return range;
}

}  // namespace

DateNumbers date_numbers(std::string_view name, std::span<const double> values) {
    constexpr double year = 365.2425 * 86400;
    constexpr double first = 20 * year, last = 130 * year;                // 1990 … 2100
    constexpr double first_day = 3654, last_day = 73050, modern = 10959;  // 1910, 2100, 1930
    const auto [low, high] = range_of(values);
    for (const DateNumbers kind :
         {DateNumbers::seconds, DateNumbers::milliseconds, DateNumbers::microseconds, DateNumbers::nanoseconds}) {
        const bool in_range = low >= first * a_second(kind) && high <= last * a_second(kind);
        if (in_range) { return names_a_time(name) || names_a_day(name) ? kind : DateNumbers::none; }
    }
    if (low >= first_day && high >= modern && high <= last_day && names_a_day(name)) { return DateNumbers::days; }
    return DateNumbers::none;
}

double seconds_of(DateNumbers kind, double value) {
    if (value == 0 || value == -1) { return not_a_number; }
    if (kind == DateNumbers::days) { return std::round((value - 25569) * 86400); }
    return value / a_second(kind);
}

}  // namespace klarsicht
