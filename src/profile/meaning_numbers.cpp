#include <algorithm>
#include <array>
#include <cmath>

#include "base/fold.h"
#include "profile/meaning_judges.h"
#include "profile/values/digits.h"
#include "profile/values/values.h"

namespace klarsicht {

namespace {

using values::is_digit;
using values::is_upper;

constexpr double days_a_year = 365.2425;

/// "30-34", "<25", "65+", "18 bis 24", "unter 18".
bool is_band(std::string_view text) {
    std::size_t digits = 0;
    for (const char c : text) { digits += is_digit(c) ? 1 : 0; }
    return digits >= 1 && digits <= 7 && text.size() <= 24 && !std::ranges::all_of(text, is_digit) &&
           text.find('.') == std::string_view::npos;
}

bool looks_like_date(std::string_view text) {
    const auto digits = std::ranges::count_if(text, is_digit);
    return digits >= 3 && digits <= 14 && text.size() <= 30 && text.find_first_of("-./ ") != std::string_view::npos;
}

Judgement judge_birth_date(const Evidence& e) {
    Judgement j;
    j.match = e.dated() ? e.share_numeric() : e.share_of_text(looks_like_date);
    j.valid = j.match;
    if (!e.dated()) {
        j.strong = j.match >= 0.5 ? 0.85 : 0;
        return j;
    }
    const double scale = e.kind() == Kind::datetime ? 86400.0 : 1.0;
    const auto age = [&](double quantile) { return (e.as_of() - e.quantile(quantile) / scale) / days_a_year; };
    const double alive = e.share([&](const SampledValue& v) {
        const double years = (e.as_of() - v.number / scale) / days_a_year;
        return years >= 0 && years <= 115;
    });
    j.valid = alive;
    if (alive >= 0.5) { j.strong = 0.9 + 0.08 * alive; }
    // Orders, contracts and log-ins do not reach back half a century and spread over decades; birthdays do.
    const double oldest = age(0.05);
    const double youngest = age(0.95);
    // Where hardly a child is among them: who joins a club does so until last month.
    constexpr double adult = 10;
    if (e.kind() == Kind::date && alive >= 0.9 && oldest >= 45 && oldest - youngest >= 20 && youngest >= adult &&
        e.distinct() >= 15) {
        j.alone = 0.85;
    }
    if (alive >= 0.7 && oldest >= 30) { j.weak = 0.85; }
    return j;
}

Judgement judge_birth_year(const Evidence& e) {
    Judgement j;
    if (e.kind() != Kind::integer) { return j; }
    const double latest = e.year();
    j.match = e.share(
        [&](const SampledValue& v) { return v.text.size() == 4 && v.number >= latest - 115 && v.number <= latest; });
    j.valid = j.match;
    if (j.match >= 0.6) { j.strong = 0.9 + 0.08 * j.match; }
    const double low = e.quantile(0.05);
    const double high = e.quantile(0.95);
    const double middle = e.quantile(0.5);
    if (j.match >= 0.95 && e.distinct() >= 20 && latest - low >= 50 && high - low >= 30 && middle >= latest - 75 &&
        middle <= latest - 20) {
        j.alone = 0.7;
    }
    return j;
}

Judgement judge_age(const Evidence& e) {
    Judgement j;
    if (e.numeric()) {
        j.match = e.share([](const SampledValue& v) { return v.number >= 0 && v.number <= 120; });
    } else {
        // "21", "26", "50plus": bands by where they begin.
        j.match = e.share_of_text([](std::string_view text) {
            return is_band(text) || (text.size() <= 2 && std::ranges::all_of(text, is_digit));
        });
    }
    j.valid = j.match;
    if (j.match >= 0.7) { j.strong = 0.88 + 0.1 * j.match; }
    if (e.kind() != Kind::integer) { return j; }
    // Grown-ups of every age: nothing below 14, reaching beyond 60, hardly a gap.
    const double low = e.quantile(0.005);
    const double high = e.quantile(0.995);
    const double middle = e.quantile(0.5);
    const double filled = static_cast<double>(e.distinct()) / (high - low + 1);
    if (j.match >= 0.99 && low >= 14 && low <= 30 && high >= 60 && high <= 105 && middle >= 25 && middle <= 65 &&
        filled >= 0.7 && e.distinct() >= 30) {
        j.alone = 0.6;
    }
    return j;
}

Judgement judge_child_age(const Evidence& e) {
    Judgement j;
    j.match = e.numeric() ? e.share([](const SampledValue& v) { return v.number >= 0 && v.number <= 25; })
                          : e.share_of_text(is_band);
    j.valid = j.match;
    if (j.match >= 0.7) { j.strong = 0.88 + 0.1 * j.match; }
    return j;
}

Judgement judge_income(const Evidence& e) {
    Judgement j;
    j.match = j.valid = e.numeric()
                            ? e.share_numeric()
                            : e.share([](const SampledValue& v) { return std::ranges::any_of(v.text, is_digit); });
    if (j.match >= 0.5) { j.strong = 0.88 + 0.08 * j.match; }
    if (!e.numeric()) { return j; }
    // Yearly incomes as people state them: round, in the tens of thousands, many different ones.
    const double round =
        e.share([](const SampledValue& v) { return v.number >= 1000 && std::fmod(v.number, 100.0) == 0; });
    const double low = e.quantile(0.05);
    const double high = e.quantile(0.95);
    const double middle = e.quantile(0.5);
    if (round >= 0.95 && low >= 8000 && middle >= 18000 && middle <= 150000 && high <= 400000 && e.distinct() >= 30) {
        j.alone = 0.55;
    }
    return j;
}

// --- postal codes ------------------------------------------------------------------------------------------

/// "SW1A 1AA", also with a letter mistaken for a digit.
bool uk_postcode(std::string_view text) {
    const std::size_t gap = text.find(' ');
    if (gap == std::string_view::npos || gap < 2 || gap > 4 || text.size() != gap + 4) { return false; }
    if (!is_upper(text[0]) || !is_digit(text[gap + 1])) { return false; }
    const std::string_view outward = text.substr(0, gap);
    return std::ranges::any_of(outward, is_digit) &&
           std::ranges::all_of(text.substr(gap + 1), [](char c) { return is_upper(c) || is_digit(c); }) &&
           std::ranges::all_of(outward, [](char c) { return is_upper(c) || is_digit(c); });
}

bool dutch_postcode(std::string_view text) {
    const values::Compact c(text, " ");
    return c.size() == 6 && values::all_digits(c.view().substr(0, 4)) && is_upper(c[4]) && is_upper(c[5]) &&
           c[0] != '0';
}

bool polish_postcode(std::string_view text) {
    return text.size() == 6 && text[2] == '-' && values::all_digits(text.substr(0, 2)) &&
           values::all_digits(text.substr(3));
}

bool digits_postcode(std::string_view text) {
    if (text.size() > 2 && is_upper(text[0]) && text[1] == '-') { text.remove_prefix(2); }  // D-10115
    if (text.size() == 10 && text[5] == '-') {
        return values::all_digits(text.substr(0, 5)) && values::all_digits(text.substr(6));
    }  // 20500-0003
    if (text.size() == 6 && text[3] == ' ') {
        return values::all_digits(text.substr(0, 3)) && values::all_digits(text.substr(4));
    }  // 111 22
    return (text.size() == 4 || text.size() == 5) && values::all_digits(text);
}

bool any_postcode(std::string_view text) {
    return digits_postcode(text) || uk_postcode(text) || dutch_postcode(text) || polish_postcode(text);
}

Judgement judge_postal_code(const Evidence& e) {
    Judgement j;
    if (e.kind() == Kind::date || e.kind() == Kind::datetime) { return j; }
    j.match = j.valid = e.share_of_text(any_postcode);
    // "SW1", "M14": what stands before the blank of a British one.
    const double outward = e.share([](const SampledValue& v) {
        const std::size_t digit = v.text.find_first_of("0123456789");
        return v.text.size() <= 4 && (digit == 1 || digit == 2) && is_upper(v.text[0]) && is_upper(v.text[digit - 1]);
    });
    if (outward >= 0.9) { j.weak = 0.85; }
    // Cut to two or three digits they still are postal codes.
    const double cut = e.share([](const SampledValue& v) {
        return v.text.size() >= 2 && v.text.size() <= 8 && is_digit(v.text[0]) &&
               v.text.find_first_not_of("0123456789*xX-") == std::string_view::npos;
    });
    // "Pin code: 560034" of India; four digits would be a secret.
    const double six = e.share(
        [](const SampledValue& v) { return v.text.size() == 6 && v.text[0] != '0' && values::all_digits(v.text); });
    if (six >= 0.9) { j.weak = 0.85; }
    if (j.match >= 0.5) {
        j.strong = 0.9 + 0.08 * j.match;
    } else if (cut >= 0.8 || outward >= 0.9) {
        j.match = j.valid = std::max(cut, outward);
        j.strong = 0.88;
    }
    if (e.distinct() < 15) { return j; }
    if (e.share_of_text(uk_postcode) >= 0.85) { j.alone = 0.85; }
    if (e.share_of_text(dutch_postcode) >= 0.9 &&
        e.share_of_text([](std::string_view text) { return text.size() == 7; }) >= 0.5) {
        j.alone = 0.75;
    }
    if (e.share_of_text(polish_postcode) >= 0.95) { j.alone = 0.75; }
    // "90210-1234" next to "90210"
    const double plus_four =
        e.share([](const SampledValue& v) { return v.text.size() == 10 && digits_postcode(v.text); });
    if (plus_four >= 0.15 && j.match >= 0.98) { j.alone = std::max(j.alone, 0.8); }
    // Five digits, some with a zero in front: no quantity is written so, and running numbers would start with zeros far
    // more often.
    const double five = e.share([](const SampledValue& v) { return v.text.size() == 5 && values::all_digits(v.text); });
    const double zero =
        e.share([](const SampledValue& v) { return v.text.size() == 5 && v.text[0] == '0' && v.text[1] != '0'; });
    const double zeros = e.share([](const SampledValue& v) { return v.text.starts_with("00"); });
    if (five >= 0.98 && zero >= 0.01 && zero <= 0.3 && zeros <= 0.02 && e.distinct() >= 30) { j.alone = 0.65; }
    return j;
}

// --- other codes -------------------------------------------------------------------------------------------

Judgement judge_icd10(const Evidence& e) {
    Judgement j;
    j.match = j.valid = e.share_of_text(values::icd10);
    if (j.match >= 0.4) { j.strong = 0.9 + 0.09 * j.match; }
    const double dotted =
        e.share([](const SampledValue& v) { return v.text.size() >= 5 && v.text[3] == '.' && values::icd10(v.text); });
    if (dotted > 0.2 && j.match >= 0.6) { j.weak = 0.9; }
    std::array<bool, 26> letters{};
    for (const SampledValue& v : e.values()) {
        if (is_upper(v.text[0])) { letters[static_cast<std::size_t>(v.text[0] - 'A')] = true; }
    }
    const auto chapters = std::ranges::count(letters, true);
    if (j.match >= 0.9 && dotted >= 0.3 && e.distinct() >= 8 && chapters >= 3) { j.alone = 0.88; }
    return j;
}

/// "K-2913497", "KD00123", "CUST_99812", "user-17".
bool prefixed_person(std::string_view text) {
    std::size_t letters = 0;
    while (letters < text.size() && values::is_letter(text[letters])) { ++letters; }
    const std::vector<std::string>& prefixes = parts(WordParts::person_prefixes);
    if (std::ranges::find(prefixes, folded(text.substr(0, letters))) == prefixes.end()) { return false; }
    std::string_view rest = text.substr(letters);
    if (!rest.empty() && (rest[0] == '-' || rest[0] == '_' || rest[0] == '.' || rest[0] == ' ' || rest[0] == '#')) {
        rest.remove_prefix(1);
    }
    return rest.size() >= 4 && rest.size() <= 12 && values::all_digits(rest);
}

Judgement judge_customer_id(const Evidence& e) {
    Judgement j;
    if (e.dated() || e.kind() == Kind::boolean) { return j; }
    j.match = j.valid = e.share([](const SampledValue& v) {
        return v.text.size() <= 64 && v.text.find(' ') == std::string_view::npos &&
               v.text.find('@') == std::string_view::npos;
    });
    // Minus one for everybody, or a handful of them for everybody, is no number of a person.
    const double below = e.share([](const SampledValue& v) { return v.number < 0; });
    constexpr std::uint64_t handful = 10;
    constexpr double many_rows = 500;
    const bool few_for_many = e.distinct() < handful && e.rows() >= many_rows;
    // Three names of cards for two hundred people number nobody either.
    const double lettered = e.share([](const SampledValue& v) { return std::ranges::none_of(v.text, is_digit); });
    if (e.distinct() < handful && e.rows() >= 100 && lettered >= 0.9) { return j; }
    const bool one_for_all = (e.distinct() < 2 && e.rows() >= 20) || few_for_many;
    if (below >= 0.5 || one_for_all) { return j; }
    if (j.match >= 0.7) { j.strong = 0.88; }
    const double coded = e.share([](const SampledValue& v) {
        return std::ranges::any_of(v.text, is_digit) && v.text.size() >= 4 && v.text.size() <= 64 &&
               v.text.find_first_of(" .,@:") == std::string_view::npos;
    });
    if (coded >= 0.9 && e.distinct() >= 10 && e.kind() != Kind::number) { j.weak = 0.7; }
    // One prefix for customers, then a number, hardly ever twice.
    const double prefixed = e.share_of_text(prefixed_person);
    if (prefixed >= 0.9 && e.distinct() >= 15) { j.alone = 0.65; }
    return j;
}

constexpr std::array judges = {
    Judge{"birth_date", judge_birth_date},
    Judge{"birth_year", judge_birth_year},
    Judge{"age", judge_age},
    Judge{"child_age", judge_child_age},
    Judge{"income", judge_income},
    Judge{"postal_code", judge_postal_code},
    Judge{"icd10", judge_icd10},
    Judge{"customer_id", judge_customer_id},
};

}  // namespace

std::span<const Judge> number_judges() { return judges; }

}  // namespace klarsicht
