#include "report/number_format.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace klarsicht::number_format {

namespace {

constexpr std::string_view minus = "\u2212";
constexpr std::string_view undefined = "\u2013";
constexpr std::string_view narrow_space = "\u202F";
constexpr std::string_view no_break_space = "\u00A0";

constexpr std::array<double, 10> powers = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

char decimal_mark(Language language) { return language == Language::de ? ',' : '.'; }
char group_mark(Language language) { return language == Language::de ? '.' : ','; }

std::string grouped(std::uint64_t value, Language language) {
    std::string digits = std::to_string(value);
    // Four digits stay together only in running text; in figures that stand below each other the mark helps, so it is
    // always set.
    for (std::size_t at = digits.size(); at > 3; at -= 3) { digits.insert(at - 3, 1, group_mark(language)); }
    return digits;
}

/// Value × 10^decimals rounded to a whole number; both fit into 2^53 where it is called.
double scaled(double value, int decimals) {
    return std::floor(std::fabs(value) * powers[static_cast<std::size_t>(decimals)] + 0.5);
}

std::string superscript(int value) {
    static constexpr std::array<std::string_view, 10> digits = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    std::string text = value < 0 ? "⁻" : "";
    for (const char digit : std::to_string(std::abs(value))) { text += digits[static_cast<std::size_t>(digit - '0')]; }
    return text;
}

/// 4.3 · 10⁻⁷. The exponent is found by steps, not by log10, so that every platform finds the same one.
std::string power_of_ten(double value, Language language) {
    double mantissa = std::fabs(value);
    int exponent = 0;
    while (mantissa >= 9.995) {
        mantissa /= 10;
        ++exponent;
    }
    while (mantissa < 0.9995) {
        mantissa *= 10;
        --exponent;
    }
    return (value < 0 ? std::string(minus) : std::string()) + fixed(mantissa, 1, language) +
           std::string(no_break_space) + (language == Language::de ? "·" : "×") + std::string(no_break_space) + "10" +
           superscript(exponent);
}

std::string special(double value) {
    if (std::isnan(value)) { return std::string(undefined); }
    return value < 0 ? std::string(minus) + "∞" : "∞";
}

bool is_whole(double value) { return std::fabs(value - std::round(value)) < 1e-9; }

std::string percent_sign(Language language) { return language == Language::de ? std::string(narrow_space) + "%" : "%"; }

struct CivilDate {
    std::int64_t year;
    unsigned month, day;
};

/// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": days since 1970-01-01 to the proleptic Gregorian
/// calendar.
CivilDate civil_from_days(std::int64_t days) {
    days += 719468;
    const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    const auto day_of_era = static_cast<std::uint64_t>(days - era * 146097);
    const std::uint64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::uint64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::uint64_t shifted_month = (5 * day_of_year + 2) / 153;
    const auto day = static_cast<unsigned>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
    const auto month = static_cast<unsigned>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
    return {static_cast<std::int64_t>(year_of_era) + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

std::string padded(std::uint64_t value, std::size_t width) {
    std::string digits = std::to_string(value);
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

bool in_calendar(double days) { return days >= -719528 && days < 2932897; }  // 0000-01-01 … 9999-12-31

}  // namespace

std::string integer(std::int64_t value, Language language) {
    const bool negative = value < 0;
    const std::uint64_t magnitude =
        negative ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    return (negative ? std::string(minus) : std::string()) + grouped(magnitude, language);
}

std::string fixed(double value, int decimals, Language language) {
    if (!std::isfinite(value)) { return special(value); }
    decimals = std::clamp(decimals, 0, 9);
    if (std::fabs(value) * powers[static_cast<std::size_t>(decimals)] >= 9e15) {
        if (std::fabs(value) >= 9e15) { return power_of_ten(value, language); }
        decimals = 0;
    }
    const auto whole = static_cast<std::uint64_t>(scaled(value, decimals));
    const auto unit = static_cast<std::uint64_t>(powers[static_cast<std::size_t>(decimals)]);
    std::string text = value < 0 && whole != 0 ? std::string(minus) : std::string();
    text += grouped(whole / unit, language);
    if (decimals > 0) {
        text += decimal_mark(language);
        text += padded(whole % unit, static_cast<std::size_t>(decimals));
    }
    return text;
}

std::string plain(double value, Language language) {
    if (!std::isfinite(value)) { return special(value); }
    const double magnitude = std::fabs(value);
    if (magnitude >= 1e15 || (magnitude < 1e-6 && magnitude > 0)) { return power_of_ten(value, language); }
    if (magnitude == std::floor(magnitude)) { return fixed(value, 0, language); }
    int decimals = 2;
    if (magnitude >= 1000) {
        decimals = 0;
    } else if (magnitude >= 100) {
        decimals = 1;
    } else {
        for (double bound = 0.1; magnitude < bound && decimals < 7; bound /= 10) { ++decimals; }
    }
    return fixed(value, decimals, language);
}

std::string percent(double share, Language language) {
    if (!std::isfinite(share)) { return special(share); }
    const double value = share * 100;
    const double magnitude = std::fabs(value);
    if (magnitude > 0 && magnitude < 0.01) {
        return (language == Language::de ? "unter " : "under ") + fixed(0.01, 2, language) + percent_sign(language);
    }
    if (magnitude > 99.99 && magnitude < 100) {
        return (language == Language::de ? "über " : "over ") + fixed(99.99, 2, language) + percent_sign(language);
    }
    const int decimals = is_whole(value) ? 0 : magnitude < 1 || (magnitude > 99 && magnitude < 100) ? 2 : 1;
    return fixed(value, decimals, language) + percent_sign(language);
}

std::string points(double difference, Language language) {
    if (!std::isfinite(difference)) { return special(difference); }
    const double value = difference * 100;
    return fixed(value, is_whole(value) ? 0 : std::fabs(value) < 1 ? 2 : 1, language);
}

std::string factor(double value, Language language) {
    if (!std::isfinite(value)) { return special(value); }
    const double magnitude = std::fabs(value);
    if (magnitude >= 100) { return fixed(value, 0, language); }
    if (magnitude >= 10) { return fixed(value, 1, language); }
    return magnitude > 0 && magnitude < 0.01 ? plain(value, language) : fixed(value, 2, language);
}

std::string one_in(double share, Language language) {
    if (!std::isfinite(share)) { return special(share); }
    const std::string_view in = language == Language::de ? " von " : " in ";
    const auto text = [&](double part, double whole) {
        return fixed(part, 0, language) + std::string(in) + fixed(whole, 0, language);
    };
    if (share <= 0) { return "0"; }
    if (share >= 1) { return text(1, 1); }
    if (share <= 0.4) { return text(1, std::round(1 / share)); }
    // 1 in 1 or 1 in 2 would be far off for 0.7: tenths, then hundredths.
    const double tenths = std::round(share * 10);
    return tenths < 10 ? text(tenths, 10) : text(std::min(99.0, std::round(share * 100)), 100);
}

std::string log10_p(double log10_p, Language language) {
    if (std::isnan(log10_p)) {
        return "p" + std::string(no_break_space) + "=" + std::string(no_break_space) + special(log10_p);
    }
    if (log10_p < -4) {
        return "p" + std::string(no_break_space) + "<" + std::string(no_break_space) + fixed(0.0001, 4, language);
    }
    const double p = std::min(1.0, std::pow(10.0, log10_p));
    const int decimals = p >= 0.1 ? 2 : p >= 0.01 ? 3 : 4;
    return "p" + std::string(no_break_space) + "=" + std::string(no_break_space) + fixed(p, decimals, language);
}

std::string month(double days, Language language) {
    if (!std::isfinite(days) || !in_calendar(std::floor(days))) { return std::string(undefined); }
    static constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const CivilDate civil = civil_from_days(static_cast<std::int64_t>(std::floor(days)));
    const std::string year = padded(static_cast<std::uint64_t>(civil.year), 4);
    if (language == Language::de) { return padded(civil.month, 2) + "/" + year; }
    return std::string(months[civil.month - 1]) + std::string(no_break_space) + year;
}

std::string date(double days, Language language) {
    if (!std::isfinite(days) || !in_calendar(std::floor(days))) { return std::string(undefined); }
    const CivilDate civil = civil_from_days(static_cast<std::int64_t>(std::floor(days)));
    if (language == Language::de) {
        return padded(civil.day, 2) + "." + padded(civil.month, 2) + "." +
               padded(static_cast<std::uint64_t>(civil.year), 4);
    }
    return std::to_string(civil.day) + std::string(no_break_space) + month(days, language);
}

std::string bytes(double value, Language language) {
    static constexpr std::array<std::string_view, 5> units = {"B", "kB", "MB", "GB", "TB"};
    if (!std::isfinite(value)) { return special(value); }
    std::size_t unit = 0;
    while (std::fabs(value) >= 999.5 && unit + 1 < units.size()) {
        value /= 1000;
        ++unit;
    }
    const bool decimal = unit > 0 && std::fabs(value) < 9.95 && !is_whole(value);
    return fixed(value, decimal ? 1 : 0, language) + std::string(no_break_space) + std::string(units[unit]);
}

std::string iso_date(double days) {
    if (!std::isfinite(days) || !in_calendar(std::floor(days))) { return {}; }
    const CivilDate civil = civil_from_days(static_cast<std::int64_t>(std::floor(days)));
    return padded(static_cast<std::uint64_t>(civil.year), 4) + "-" + padded(civil.month, 2) + "-" +
           padded(civil.day, 2);
}

std::string iso_datetime(double seconds) {
    const double days = std::floor(seconds / 86400);
    const std::string day = iso_date(days);
    if (day.empty()) { return {}; }
    const auto of_day = static_cast<std::uint64_t>(seconds - days * 86400);
    return day + "T" + padded(of_day / 3600, 2) + ":" + padded(of_day / 60 % 60, 2) + ":" + padded(of_day % 60, 2) +
           "Z";
}

}  // namespace klarsicht::number_format
