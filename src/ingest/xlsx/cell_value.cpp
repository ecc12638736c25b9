#include "ingest/xlsx/cell_value.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <optional>

#include <fast_float/fast_float.h>

namespace klarsicht::xlsx {

namespace {

/// A number in its digits: 0.DIGITS × 10^exponent. No digits: zero.
struct Decimal {
    bool negative = false;
    std::string digits;
    int exponent = 0;
};

constexpr std::size_t most_text = 400;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void strip(Decimal& decimal) {
    const std::size_t first = decimal.digits.find_first_not_of('0');
    if (first == std::string::npos) {
        decimal = {};
        return;
    }
    decimal.digits.erase(0, first);
    decimal.exponent -= static_cast<int>(first);
    decimal.digits.erase(decimal.digits.find_last_not_of('0') + 1);
}

/// Nothing if the text is no number as XML Schema writes a double.
std::optional<Decimal> decimal_of(std::string_view text) {
    if (text.empty() || text.size() > most_text) { return std::nullopt; }
    Decimal decimal;
    std::size_t at = 0;
    if (text[0] == '-' || text[0] == '+') { decimal.negative = text[at++] == '-'; }
    const std::size_t first = at;
    while (at < text.size() && is_digit(text[at])) { decimal.digits += text[at++]; }
    decimal.exponent = static_cast<int>(decimal.digits.size());
    if (at < text.size() && text[at] == '.') {
        ++at;
        while (at < text.size() && is_digit(text[at])) { decimal.digits += text[at++]; }
    }
    if (decimal.digits.empty()) { return std::nullopt; }
    if (at > first && at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        const bool down = at < text.size() && text[at] == '-';
        if (at < text.size() && (text[at] == '-' || text[at] == '+')) { ++at; }
        if (at == text.size() || text.size() - at > 4) { return std::nullopt; }
        int exponent = 0;
        while (at < text.size() && is_digit(text[at])) { exponent = exponent * 10 + (text[at++] - '0'); }
        decimal.exponent += down ? -exponent : exponent;
    }
    if (at != text.size()) { return std::nullopt; }
    strip(decimal);
    return decimal;
}

Decimal rounded(Decimal decimal, std::size_t digits) {
    if (decimal.digits.size() <= digits) { return decimal; }
    const bool up = decimal.digits[digits] >= '5';
    decimal.digits.resize(digits);
    if (up) {
        std::size_t at = digits;
        while (at > 0 && decimal.digits[at - 1] == '9') { decimal.digits[--at] = '0'; }
        if (at == 0) {
            decimal.digits.insert(decimal.digits.begin(), '1');
            ++decimal.exponent;
        } else {
            ++decimal.digits[at - 1];
        }
    }
    strip(decimal);
    return decimal;
}

/// 1234.5, 0.001; with an exponent only where it would be long: 1.5e+300.
void append(const Decimal& decimal, std::string& out) {
    const std::string& digits = decimal.digits;
    if (digits.empty()) {
        out += '0';
        return;
    }
    if (decimal.negative) { out += '-'; }
    const int n = static_cast<int>(digits.size());
    if (decimal.exponent > 21 || decimal.exponent < -6) {
        out += digits[0];
        if (n > 1) { out.append(".").append(digits, 1); }
        const int exponent = decimal.exponent - 1;
        out += exponent < 0 ? "e-" : "e+";
        out += std::to_string(std::abs(exponent));
    } else if (decimal.exponent <= 0) {
        out.append("0.").append(static_cast<std::size_t>(-decimal.exponent), '0').append(digits);
    } else if (n <= decimal.exponent) {
        out.append(digits).append(static_cast<std::size_t>(decimal.exponent - n), '0');
    } else {
        const auto whole = static_cast<std::size_t>(decimal.exponent);
        out.append(digits, 0, whole).append(".").append(digits, whole);
    }
}

double value_of(std::string_view text) {
    double value = 0;
    if (text.starts_with('+')) { text.remove_prefix(1); }
    fast_float::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

double value_of(const Decimal& decimal) {
    std::string text;
    append(decimal, text);
    return value_of(text);
}

Decimal shortest(const Decimal& held) {
    constexpr std::size_t shown = 15, noiseless = 11, enough = 17;
    if (held.digits.size() <= shown) { return held; }
    const double value = value_of(held);
    for (std::size_t digits = shown; digits < enough; ++digits) {
        Decimal shorter = rounded(held, digits);
        if (value_of(shorter) == value) { return shorter; }
        if (digits == shown && shorter.digits.size() <= noiseless) { return shorter; }
    }
    return rounded(held, enough);
}

void append_padded(std::int64_t number, std::size_t digits, std::string& out) {
    const std::string text = std::to_string(number);
    if (text.size() < digits) { out.append(digits - text.size(), '0'); }
    out += text;
}

/// Howard Hinnant, "chrono-compatible low-level date algorithms". @param days since 1970-01-01
void append_day(std::int64_t days, std::string& out) {
    days += 719468;
    const std::int64_t era = days / 146097;  // never before the year 0 here
    const std::int64_t day_of_era = days - era * 146097;
    const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t shifted = (5 * day_of_year + 2) / 153;
    const std::int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
    append_padded(year_of_era + era * 400 + (month <= 2 ? 1 : 0), 4, out);
    out += '-';
    append_padded(month, 2, out);
    out += '-';
    append_padded(day_of_year - (153 * shifted + 2) / 5 + 1, 2, out);
}

void append_time(std::int64_t ms, std::string& out) {
    append_padded(ms / 3600000, 2, out);
    out += ':';
    append_padded(ms / 60000 % 60, 2, out);
    out += ':';
    append_padded(ms / 1000 % 60, 2, out);
    if (ms % 1000 != 0) {
        out += '.';
        append_padded(ms % 1000, 3, out);
    }
}

constexpr std::int64_t day_ms = 86400000;
constexpr double last_serial = 2958466;  ///< 10000-01-01

/// A day as Excel counts it: 1900-02-29 is day 60, though there was none.
void append_serial_day(std::int64_t serial, bool from_1904, std::string& out) {
    constexpr std::int64_t epoch_1900 = -25569,
                           epoch_1904 = -24107;  // 1899-12-30 and 1904-01-01, in days since 1970-01-01
    if (from_1904) {
        append_day(serial + epoch_1904, out);
    } else if (serial == 0) {
        out += "1900-01-00";
    } else if (serial == 60) {
        out += "1900-02-29";
    } else {
        append_day(serial + epoch_1900 + (serial < 60 ? 1 : 0), out);
    }
}

void append_moment(double serial, NumberFormat::Kind kind, bool from_1904, std::string& out) {
    const auto ms = static_cast<std::int64_t>(std::llround(serial * static_cast<double>(day_ms)));
    const std::int64_t day = ms / day_ms, time = ms % day_ms;
    using enum NumberFormat::Kind;
    if (kind == duration) { return append_time(ms, out); }
    // A time of day has no day; a time that has one keeps it, even where the format does not show it. So does a day its
    // time.
    const bool with_day = day > 0 || from_1904 ? kind != time_of_day || day > 0 : time == 0 && kind != time_of_day;
    if (!with_day) { return append_time(time, out); }
    append_serial_day(day, from_1904, out);
    if (kind == datetime || time != 0) {
        out += 'T';
        append_time(time, out);
    }
}

}  // namespace

void append_number(std::string_view held, std::string& out) {
    // Nearly always: digits as they are to be.
    const bool plain = held.size() <= 15 && !held.empty() && held[0] != '0' && std::ranges::all_of(held, is_digit);
    const auto decimal = plain || held == "0" ? std::nullopt : decimal_of(held);
    if (decimal) {
        append(shortest(*decimal), out);
    } else {
        out += held;
    }
}

void append_formatted(std::string_view held, NumberFormat format, bool from_1904, std::string& out) {
    using enum NumberFormat::Kind;
    const std::size_t start = out.size();
    append_number(held, out);
    if (format.kind == number || format.kind == text || !decimal_of(held)) { return; }
    if (format.kind == zeros) {
        const std::size_t length = out.size() - start;
        const bool whole = std::ranges::all_of(std::string_view(out).substr(start), is_digit);
        if (whole && length < format.digits) { out.insert(start, format.digits - length, '0'); }
        return;
    }
    const double serial = value_of(held);
    const double limit = from_1904 ? last_serial - 1462 : last_serial;
    if (!(serial >= 0 && serial < limit)) { return; }
    out.resize(start);
    append_moment(serial, format.kind, from_1904, out);
}

}  // namespace klarsicht::xlsx
