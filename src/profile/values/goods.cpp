#include <array>

#include "profile/values/digits.h"
#include "profile/values/values.h"

namespace klarsicht::values {

bool ean(std::string_view value) {
    const Compact c(value, " -");
    if ((c.size() != 8 && c.size() != 12 && c.size() != 13 && c.size() != 14) || !all_digits(c)) { return false; }
    int sum = 0;
    for (std::size_t i = 0; i < c.size(); ++i) { sum += digit(c[c.size() - 1 - i]) * (i % 2 == 0 ? 1 : 3); }
    return sum % 10 == 0;
}

bool isbn(std::string_view value) {
    const Compact c(value, " -");
    if (c.size() == 13) { return (c.view().starts_with("978") || c.view().starts_with("979")) && ean(c); }
    if (c.size() != 10 || !all_digits(c.view().substr(0, 9)) || (!is_digit(c[9]) && c[9] != 'X')) { return false; }
    int sum = c[9] == 'X' ? 10 : digit(c[9]);
    for (std::size_t i = 0; i < 9; ++i) { sum += (10 - static_cast<int>(i)) * digit(c[i]); }
    return sum % 11 == 0;
}

bool lei(std::string_view value) {
    const Compact c(value, " -");
    return c.size() == 20 && is_digit(c[18]) && is_digit(c[19]) && mod_97(c) == 1;
}

bool vin(std::string_view value) {
    const Compact c(value, " -");
    if (c.size() != 17 || !all_alnum(c)) { return false; }
    // Values of the letters (49 CFR 565.15); I, O and Q do not occur.
    constexpr std::array<int, 26> values_of = {1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4,
                                               5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9};
    constexpr std::array<int, 17> weights = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i) {
        if (c[i] == 'I' || c[i] == 'O' || c[i] == 'Q') { return false; }
        sum += weights[i] * (is_digit(c[i]) ? digit(c[i]) : values_of[static_cast<std::size_t>(c[i] - 'A')]);
    }
    const int check = sum % 11;
    return c[8] == (check == 10 ? 'X' : static_cast<char>('0' + check));
}

bool icd10(std::string_view value) {
    value = trimmed(value);
    if (value.size() < 3 || value.size() > 8 || !is_letter(value[0]) || !is_digit(value[1]) ||
        !(is_digit(value[2]) || is_letter(value[2]))) {
        return false;
    }
    if (value.size() == 3) { return true; }
    std::string_view rest = value.substr(3);
    if (rest.front() == '.') { rest.remove_prefix(1); }
    // Marks of the German edition: G, V, A, Z for certainty, R, L, B for the side, * + ! for the kind of code.
    return !rest.empty() && rest.size() <= 4 &&
           (is_digit(rest.front()) || rest.front() == '-' || rest.front() == '*' || rest.front() == '+' ||
            rest.front() == '!');
}

}  // namespace klarsicht::values
