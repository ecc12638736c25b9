#include "audit/shown_values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "audit/context.h"
#include "audit/known_values.h"
#include "audit/name_words.h"
#include "audit/suggest.h"
#include "base/sort_few.h"
#include "base/word_list.h"
#include "profile/meaning_words.h"
#include "profile/personal_names.h"
#include "stats/confusion.h"

namespace klarsicht {

namespace {

constexpr std::string_view mask = "•••";

/// What is compared, decided or used: an audit without these values would say nothing.
constexpr std::array steering = {Role::protected_, Role::decision, Role::outcome, Role::treatment, Role::model_version};
/// What a company names itself, as long as it does.
constexpr std::array named_by_us = {Role::channel, Role::campaign, Role::product};
/// Said of a person after the fact.
constexpr std::array said = {Role::decision, Role::outcome, Role::treatment};
/// Who a row is about, and who worked on it.
constexpr std::array naming = {Role::identifier, Role::person, Role::reviewer, Role::sensitive};

/// The spellings a column is judged by: all, or so many that more would say no more.
constexpr std::size_t most_looked_at = 400;

template <class Take>
void each_value(const Column& column, const Interpretation& interpretation, const Take& take) {
    std::size_t values = 0;
    for (std::uint32_t code = 0; code < column.counts.size() && values < most_looked_at; ++code) {
        if (!interpretation.valid(code) || column.counts[code] == 0) { continue; }
        ++values;
        take(column.dictionary[code]);
    }
}

bool has_digit_or_joint(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '_' || c == '|' || c == '/'; });
}

/// Values of several words, hardly a word in two of them, and no digits: campaigns and products repeat their words or
/// number themselves, notes about people do not.
bool reads_like_notes(const Column& column, const Interpretation& interpretation) {
    constexpr std::size_t least = 5;
    std::size_t values = 0;
    std::size_t notes = 0;
    std::map<std::string, std::size_t> values_with;
    each_value(column, interpretation, [&](std::string_view text) {
        ++values;
        const std::vector<TextWord> words = words_of(text);
        if (words.size() < 2 || has_digit_or_joint(text)) { return; }
        ++notes;
        std::set<std::string> own;
        for (const TextWord& word : words) {
            if (word.end - word.start > 1) { own.insert(word.folded); }
        }
        for (const std::string& word : own) { ++values_with[word]; }
    });
    if (notes < least || 2 * notes < values) { return false; }
    const auto once = std::ranges::count_if(values_with, [](const auto& entry) { return entry.second == 1; });
    return 4 * static_cast<std::size_t>(once) >= 3 * values_with.size();
}

/// What may be seen of a column that nobody chose: all where every value is known, the known ones where most are.
Shows by_values(const Column& column, const Interpretation& interpretation, std::string_view meaning) {
    if (interpretation.kind != Kind::category && interpretation.kind != Kind::text) { return Shows::all; }
    stats::Fraction known{0, 0};
    each_value(column, interpretation, [&](std::string_view text) {
        ++known.n;
        known.k += is_known_value(text, meaning) ? 1 : 0;
    });
    if (known.n == 0 || 2 * known.k < known.n) { return Shows::nothing; }
    return known.k == known.n && known.n < most_looked_at ? Shows::all : Shows::known;
}

/// So few values for so many rows that each is a group, and nobody stands alone.
bool holds_groups(const Column& column, const Interpretation& interpretation, std::uint64_t most) {
    std::uint64_t values = 0;
    std::uint64_t least = least_people_shown;
    for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
        if (!interpretation.valid(code) || column.counts[code] == 0) { continue; }
        ++values;
        least = std::min<std::uint64_t>(least, column.counts[code]);
    }
    return values <= most && least >= least_people_shown;
}

/// A few values that say what happened to people or what was decided, and read so: "erreicht", "zurückgestellt".
bool holds_states(const Column& column, const Interpretation& interpretation, std::string_view meaning) {
    constexpr std::uint64_t most = 8;
    if (!holds_groups(column, interpretation, most)) { return false; }
    bool all = true;
    each_value(column, interpretation, [&](std::string_view text) { all = all && reads_like_state(text, meaning); });
    return all;
}

/// Answers of a list that a form offers: personal, but a few for many people.
bool offered_by_forms(std::string_view meaning) {
    static constexpr std::array<std::string_view, 5> meanings = {"age", "income", "job_title", "marital_status",
                                                                 "nationality"};
    return std::ranges::find(meanings, meaning) != meanings.end();
}

/// No more values than a form offers; few stand in fewer than five rows (what somebody wrote beside the list).
bool looks_offered(const Column& column, const Interpretation& interpretation) {
    constexpr std::uint64_t most_answers = 24;
    std::uint64_t values = 0;
    std::uint64_t frequent = 0;
    for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
        if (!interpretation.valid(code) || column.counts[code] == 0) { continue; }
        ++values;
        frequent += column.counts[code] >= least_people_shown ? 1 : 0;
    }
    return values <= most_answers && 2 * frequent > values;
}

/// A name whose last word says that the values are steps, kinds or ways: "Card_Category", "Zahlungsart", "VisitorType".
bool names_a_scale(const std::string& name) {
    static const std::vector<std::string>& words = word_list("headers", "scales");
    return name_speaks(plain_name(name), words);
}

/// Whole numbers as they are given to customers, contracts and cases, whatever the column is called (`CLIENTNUM`,
/// "Mandant"): hardly one of them twice, or all of the same length; nothing is counted or measured so.
bool looks_like_numbers_given_out(const Column& column, const Interpretation& interpretation) {
    constexpr std::uint64_t least_distinct = 20;
    constexpr double short_number = 1e4;  ///< from five digits on
    constexpr double long_number = 1e5;
    if (interpretation.kind != Kind::integer || interpretation.distinct < least_distinct) { return false; }
    double smallest = std::numeric_limits<double>::infinity();
    double largest = 0;
    for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
        if (!interpretation.valid(code) || column.counts[code] == 0) { continue; }
        const double value = interpretation.values[code];
        if (value < 0) { return false; }
        smallest = std::min(smallest, value);
        largest = std::max(largest, value);
    }
    const std::uint64_t rows = column.rows() - interpretation.missing - interpretation.invalid;
    const bool hardly_twice = 10 * interpretation.distinct >= 9 * rows;
    const bool one_length =
        smallest >= long_number && std::floor(std::log10(smallest)) == std::floor(std::log10(largest));
    return (hardly_twice && largest >= short_number) || one_length;
}

Shows shows_of(const AuditContext& context, std::size_t column) {
    const std::string& name = context.name(column);
    const auto has_any = [&](const auto& roles) {
        return std::ranges::any_of(roles, [&](Role role) { return context.plan.has_role(name, role); });
    };
    const bool answered_for = std::ranges::find(context.plan.harmless, name) != context.plan.harmless.end();
    // Whoever says how many of each group there are has chosen the groups.
    if (answered_for || context.plan.population.contains(name)) { return Shows::all; }
    const std::string_view meaning = context.meaning(column);
    const Column& data = context.table.columns[column];
    const Interpretation& interpretation = context.interpretation(column);
    const bool chosen = std::ranges::find(context.plan.suggested, name) == context.plan.suggested.end();
    if (has_any(steering)) {
        if (chosen) { return Shows::all; }
        if (class_of(meaning) == PersonalClass::special) { return Shows::nothing; }
        return has_any(said) && holds_states(data, interpretation, meaning) ? Shows::all
                                                                            : by_values(data, interpretation, meaning);
    }
    if (has_any(naming)) { return Shows::nothing; }
    if (interpretation.kind != Kind::category && interpretation.kind != Kind::text) {
        const bool measured = is_harmless(meaning) || !looks_like_numbers_given_out(data, interpretation);
        return !context.personal(column) && measured ? Shows::all : Shows::nothing;
    }
    const bool ours = has_any(named_by_us);
    if (ours && chosen) { return reads_like_notes(data, interpretation) ? Shows::nothing : Shows::all; }
    const Shows shows = by_values(data, interpretation, meaning);
    if (offered_by_forms(meaning)) {
        const bool answers = shows != Shows::nothing && looks_offered(data, interpretation);
        return answers ? Shows::frequent : Shows::nothing;
    }
    if (ours || is_harmless(meaning)) { return shows; }
    if (is_personal(meaning)) { return Shows::nothing; }
    return shows == Shows::all || names_a_scale(name) ? shows : Shows::nothing;
}

void find_special(const std::vector<TextWord>& words, std::vector<PersonalSpan>& spans) {
    constexpr WordLists special = in(WordList::health) | in(WordList::religion) | in(WordList::sexual_orientation);
    constexpr WordLists ordinary = in(WordList::common_words) | in(WordList::colours) | in(WordList::product_words) |
                                   in(WordList::not_stated) | in(WordList::yes_no);
    for (const TextWord& word : words) {
        if (word.end - word.start < 4) { continue; }
        const WordLists lists = lists_with(word.folded);
        if ((lists & special) != 0 && (lists & ordinary) == 0) {
            spans.push_back({word.start, word.end, "special", 0.8});
        }
    }
}

std::vector<PersonalSpan> personal_spans(std::string_view text, const std::vector<TextWord>& words) {
    std::vector<PersonalSpan> spans;
    if (may_hold_personal(text)) { spans = find_personal(text); }
    find_addressed(words, spans);
    return spans;
}

/// M-AB 1234: letters of a place and of its owner, and at most four digits.
bool is_plate(std::string_view name) {
    const auto take = [&](const auto& is, std::size_t most) {
        std::size_t taken = 0;
        while (taken < most && !name.empty() && is(name.front())) {
            name.remove_prefix(1);
            ++taken;
        }
        return taken;
    };
    const auto large = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (take(large, 3) == 0 || take([](char c) { return c == '-'; }, 1) == 0 || take(large, 2) == 0) { return false; }
    take([](char c) { return c == ' '; }, 1);
    return take(digit, 4) > 0 && name.empty();
}

/// Seven digits and more in a row are a customer's or a case's number, unless they are a day: 20260131.
void find_long_numbers(std::string_view name, std::vector<PersonalSpan>& spans) {
    constexpr std::size_t least = 7;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const std::size_t end = std::min(name.find_first_not_of("0123456789", i), name.size());
        const std::string_view digits = name.substr(i, end - i);
        const bool day =
            (digits.size() == 8 || digits.size() >= 12) && (digits.starts_with("19") || digits.starts_with("20"));
        if (digits.size() >= least && !day) { spans.push_back({i, end, "customer_id", 0.8}); }
        i = std::max(i, end);
    }
}

/// What overlaps is masked once, whole.
std::string masked(std::string_view text, std::vector<PersonalSpan> spans) {
    std::string shown;
    sort_few(spans, {}, &PersonalSpan::start);
    std::size_t done = 0;
    for (std::size_t i = 0; i < spans.size();) {
        const std::size_t start = spans[i].start;
        std::size_t end = spans[i].end;
        for (++i; i < spans.size() && spans[i].start < end; ++i) { end = std::max(end, spans[i].end); }
        end = std::min(end, text.size());
        if (start >= end) { continue; }
        shown.append(text.substr(done, start - done)).append(mask);
        done = end;
    }
    return shown.append(text.substr(done));
}

}  // namespace

std::vector<Shows> shown_columns(const AuditContext& context) {
    std::vector<Shows> columns;
    for (std::size_t c = 0; c < context.table.columns.size(); ++c) { columns.push_back(shows_of(context, c)); }
    return columns;
}

std::string without_personal(std::string_view value, bool special_is_meant) {
    // An @ as addresses of pages spell it: who is meant is hard to cut out.
    if (value.find("%40") != std::string_view::npos) { return std::string(mask); }
    const std::vector<TextWord> words = words_of(value);
    std::vector<PersonalSpan> spans = personal_spans(value, words);
    find_full_names(words, spans);
    if (!special_is_meant) { find_special(words, spans); }
    return masked(value, std::move(spans));
}

std::string without_full_names(std::string_view name) {
    // "@mausi.krs", addresses of profiles, number plates: as a whole column or file is called they are somebody's.
    if (name.starts_with('@') || name.contains("://") || name.contains("www.") || is_plate(name)) {
        return std::string(mask);
    }
    std::vector<TextWord> words = words_of(name);
    // "Firma / Organisation", "LP_FAMILIE_FEIN": one of several things a column holds, and nobody is addressed.
    if (name.find_first_of("/_") != std::string_view::npos) {
        std::erase_if(words, [](const TextWord& word) { return word.folded == "firma" || word.folded == "familie"; });
    }
    std::vector<PersonalSpan> spans = personal_spans(name, words);
    find_full_names(words, spans);
    find_joined_names(name, spans);
    find_long_numbers(name, spans);
    return masked(name, std::move(spans));
}

}  // namespace klarsicht
