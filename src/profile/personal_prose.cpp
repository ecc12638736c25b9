#include "profile/personal_prose.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "profile/meaning_words.h"
#include "profile/personal_scores.h"
#include "profile/values/digits.h"
#include "profile/values/values.h"
#include "table/date.h"

namespace klarsicht {

namespace {

using values::is_alnum;
using values::is_digit;
using values::is_upper;

struct NumberOfPeople {
    std::size_t letters;  ///< letters and digits
    bool (*is)(std::string_view);
    std::string_view type;
    double score;
};

bool is_tax_id(std::string_view text) { return is_digit(text[0]) && values::de_tax_id(text); }
bool is_vat_id(std::string_view text) { return text.starts_with("DE") && values::de_vat(text); }

constexpr std::array<NumberOfPeople, 5> numbers_of_people = {{
    {9, values::uk_nino, "uk_nino", scores::letters_and_digits},
    {11, is_tax_id, "de_tax_id", scores::check_digit},
    {11, is_vat_id, "de_vat", scores::check_digit_in_form},
    {12, values::de_rvnr, "de_rvnr", scores::check_digit_in_form},
    {16, values::it_cf, "it_cf", scores::check_digit_in_form},
}};
constexpr std::size_t most_letters = 16;

/// Letters of which a longer number or an address is made.
bool goes_on(std::string_view text, std::size_t at) {
    if (at >= text.size()) { return false; }
    if (is_alnum(text[at]) || text[at] == '@' || text[at] == '_') { return true; }
    return (text[at] == '-' || text[at] == '.' || text[at] == '/') && at + 1 < text.size() && is_alnum(text[at + 1]);
}

/// The longest number that begins here, of groups with single blanks between them.
void find_number_at(std::string_view text, std::size_t start, std::vector<PersonalSpan>& spans) {
    std::optional<PersonalSpan> best;
    std::size_t letters = 0;
    for (std::size_t end = start; end < text.size() && letters <= most_letters; ++end) {
        if (text[end] == ' ' && end > start && text[end - 1] != ' ') { continue; }
        if (!is_digit(text[end]) && !is_upper(text[end])) { break; }
        ++letters;
        if (goes_on(text, end + 1)) { continue; }
        const std::string_view found = text.substr(start, end + 1 - start);
        for (const NumberOfPeople& kind : numbers_of_people) {
            if (kind.letters == letters && kind.is(found)) {
                best = PersonalSpan{start, end + 1, kind.type, kind.score};
            }
        }
    }
    if (best) { spans.push_back(*best); }
}

std::string_view own(std::string_view text, const TextWord& word) {
    return text.substr(word.start, word.end - word.start);
}

/// Where the date ends that begins at a byte: 01.02.1990, 1990-02-01, 1 February 1990. Nothing if there is none.
std::optional<std::size_t> end_of_date(std::string_view text, std::size_t start) {
    constexpr std::size_t longest = 24;
    const std::string_view ahead = text.substr(start, longest);
    std::size_t end = 0;
    while (end < ahead.size() && (is_digit(ahead[end]) || std::string_view("./-").find(ahead[end]) != ahead.npos)) {
        ++end;
    }
    std::size_t numbers = end;
    while (numbers > 0 && !is_digit(ahead[numbers - 1])) { --numbers; }
    if (numbers >= 6 && scan_date(ahead.substr(0, numbers))) { return start + numbers; }
    // A month in letters: blanks become hyphens, which is how a date is read.
    std::string with_hyphens;
    std::size_t blanks = 0;
    for (std::size_t i = 0; i <= ahead.size(); ++i) {
        const bool stop = i == ahead.size() || (ahead[i] == ' ' && blanks == 2) || ahead[i] == ',' || ahead[i] == ';';
        if (stop) { return scan_date(with_hyphens) ? std::optional(start + i) : std::nullopt; }
        if (ahead[i] == ' ') { ++blanks; }
        if (ahead[i] == ' ') { with_hyphens += '-'; }
        if (ahead[i] != ' ' && ahead[i] != '.') { with_hyphens += ahead[i]; }
    }
    return std::nullopt;
}

bool is_house_number(std::string_view word) {
    std::size_t digits = 0;
    while (digits < word.size() && is_digit(word[digits])) { ++digits; }
    return digits >= 1 && digits <= 4 && word.size() <= digits + 1 &&
           (word.size() == digits || values::is_letter(word[digits]));
}

constexpr std::size_t most_words = 8;  ///< of an address, on either side of what tells it

/// "Auf der Weide" before the place: capitals, and the small words between them.
std::size_t start_of_street(std::string_view text, const std::vector<TextWord>& words, std::size_t number) {
    std::size_t start = number;
    for (std::size_t back = 1; back <= std::min<std::size_t>(number, 5); ++back) {
        const std::size_t i = number - back;
        const std::string_view gap = gap_before(text, words, i + 1);
        if (gap != " " && gap != ". ") { break; }
        if (words[i].capital) {
            start = i;
        } else if (!is_listed(words[i], "between")) {
            break;
        }
    }
    return start;
}

/// Behind the last word of a town: capitals, and small words with a capital behind them.
std::size_t end_of_town(std::string_view text, const std::vector<TextWord>& words, std::size_t first) {
    std::size_t end = first + 1;
    for (std::size_t i = first + 1; i < words.size() && i < first + 4; ++i) {
        if (gap_before(text, words, i) != " ") { break; }
        if (words[i].capital) {
            end = i + 1;
        } else if (!is_listed(words[i], "between")) {
            break;
        }
    }
    return end;
}

void find_german_address(std::string_view text, const std::vector<TextWord>& words, std::size_t code,
                         std::vector<PersonalSpan>& spans) {
    const std::string_view digits = own(text, words[code]);
    if (code < 2 || code + 1 >= words.size() || digits.size() != 5 || !values::all_digits(digits)) { return; }
    if (gap_before(text, words, code) != ", " || !is_house_number(own(text, words[code - 1]))) { return; }
    if (!words[code + 1].capital || gap_before(text, words, code + 1) != " ") { return; }
    const std::size_t street = start_of_street(text, words, code - 1);
    if (street == code - 1) { return; }
    const std::size_t end = end_of_town(text, words, code + 1);
    spans.push_back({words[street].start, words[end - 1].end, "full_address", scores::postal});
}

/// "LS1", "EC1A"
bool is_outward_code(std::string_view word) {
    std::size_t letters = 0;
    while (letters < word.size() && is_upper(word[letters])) { ++letters; }
    std::size_t digits = letters;
    while (digits < word.size() && is_digit(word[digits])) { ++digits; }
    const bool rest = digits == word.size() || (digits + 1 == word.size() && is_upper(word[digits]));
    return (letters == 1 || letters == 2) && (digits - letters == 1 || digits - letters == 2) && rest;
}

void find_british_address(std::string_view text, const std::vector<TextWord>& words, std::size_t code,
                          std::vector<PersonalSpan>& spans) {
    const std::string_view inward = own(text, words[code]);
    if (code < 4 || inward.size() != 3 || !is_digit(inward[0]) || !is_upper(inward[1]) || !is_upper(inward[2])) {
        return;
    }
    if (gap_before(text, words, code) != " " || !is_outward_code(own(text, words[code - 1]))) { return; }
    for (std::size_t back = 2; back <= std::min(code, most_words + 2); ++back) {
        const std::size_t i = code - back;
        const std::string_view gap = gap_before(text, words, i + 1);
        if (gap != " " && gap != ", " && gap != ". ") { return; }
        if (is_house_number(own(text, words[i]))) {
            spans.push_back({words[i].start, words[code].end, "full_address", scores::postal});
            return;
        }
        if (!words[i].capital) { return; }
    }
}

}  // namespace

void find_numbers_of_people(std::string_view text, std::vector<PersonalSpan>& spans) {
    constexpr std::string_view before = "-_@./=#&";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool inside = i > 0 && (is_alnum(text[i - 1]) || before.find(text[i - 1]) != before.npos);
        if (!inside && (is_digit(text[i]) || is_upper(text[i]))) { find_number_at(text, i, spans); }
    }
}

void find_births(std::string_view text, const std::vector<TextWord>& words, std::vector<PersonalSpan>& spans) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (!is_listed(words[i], "born")) { continue; }
        std::size_t next = i + 1;
        while (next + 1 < words.size() && next < i + 3 && is_listed(words[next], "between")) { ++next; }
        if (words[next].start - words[i].end > 12) { continue; }
        if (const auto end = end_of_date(text, words[next].start)) {
            spans.push_back({words[next].start, *end, "birth_date", scores::said_so});
        }
    }
}

void find_addresses(std::string_view text, const std::vector<TextWord>& words, std::vector<PersonalSpan>& spans) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!is_digit(text[words[i].start])) { continue; }
        find_german_address(text, words, i, spans);
        find_british_address(text, words, i, spans);
    }
}

}  // namespace klarsicht
