#include <algorithm>
#include <array>

#include "profile/values/digits.h"
#include "profile/values/values.h"

namespace klarsicht::values {

bool de_tax_id(std::string_view value) {
    const Compact c(value, " -./,");
    if (c.size() != 11 || !all_digits(c) || c[0] == '0') { return false; }
    // Among the first ten digits one occurs twice or three times (never three times in a row), the others at most once.
    std::array<int, 10> count{};
    for (std::size_t i = 0; i < 10; ++i) { ++count[static_cast<std::size_t>(digit(c[i]))]; }
    const auto twice = std::ranges::count_if(count, [](int n) { return n == 2; });
    const auto thrice = std::ranges::count_if(count, [](int n) { return n == 3; });
    const auto more = std::ranges::count_if(count, [](int n) { return n > 3; });
    if (twice + thrice != 1 || more != 0) { return false; }
    for (std::size_t i = 0; i + 2 < 10; ++i) {
        if (c[i] == c[i + 1] && c[i] == c[i + 2]) { return false; }
    }
    return mod_11_10(c);
}

bool de_tax_number(std::string_view value) {
    const Compact c(value, " /-.");
    if (!all_digits(c)) { return false; }
    if (c.size() == 10 || c.size() == 11) { return true; }
    // The federal form: tax office (4), 0, district (3), number (4), check digit.
    return c.size() == 13 && c[4] == '0';
}

bool de_rvnr(std::string_view value) {
    const Compact c(value, " -./");
    if (c.size() != 12 || !is_upper(c[8])) { return false; }
    const std::string_view text = c;
    if (!all_digits(text.substr(0, 8)) || !all_digits(text.substr(9))) { return false; }
    const std::int64_t day = number(text.substr(2, 2));
    const std::int64_t month = number(text.substr(4, 2));
    // A day above 31 (raised by 50) or 00 and a month 00 stand for an unknown or repeated birthday.
    if (day % 50 > 31 || month > 12) { return false; }
    // The letter counts as its place in the alphabet, two digits; products are added by their digits.
    std::array<int, 12> digits{};
    for (std::size_t i = 0; i < 8; ++i) { digits[i] = digit(c[i]); }
    const int letter = c[8] - 'A' + 1;
    digits[8] = letter / 10;
    digits[9] = letter % 10;
    digits[10] = digit(c[9]);
    digits[11] = digit(c[10]);
    constexpr std::array<int, 12> weights = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
    int sum = 0;
    for (std::size_t i = 0; i < 12; ++i) {
        const int product = digits[i] * weights[i];
        sum += product / 10 + product % 10;
    }
    return sum % 10 == digit(c[11]);
}

bool de_kvnr(std::string_view value) {
    const Compact c(value, " -./");
    if (c.size() != 10 || !is_upper(c[0]) || !all_digits(c.view().substr(1))) { return false; }
    const int letter = c[0] - 'A' + 1;
    std::array<int, 10> digits = {letter / 10, letter % 10};
    for (std::size_t i = 1; i < 9; ++i) { digits[i + 1] = digit(c[i]); }
    int sum = 0;
    for (std::size_t i = 0; i < 10; ++i) {
        const int product = digits[i] * (i % 2 == 0 ? 1 : 2);
        sum += product / 10 + product % 10;
    }
    return sum % 10 == digit(c[9]);
}

bool de_id_card(std::string_view value) {
    const Compact c(value, " -");
    if (c.size() != 10 || !is_digit(c[9])) { return false; }
    // The serial number holds no vowels and no letters that look like digits; the first one stands for the office.
    constexpr std::string_view allowed = "0123456789CFGHJKLMNPRTVWXYZ";
    constexpr std::array<int, 3> weights = {7, 3, 1};
    int sum = 0;
    for (std::size_t i = 0; i < 9; ++i) {
        if (allowed.find(c[i]) == std::string_view::npos) { return false; }
        sum += weights[i % 3] * (is_digit(c[i]) ? digit(c[i]) : c[i] - 'A' + 10);
    }
    return sum % 10 == digit(c[9]);
}

bool de_vat(std::string_view value) {
    Compact c(value, " -./,");
    c.without_prefix("DE");
    return c.size() == 9 && c[0] != '0' && mod_11_10(c);
}

bool de_plate(std::string_view value) {
    value = trimmed(value);
    // One to three letters of the district (umlauts are two bytes), one or two letters, one to four digits, H or E.
    std::size_t i = 0;
    std::size_t letters = 0;
    while (i < value.size() && letters < 4) {
        if (is_upper(value[i])) {
            ++i;
        } else if (value.substr(i).starts_with("Ä") || value.substr(i).starts_with("Ö") ||
                   value.substr(i).starts_with("Ü")) {
            i += 2;
        } else {
            break;
        }
        ++letters;
    }
    if (letters < 1 || letters > 3 || i >= value.size() || (value[i] != '-' && value[i] != ' ')) { return false; }
    ++i;
    letters = 0;
    while (i < value.size() && is_upper(value[i]) && letters < 3) {
        ++i;
        ++letters;
    }
    if (letters < 1 || letters > 2) { return false; }
    if (i < value.size() && (value[i] == ' ' || value[i] == '-')) { ++i; }
    std::size_t digits = 0;
    if (i < value.size() && value[i] == '0') { return false; }
    while (i < value.size() && is_digit(value[i])) {
        ++i;
        ++digits;
    }
    if (i < value.size() && (value[i] == 'H' || value[i] == 'E')) { ++i; }
    return digits >= 1 && digits <= 4 && i == value.size();
}

}  // namespace klarsicht::values
