#include <algorithm>
#include <array>
#include <utility>

#include "profile/values/countries.h"
#include "profile/values/digits.h"
#include "profile/values/values.h"

namespace klarsicht::values {

namespace {

/// Length of an IBAN by country (ISO 13616 registry), sorted.
constexpr std::array<std::pair<std::string_view, std::size_t>, 86> iban_lengths = {{
    {"AD", 24}, {"AE", 23}, {"AL", 28}, {"AT", 20}, {"AZ", 28}, {"BA", 20}, {"BE", 16}, {"BG", 22}, {"BH", 22},
    {"BI", 27}, {"BR", 29}, {"BY", 28}, {"CH", 21}, {"CR", 22}, {"CY", 28}, {"CZ", 24}, {"DE", 22}, {"DJ", 27},
    {"DK", 18}, {"DO", 28}, {"EE", 20}, {"EG", 29}, {"ES", 24}, {"FI", 18}, {"FK", 18}, {"FO", 18}, {"FR", 27},
    {"GB", 22}, {"GE", 22}, {"GI", 23}, {"GL", 18}, {"GR", 27}, {"GT", 28}, {"HR", 21}, {"HU", 28}, {"IE", 22},
    {"IL", 23}, {"IQ", 23}, {"IS", 26}, {"IT", 27}, {"JO", 30}, {"KW", 30}, {"KZ", 20}, {"LB", 28}, {"LC", 32},
    {"LI", 21}, {"LT", 20}, {"LU", 20}, {"LV", 21}, {"LY", 25}, {"MC", 27}, {"MD", 24}, {"ME", 22}, {"MK", 19},
    {"MN", 20}, {"MR", 27}, {"MT", 31}, {"MU", 30}, {"NI", 28}, {"NL", 18}, {"NO", 15}, {"OM", 23}, {"PK", 24},
    {"PL", 28}, {"PS", 29}, {"PT", 25}, {"QA", 29}, {"RO", 24}, {"RS", 22}, {"RU", 33}, {"SA", 24}, {"SC", 31},
    {"SD", 18}, {"SE", 24}, {"SI", 19}, {"SK", 24}, {"SM", 27}, {"SO", 23}, {"ST", 25}, {"SV", 28}, {"TL", 23},
    {"TN", 24}, {"TR", 26}, {"UA", 29}, {"VA", 22}, {"VG", 24},
}};

}  // namespace

bool iban(std::string_view value) {
    const Compact c(value, " -.");
    if (c.size() < 15 || !is_digit(c[2]) || !is_digit(c[3])) { return false; }
    const std::string_view country = c.view().substr(0, 2);
    const auto entry =
        std::ranges::lower_bound(iban_lengths, country, {}, &std::pair<std::string_view, std::size_t>::first);
    std::size_t length = 0;
    if (entry != iban_lengths.end() && entry->first == country) { length = entry->second; }
    if (country == "XK") { length = 20; }
    if (c.size() != length || !all_alnum(c)) { return false; }
    const int head = mod_97(c.view().substr(4));
    // The first four characters belong at the end.
    int remainder = head;
    for (const char ch : c.view().substr(0, 4)) {
        remainder = is_digit(ch) ? (remainder * 10 + digit(ch)) % 97 : (remainder * 100 + (ch - 'A' + 10)) % 97;
    }
    return remainder == 1;
}

bool bic(std::string_view value) {
    const Compact c(value, " -");
    if (c.size() != 8 && c.size() != 11) { return false; }
    for (std::size_t i = 0; i < c.size(); ++i) {
        if (i < 6 ? !is_upper(c[i]) : !is_alnum(c[i])) { return false; }
    }
    return is_country(c.view().substr(4, 2));
}

bool credit_card(std::string_view value) {
    const Compact c(value, " -");
    if (c.size() < 12 || c.size() > 19 || !all_digits(c)) { return false; }
    const std::int64_t first2 = number(c.view().substr(0, 2));
    const std::int64_t first3 = number(c.view().substr(0, 3));
    const std::int64_t first4 = number(c.view().substr(0, 4));
    const std::int64_t first6 = number(c.view().substr(0, 6));
    const std::size_t n = c.size();
    const bool visa = c[0] == '4' && (n == 13 || n == 16 || n == 19);
    const bool mastercard = n == 16 && ((first2 >= 51 && first2 <= 55) || (first4 >= 2221 && first4 <= 2720));
    const bool amex = n == 15 && (first2 == 34 || first2 == 37);
    const bool diners =
        (n == 14 && ((first3 >= 300 && first3 <= 305) || first2 == 36 || first2 == 38 || first2 == 39)) ||
        (n == 16 && first2 == 36);
    const bool discover = (n == 16 || n == 19) && (first4 == 6011 || first2 == 65 || (first3 >= 644 && first3 <= 649) ||
                                                   (first6 >= 622126 && first6 <= 622925));
    const bool jcb = n == 16 && first4 >= 3528 && first4 <= 3589;
    const bool unionpay = n >= 16 && first2 == 62;
    const bool maestro = (first2 == 50 || (first2 >= 56 && first2 <= 58) || first2 == 63 || first2 == 67) && n >= 12;
    return (visa || mastercard || amex || diners || discover || jcb || unionpay || maestro) && luhn(c);
}

}  // namespace klarsicht::values
