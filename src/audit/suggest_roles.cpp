#include <algorithm>
#include <array>

#include "audit/suggest.h"
#include "audit/suggest_arms.h"
#include "audit/suggest_consent.h"
#include "audit/suggest_events.h"
#include "audit/suggest_names.h"
#include "audit/suggest_person.h"
#include "base/fold.h"
#include "base/word_list.h"
#include "profile/meaning_head.h"
#include "profile/meaning_name.h"

namespace klarsicht {

namespace {

using Words = std::vector<std::string>;

/// Words in a column's name that speak for something, by the name of a role or of what else the file lists.
const Words& words_for(std::string_view list) { return word_list("roles", list); }

/// Place of the first word that stands anywhere in a name; −1 if none does.
int rank_in(const Words& words, std::string_view plain) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (name_matches(plain, words[i])) { return static_cast<int>(i); }
    }
    return -1;
}

bool any_of(std::string_view value, std::initializer_list<std::string_view> list) {
    return std::ranges::find(list, value) != list.end();
}

double mean_length(const Column& column, const Interpretation& interpretation) {
    double letters = 0;
    double spellings = 0;
    for (std::uint32_t code = 0; code < column.dictionary.size() && spellings < 1000; ++code) {
        if (!interpretation.valid(code)) { continue; }
        letters += static_cast<double>(column.dictionary[code].size());
        spellings += 1;
    }
    return spellings > 0 ? letters / spellings : 0;
}

/// Opinions that a person gave are scores by name alone: no model made them. What only says that something is foretold
/// is a score between 0 and 1.
bool may_be_score(std::string_view plain, const ColumnProfile& profile) {
    const Interpretation& data = profile.interpretation;
    if (!is_numeric(data.kind) || data.distinct <= 2 || !profile.max) { return false; }
    constexpr double longest_scale = 10;
    if (head_rank(plain, "opinion") >= 0) { return head_rank(plain, "rated") >= 0 && *profile.max > longest_scale; }
    return (*profile.min >= 0 && *profile.max <= 1) || head_rank(plain, "share_only") < 0;
}

bool has_blanks(const Column& column, const Interpretation& data) {
    for (std::uint32_t code = 0; code < column.dictionary.size() && code < 200; ++code) {
        if (data.valid(code) && column.dictionary[code].find(' ') != std::string_view::npos) { return true; }
    }
    return false;
}

/// Many numbers between 0 and 1 that are no shares of something counted.
bool foretells(std::string_view plain, const ColumnProfile& profile) {
    const Interpretation& data = profile.interpretation;
    return data.kind == Kind::number && data.distinct > 10 && profile.min && *profile.min >= 0 && *profile.max <= 1 &&
           !names_circumstance(plain);
}

bool of_words(const Interpretation& data) { return data.kind == Kind::category || data.kind == Kind::text; }

/// What is written to be read: long, or of several words ("Shop now").
bool may_be_copy(const Column& column, const Interpretation& data) {
    if (!of_words(data)) { return false; }
    const double length = mean_length(column, data);
    constexpr double long_word = 9;
    constexpr double two_words = 5;
    return length > long_word || (length > two_words && has_blanks(column, data));
}

/// Whole numbers of many digits, each several times: given by some system, counted by nobody.
bool numbers_from_elsewhere(const ColumnProfile& profile) {
    constexpr double least = 10'000;
    const Interpretation& data = profile.interpretation;
    return data.kind == Kind::integer && profile.min && *profile.min >= least && data.distinct * 5 < profile.rows;
}

bool fits(Role role, std::string_view plain, const Column& column, const ColumnProfile& profile) {
    const Interpretation& data = profile.interpretation;
    switch (role) {
        case Role::score:
            return may_be_score(plain, profile);
        case Role::weight:
        case Role::price:
            return is_numeric(data.kind) && data.distinct > 1;
        // A number called "campaign" counts contacts more often than it names a campaign.
        case Role::campaign:
            return !is_dated(data.kind) && data.kind != Kind::boolean &&
                   (!is_numeric(data.kind) || name_matches(plain, "id") || numbers_from_elsewhere(profile));
        case Role::copy:
            return may_be_copy(column, data);
        case Role::channel:
            return of_words(data) || data.kind == Kind::boolean ||
                   (is_numeric(data.kind) && data.distinct <= 200 && rank_in(words_for("channel_codes"), plain) >= 0);
        case Role::product:
            // Whole numbers are how many there were, unless they name one.
            return of_words(data) ? data.distinct >= 2
                                  : data.kind == Kind::integer && data.distinct > 2 && names_number(plain) &&
                                        data.distinct + data.missing < profile.rows;
        default:
            return data.kind != Kind::empty;
    }
}

/// The roles that follow from what a column means.
void add_roles_of_meaning(std::string_view meaning, const Interpretation& data, std::vector<RoleSuggestion>& roles) {
    const PersonalClass personal = class_of(meaning);
    const bool groups = data.distinct <= 50 || is_numeric(data.kind) || is_dated(data.kind);
    const bool quasi = any_of(meaning, {"birth_date", "birth_year", "age", "child_age", "gender", "salutation", "city",
                                        "postal_code", "marital_status", "nationality", "job_title", "gps"});
    const bool is_protected = any_of(meaning, {"gender", "age", "birth_year", "birth_date", "nationality", "ethnicity",
                                               "religion", "sexual_orientation", "political", "disability"});
    const std::vector<Message> why = {holds_meaning(meaning)};
    if (quasi) { roles.push_back({Role::quasi_identifier, 0, why}); }
    if (personal == PersonalClass::special) { roles.push_back({Role::sensitive, 0, why}); }
    if (is_protected && groups) { roles.push_back({Role::protected_, 0, why}); }
    if (quasi && !is_protected && personal != PersonalClass::special && meaning != "gps" && meaning != "salutation" &&
        meaning != "child_age") {
        roles.push_back({Role::attribute, 0, why});
    }
    const bool identifies =
        personal == PersonalClass::direct || personal == PersonalClass::online || personal == PersonalClass::financial;
    if (identifies && !quasi && meaning != "income") { roles.push_back({Role::identifier, 0, why}); }
}

/// Protected characteristics under names that say so by themselves, and the word.
std::pair<std::string_view, std::string_view> meaning_of_name(std::string_view plain) {
    constexpr std::array<std::string_view, 6> meanings = {"gender",   "age",         "ethnicity",
                                                          "religion", "nationality", "disability"};
    for (const std::string_view meaning : meanings) {
        const Words& words = word_list("protected_names", meaning);
        if (const int rank = rank_in(words, plain); rank >= 0) {
            const std::string_view word = words[static_cast<std::size_t>(rank)];
            return {meaning, word.substr(word.find_first_not_of("=*"))};
        }
    }
    return {};
}

/// Short spellings without blanks, each with a digit: keys of some system.
bool looks_like_code(const Column& column, const Interpretation& data) {
    constexpr std::size_t longest_key = 80;
    if (data.kind != Kind::text) { return false; }
    for (std::uint32_t code = 0; code < column.dictionary.size() && code < 200; ++code) {
        const std::string_view text = column.dictionary[code];
        if (!data.valid(code)) { continue; }
        if (text.size() > longest_key || text.find(' ') != std::string_view::npos ||
            text.find_first_of("0123456789") == std::string_view::npos) {
            return false;
        }
    }
    return true;
}

/// Also before what it is paid for, and behind a preposition ("compare_at_price").
int price_rank(std::string_view plain) {
    const std::string_view price = without_periods(without_window(plain));
    const std::string_view last = plain.substr(plain.rfind('_') + 1);
    for (const std::string_view name : {price, last}) {
        if (const int rank = head_rank(name, name_of(Role::price)); rank >= 0) { return rank; }
    }
    // "monthly_premium_auto" is paid for a car; a "price_group" is a group, a "premium_plan" a kind of plan.
    const std::string_view before = plain.substr(0, plain.size() - std::min(last.size() + 1, plain.size()));
    const bool thing = in_header_list("things", last) && !is_known_head(last) && !in_header_list("grouping", last);
    const bool first = before.find('_') == std::string_view::npos;
    return thing && !first ? head_rank(before, name_of(Role::price)) : -1;
}

/// "How did you hear about us?", "Wie haben Sie von der Veranstaltung erfahren?", "Comment nous avez-vous connus ?"
bool asks_how_heard(std::string_view plain) { return word_anywhere(plain, "how") && word_anywhere(plain, "heard"); }

/// "product_pitched", "discount_offered": without what was done with it.
std::string_view without_participle(std::string_view plain) {
    const std::size_t last = plain.rfind('_');
    return last != std::string_view::npos && plain.ends_with("ed") ? plain.substr(0, last) : plain;
}

/// Most cells carry the sign of a currency.
bool in_money(const Column& column, const Interpretation& data) {
    constexpr std::uint32_t looked_at = 200;
    std::uint32_t valid = 0, money = 0;
    for (std::uint32_t code = 0; code < std::min(column.dictionary.size(), looked_at); ++code) {
        if (!data.valid(code)) { continue; }
        ++valid;
        const std::string_view text = column.dictionary[code];
        const bool sign = std::ranges::any_of(std::array<std::string_view, 3>{"€", "$", "£"},
                                              [&](std::string_view one) { return text.contains(one); });
        money += sign ? 1 : 0;
    }
    return money > 0 && money * 5 >= valid * 4;
}

std::optional<RoleSuggestion> role_of_name(const Column& column, const ColumnProfile& profile, std::string_view plain) {
    const Interpretation& data = profile.interpretation;
    const Answers answers = answers_of(column, data);
    const auto by_head = [&](std::initializer_list<Role> roles) -> std::optional<RoleSuggestion> {
        for (const Role role : roles) {
            int rank = head_rank(plain, name_of(role));
            if (rank < 0 && role == Role::price) { rank = price_rank(plain); }
            if (rank < 0 && role == Role::channel && of_words(data)) {
                rank = head_rank(without_classifier(plain), name_of(role));
            }
            if (rank < 0 && role == Role::product) { rank = head_rank(without_classifier(plain), name_of(role)); }
            if (rank < 0 && (role == Role::price || role == Role::product)) {
                rank = head_rank(without_participle(plain), name_of(role));
            }
            if (rank < 0 || !fits(role, plain, column, profile)) { continue; }
            if (answers.yes_or_no && role != Role::channel) { continue; }
            return RoleSuggestion{role, rank, {name_says(plain, name_of(role), rank)}};
        }
        return std::nullopt;
    };
    if (auto number = by_head({Role::weight, Role::score})) { return number; }
    if (const WordOfName word = word_anywhere(plain, "score_stems"); word && foretells(plain, profile)) {
        return RoleSuggestion{Role::score, 60, {name_says(word.word)}};
    }
    if (auto event = suggest_event(plain, data, answers)) { return event; }
    if (auto arms = suggest_arms(column, plain, data, answers)) { return arms; }
    return by_head({Role::channel, Role::campaign, Role::copy, Role::price, Role::product});
}

bool whole_sequence(const ColumnProfile& profile) {
    const Interpretation& data = profile.interpretation;
    return data.kind == Kind::integer && profile.min &&
           *profile.max - *profile.min + 1 == static_cast<double>(data.distinct);
}

/// What somebody wrote about the handling of a person (reviewer …) is said by the name alone, before what the values
/// look like.
std::vector<RoleSuggestion> roles_of_handling(const Column& column, const ColumnProfile& profile,
                                              std::string_view plain, std::string_view meaning) {
    for (const Role role : {Role::reviewer, Role::label_flag, Role::ai_flag, Role::model_version}) {
        const int rank = rank_in(words_for(name_of(role)), plain);
        // "Freigabe: ja, nein" says that somebody let it through, not who; hundreds of reviewers are customers.
        // Where a reviewer comes from is not who that is.
        const bool others = role == Role::reviewer &&
                            (answers_of(column, profile.interpretation).yes_or_no ||
                             class_of(meaning) == PersonalClass::quasi || behaves_like_key(column, profile, plain));
        if (rank < 0 || others) { continue; }
        const Message why = name_says(plain, name_of(role), rank);
        // Who reviewed is a person too; the others are not about what they happen to look like.
        if (role == Role::reviewer && is_personal(meaning)) {
            return {{Role::reviewer, 0, {why}}, {Role::identifier, 0, {holds_meaning(meaning)}}};
        }
        return {{role, 0, {why}}};
    }
    return {};
}

}  // namespace

Message holds_meaning(std::string_view meaning) {
    return std::move(Message("why.meaning").term("meaning", "meaning." + std::string(meaning)));
}

bool holds_remarks(std::string_view name) { return rank_in(words_for("remarks"), plain_name(name)) >= 0; }

bool ends_like_number(std::string_view plain) {
    const std::string_view word = plain.substr(plain.rfind('_') + 1);
    // Whole, or behind two letters and more of what is numbered: INR is money.
    return std::ranges::any_of(words_for("number_endings"), [&](std::string_view end) {
        return word == end || (word.size() >= end.size() + 2 && word.ends_with(end));
    });
}

std::vector<RoleSuggestion> suggest_roles(const Column& column, const ColumnProfile& profile,
                                          std::string_view meaning) {
    const Interpretation& data = profile.interpretation;
    const std::string plain = plain_name(column.name);
    // Since when somebody is a customer is no number of a customer, whatever the values look like.
    if (says_since(plain) && any_of(meaning, {"customer_id", "username"})) { meaning = {}; }
    std::vector<RoleSuggestion> roles;
    if (data.kind == Kind::empty || data.distinct == 0) { return roles; }
    if (const auto told = consent_evidence(column, profile, meaning); told.role) {
        return {{*told.role, 0, {told.why}}};
    }
    if (auto handled = roles_of_handling(column, profile, plain, meaning); !handled.empty()) { return handled; }
    if (of_words(data) && data.distinct > 1 && asks_how_heard(plain)) {
        return {{Role::channel, 40, {Message("why.heard")}}};
    }
    add_roles_of_meaning(meaning, data, roles);
    const auto [by_its_name, word] = meaning_of_name(plain);
    if (meaning == "health" && by_its_name == "disability") {
        roles.push_back({Role::protected_, 0, {name_says(word)}});
    }
    add_person(column, profile, plain, meaning, roles);
    if (roles.empty() && is_question(column.name)) {
        if (auto asked = suggest_asked(plain, answers_of(column, data))) { return {std::move(*asked)}; }
    }
    if (!roles.empty() || is_question(column.name)) { return roles; }
    if (!word.empty() && data.kind != Kind::text) {
        add_roles_of_meaning(by_its_name, data, roles);
        for (RoleSuggestion& role : roles) { role.why = {name_says(word)}; }
        if (!roles.empty()) { return roles; }
    }
    if (auto named = role_of_name(column, profile, plain)) { return {std::move(*named)}; }
    if (is_numeric(data.kind) && data.distinct > 1 && head_rank(plain, "adverts") < 0) {
        if (meaning == "price") { return {{Role::price, 50, {holds_meaning(meaning)}}}; }
        if (in_money(column, data)) { return {{Role::price, 60, {Message("why.money")}}}; }
    }
    if (meaning == "copy" && may_be_copy(column, data)) { return {{Role::copy, 50, {holds_meaning(meaning)}}}; }
    if (meaning == "channel" && data.distinct > 1 && head_rank(plain, "tags") < 0) {
        return {{Role::channel, 50, {holds_meaning(meaning)}}};
    }
    int rank = head_rank(plain, "quasi");
    if (rank < 0) { rank = head_rank(without_classifier(plain), "quasi"); }
    // An income in bands is known to others, one to the cent is not.
    const int income = data.distinct <= 20 ? head_rank(plain, "incomes") : -1;
    if (income >= 0 || (rank >= 0 && !is_dated(data.kind))) {
        const std::string_view list = income >= 0 ? "incomes" : "quasi";
        roles.push_back({Role::quasi_identifier, 0, {name_says(plain, list, income >= 0 ? income : rank)}});
        if (data.kind != Kind::text) { roles.push_back({Role::attribute}); }
        return roles;
    }
    if (is_dated(data.kind)) {
        return {{Role::timestamp,
                 rank_in(words_for(name_of(Role::timestamp)), plain) >= 0 ? 0 : 1,
                 {Message("why.dates")}}};
    }
    if (holds_remarks(column.name)) { return roles; }
    const bool names_something = rank_in(words_for(name_of(Role::identifier)), plain) >= 0 || ends_like_number(plain);
    // Points in time and what things are called hardly come twice either.
    const bool measured = any_of(meaning, {"timestamp", "date", "duration", "quantity", "amount"});
    const bool other = measured || says_since(plain) || head_rank(plain, name_of(Role::timestamp)) >= 0 ||
                       (!names_something && column_holds_things(column.name));
    if (nearly_unique(profile) && !other &&
        (names_something || data.kind == Kind::category || whole_sequence(profile) || looks_like_code(column, data))) {
        return {{Role::identifier, 0, {Message("why.unique")}}};
    }
    if (is_numeric(data.kind) || data.kind == Kind::boolean || (data.kind == Kind::category && data.distinct <= 100)) {
        return {{Role::attribute}};
    }
    return roles;
}

}  // namespace klarsicht
