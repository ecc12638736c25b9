#include "profile/personal_text.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "base/sort_few.h"
#include "profile/personal_names.h"
#include "profile/personal_prose.h"
#include "profile/personal_scores.h"
#include "profile/personal_spelt.h"
#include "profile/values/digits.h"
#include "profile/values/values.h"
#include "table/date.h"

namespace klarsicht {

namespace {

using values::is_alnum;
using values::is_digit;
using values::is_upper;

bool in_local_part(char c) {
    return is_alnum(c) || static_cast<unsigned char>(c) >= 0x80 || c == '.' || c == '_' || c == '-' || c == '+' ||
           c == '%';
}
bool in_domain(char c) { return is_alnum(c) || static_cast<unsigned char>(c) >= 0x80 || c == '.' || c == '-'; }

void find_emails(std::string_view text, std::vector<PersonalSpan>& spans) {
    for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
        std::size_t start = at;
        while (start > 0 && in_local_part(text[start - 1])) { --start; }
        std::size_t end = at + 1;
        while (end < text.size() && in_domain(text[end])) { ++end; }
        while (end > at && (text[end - 1] == '.' || text[end - 1] == '-')) { --end; }
        while (start < at && text[start] == '.') { ++start; }
        if (values::email(text.substr(start, end - start))) { spans.push_back({start, end, "email", scores::address}); }
    }
}

void find_ibans(std::string_view text, std::vector<PersonalSpan>& spans) {
    for (std::size_t i = 0; i + 15 <= text.size(); ++i) {
        if (!is_upper(text[i]) || !is_upper(text[i + 1]) || !is_digit(text[i + 2]) || !is_digit(text[i + 3]) ||
            (i > 0 && is_alnum(text[i - 1]))) {
            continue;
        }
        // The longest run that checks out wins; groups may be parted by single spaces.
        std::size_t end = i;
        std::size_t letters = 0;
        std::size_t best = 0;
        while (end < text.size() && letters < 34) {
            if (is_digit(text[end]) || is_upper(text[end])) {
                ++letters;
                ++end;
                if (letters >= 15 && (end == text.size() || !is_alnum(text[end])) &&
                    values::iban(text.substr(i, end - i))) {
                    best = end;
                }
            } else if (text[end] == ' ' && end + 1 < text.size() && is_alnum(text[end + 1])) {
                ++end;
            } else {
                break;
            }
        }
        if (best > 0) {
            spans.push_back({i, best, "iban", scores::check_digits});
            i = best;
        }
    }
}

/// "06.12.34.56.78" of France, "030.23125.017": groups with points between them, as no version is written.
bool phone_with_points(std::string_view found, std::size_t digits) {
    const auto points = std::ranges::count(found, '.');
    const bool begins = found[0] == '+' || (found[0] == '0' && found.size() > 1 && found[1] != '.');
    return begins && digits >= 9 && points >= 2 && !scan_date(found) && values::phone(found);
}

/// "312-714-8142", "312.714.8142" of North America: only where somebody says that it is a telephone number.
bool american_phone(std::string_view found, std::size_t digits) {
    const std::size_t gap = found.find_first_of("-. ");
    return digits == 10 && gap == 3 && found.size() == 12 && found[7] == found[3] && found[0] >= '2';
}

/// What a number is that goes from one byte to another.
std::optional<PersonalSpan> number_at(std::string_view text, std::size_t start, std::size_t end, std::size_t digits,
                                      bool dots) {
    const std::string_view found = text.substr(start, end - start);
    const auto compact = values::Compact(found, " -/()");
    if (dots && values::ipv4(found)) { return PersonalSpan{start, end, "ipv4", scores::network}; }
    if (!dots && digits >= 13 && digits <= 19 && values::credit_card(found)) {
        return PersonalSpan{start, end, "credit_card", scores::card};
    }
    const bool national = text[start] == '+' || text[start] == '0' || text[start] == '(';
    // "00012345" is a number of something, 04/06/2024 a day.
    const bool plain = !dots && national && digits >= 8 && digits <= 15 && values::phone(found) &&
                       !compact.view().starts_with("000") && !scan_date(found);
    if (text[start] == '+' && plain) { return PersonalSpan{start, end, "phone", scores::country_code}; }
    const bool american = american_phone(found, digits);
    if (!plain && !american && !(dots && phone_with_points(found, digits))) { return std::nullopt; }
    const NumberOf of = number_of_what(text, start);
    if (of == NumberOf::thing || (american && of != NumberOf::telephone)) { return std::nullopt; }
    return PersonalSpan{start, end, "phone", scores::national};
}

/// Numbers as people write them: digits with single spaces, hyphens, slashes, brackets between them.
void find_numbers(std::string_view text, std::vector<PersonalSpan>& spans) {
    std::size_t i = 0;
    while (i < text.size()) {
        const bool begins = is_digit(text[i]) || text[i] == '+' || text[i] == '(';
        if (!begins || (i > 0 && (is_alnum(text[i - 1]) ||
                                  std::string_view(".-_@=/#&").find(text[i - 1]) != std::string_view::npos))) {
            ++i;
            continue;
        }
        std::size_t end = i;
        std::size_t last = i;
        std::size_t digits = 0;
        bool dots = false;
        std::size_t separators = 0;
        while (end < text.size()) {
            const char c = text[end];
            if (is_digit(c)) {
                ++digits;
                last = end + 1;
                separators = 0;
            } else if (c == ' ' || c == '-' || c == '/' || c == '(' || c == ')' || c == '.' || (c == '+' && end == i)) {
                if (++separators > 3) { break; }
                dots = dots || (c == '.' && end + 1 < text.size() && is_digit(text[end + 1]));
            } else {
                break;
            }
            ++end;
        }
        const bool word_follows =
            last < text.size() && (is_alnum(text[last]) || text[last] == '@' || text[last] == '_');
        if (digits >= 7 && !word_follows) {
            if (const auto span = number_at(text, i, last, digits, dots)) { spans.push_back(*span); }
        }
        i = std::max(last, i + 1);
    }
}

}  // namespace

bool may_hold_personal(std::string_view text) {
    std::size_t digits = 0;
    for (const char c : text) {
        if (c == '@') { return true; }
        digits += is_digit(c) ? 1 : 0;
    }
    return digits >= 7 || may_spell_address(text);
}

std::vector<PersonalSpan> without_overlap(std::vector<PersonalSpan> spans) {
    sort_few(spans, [](const PersonalSpan& a, const PersonalSpan& b) {
        if (a.score != b.score) { return a.score > b.score; }
        return a.end - a.start != b.end - b.start ? a.end - a.start > b.end - b.start : a.start < b.start;
    });
    std::map<std::size_t, std::size_t> taken;  // end by start, none of them overlap
    std::erase_if(spans, [&](const PersonalSpan& span) {
        const auto next = taken.lower_bound(span.start);
        const bool free = (next == taken.end() || next->first >= span.end) &&
                          (next == taken.begin() || std::prev(next)->second <= span.start);
        if (free) { taken.emplace_hint(next, span.start, span.end); }
        return !free;
    });
    sort_few(spans, {}, &PersonalSpan::start);
    return spans;
}

std::vector<PersonalSpan> find_personal(std::string_view text) {
    std::vector<PersonalSpan> all;
    find_emails(text, all);
    find_spelt_emails(text, all);
    find_ibans(text, all);
    find_numbers(text, all);
    return without_overlap(std::move(all));
}

std::vector<PersonalSpan> find_personal_in_prose(std::string_view text) {
    std::vector<PersonalSpan> all;
    if (may_hold_personal(text)) { all = find_personal(text); }
    find_numbers_of_people(text, all);
    const std::vector<TextWord> words = words_of(text);
    find_names_in_prose(text, words, all);
    find_births(text, words, all);
    find_addresses(text, words, all);
    return without_overlap(std::move(all));
}

}  // namespace klarsicht
