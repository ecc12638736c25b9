#include <algorithm>
#include <array>

#include "profile/values/digits.h"
#include "profile/values/values.h"

namespace klarsicht::values {

bool at_svnr(std::string_view value) {
    const Compact c(value, " ");
    if (c.size() != 10 || !all_digits(c) || c[0] == '0') { return false; }
    constexpr std::array<int, 10> weights = {3, 7, 9, 0, 5, 8, 4, 2, 1, 6};
    return weighted_sum(c, weights) % 11 == digit(c[3]);
}

bool ch_ahv(std::string_view value) {
    const Compact c(value, " .");
    return c.size() == 13 && c.view().starts_with("756") && ean(c);
}

bool fr_nir(std::string_view value) {
    const Compact c(value, " -.");
    if (c.size() != 15 || (c[0] != '1' && c[0] != '2' && c[0] != '3' && c[0] != '4' && c[0] != '7' && c[0] != '8')) {
        return false;
    }
    const std::string_view text = c;
    if (!all_digits(text.substr(0, 5)) || !all_digits(text.substr(7))) { return false; }
    // Corsica: 2A counts as 19, 2B as 18.
    std::int64_t department = 0;
    if (text.substr(5, 2) == "2A") {
        department = 19;
    } else if (text.substr(5, 2) == "2B") {
        department = 18;
    } else if (all_digits(text.substr(5, 2))) {
        department = number(text.substr(5, 2));
    } else {
        return false;
    }
    const std::int64_t body = (number(text.substr(0, 5)) * 100 + department) * 1000000 + number(text.substr(7, 6));
    return 97 - body % 97 == number(text.substr(13, 2));
}

bool es_dni(std::string_view value) {
    const Compact c(value, " -.");
    return c.size() == 9 && all_digits(c.view().substr(0, 8)) &&
           c[8] == std::string_view(
                       "TRWAGMYFPDXBNJZSQVHLCKE")[static_cast<std::size_t>(number(c.view().substr(0, 8)) % 23)];
}

bool it_cf(std::string_view value) {
    const Compact c(value, " -:");
    if (c.size() != 16) { return false; }
    constexpr std::string_view months = "ABCDEHLMPRST";
    constexpr std::string_view omocode =
        "LMNPQRSTUV";  // letters that stand for digits where two people would share a code
    const auto digit_at = [&](std::size_t i) -> int {
        if (is_digit(c[i])) { return digit(c[i]); }
        const std::size_t place = omocode.find(c[i]);
        return place == std::string_view::npos ? -1 : static_cast<int>(place);
    };
    for (std::size_t i = 0; i < 16; ++i) {
        const bool number_place = i == 6 || i == 7 || i == 9 || i == 10 || (i >= 12 && i <= 14);
        if (number_place ? digit_at(i) < 0 : !is_upper(c[i])) { return false; }
    }
    const std::size_t month = months.find(c[8]);
    const int day = digit_at(9) * 10 + digit_at(10);
    if (month == std::string_view::npos ||
        !is_date(2000 + digit_at(6) * 10 + digit_at(7), static_cast<int>(month) + 1, day > 40 ? day - 40 : day)) {
        return false;
    }
    constexpr std::array<int, 26> odd = {1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                         20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
    int sum = 0;
    for (std::size_t i = 0; i < 15; ++i) {
        const int place = is_digit(c[i]) ? digit(c[i]) : c[i] - 'A';
        sum += i % 2 == 0 ? odd[static_cast<std::size_t>(place)] : place;
    }
    return c[15] == static_cast<char>('A' + sum % 26);
}

bool nl_bsn(std::string_view value) {
    const Compact c(value, " -.");
    if ((c.size() != 9 && c.size() != 8) || !all_digits(c) || number(c) <= 0) { return false; }
    const std::size_t missing = 9 - c.size();
    int sum = 0;
    for (std::size_t i = missing; i < 9; ++i) {
        const int weight = i == 8 ? -1 : 9 - static_cast<int>(i);
        sum += weight * digit(c[i - missing]);
    }
    return sum % 11 == 0;
}

bool pl_pesel(std::string_view value) {
    const Compact c(value, " -");
    if (c.size() != 11 || !all_digits(c)) { return false; }
    const int raw_month = static_cast<int>(number(c.view().substr(2, 2)));
    constexpr std::array<int, 5> centuries = {1900, 2000, 2100, 2200, 1800};
    const int year = centuries[static_cast<std::size_t>(std::min(raw_month / 20, 4))] +
                     static_cast<int>(number(c.view().substr(0, 2)));
    if (!is_date(year, raw_month % 20, static_cast<int>(number(c.view().substr(4, 2))))) { return false; }
    constexpr std::array<int, 11> weights = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1};
    return weighted_sum(c, weights) % 10 == 0;
}

bool se_pnr(std::string_view value) {
    const Compact c(value, " -+");
    if ((c.size() != 10 && c.size() != 12) || !all_digits(c)) { return false; }
    const std::string_view ten = c.view().substr(c.size() - 10);
    const int day = static_cast<int>(number(ten.substr(4, 2)));
    // A day raised by 60 marks a co-ordination number.
    const int year = c.size() == 12 ? static_cast<int>(number(c.view().substr(0, 4)))
                                    : 2000 + static_cast<int>(number(ten.substr(0, 2)));
    return is_date(year, static_cast<int>(number(ten.substr(2, 2))), day > 60 ? day - 60 : day) && luhn(ten);
}

bool be_nn(std::string_view value) {
    const Compact c(value, " -.");
    if (c.size() != 11 || !all_digits(c)) { return false; }
    const std::int64_t body = number(c.view().substr(0, 9));
    const std::int64_t check = number(c.view().substr(9));
    const int month = static_cast<int>(number(c.view().substr(2, 2)));
    const int day = static_cast<int>(number(c.view().substr(4, 2)));
    if (month > 12 || day > 31) { return false; }
    // Born from 2000 on: a 2 stands before the nine digits.
    return 97 - body % 97 == check || 97 - (2000000000 + body) % 97 == check;
}

bool uk_nhs(std::string_view value) {
    const Compact c(value, " -");
    if (c.size() != 10 || !all_digits(c)) { return false; }
    constexpr std::array<int, 9> weights = {10, 9, 8, 7, 6, 5, 4, 3, 2};
    const int check = 11 - weighted_sum(c, weights) % 11;
    return (check == 11 ? 0 : check) == digit(c[9]) && check != 10;
}

bool uk_nino(std::string_view value) {
    const Compact c(value, " -");
    if (c.size() != 9 || !is_upper(c[0]) || !is_upper(c[1]) || !all_digits(c.view().substr(2, 6)) || c[8] < 'A' ||
        c[8] > 'D') {
        return false;
    }
    const std::string_view prefix = c.view().substr(0, 2);
    constexpr std::array<std::string_view, 7> unused = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};
    return std::string_view("DFIQUV").find(c[0]) == std::string_view::npos &&
           std::string_view("DFIOQUV").find(c[1]) == std::string_view::npos &&
           std::ranges::find(unused, prefix) == unused.end();
}

bool us_ssn(std::string_view value) {
    value = trimmed(value);
    if (value.size() == 11 && (value[3] != '-' || value[6] != '-') && (value[3] != ' ' || value[6] != ' ')) {
        return false;
    }
    const Compact c(value, " -");
    if (c.size() != 9 || !all_digits(c) || (value.size() != 9 && value.size() != 11)) { return false; }
    const std::int64_t area = number(c.view().substr(0, 3));
    return area != 0 && area != 666 && area < 900 && number(c.view().substr(3, 2)) != 0 &&
           number(c.view().substr(5)) != 0;
}

}  // namespace klarsicht::values
