#include <algorithm>
#include <array>

#include "audit/suggest.h"
#include "audit/suggest_consent.h"
#include "audit/suggest_names.h"
#include "base/fold.h"
#include "base/word_list.h"
#include "profile/meaning_head.h"

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

/// What a decision may look like: few values.
bool few_values(const Interpretation& interpretation) {
    return interpretation.distinct >= 1 && interpretation.distinct <= 10;
}

bool numeric(Kind kind) { return kind == Kind::integer || kind == Kind::number; }
bool date_like(Kind kind) { return kind == Kind::date || kind == Kind::datetime; }

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

/// Opinions that a person gave are scores by name alone: no model made them.
bool may_be_score(std::string_view plain, const Interpretation& data) {
    return numeric(data.kind) && data.distinct > 2 && head_rank(plain, "opinion") < 0;
}

/// What happened has two values; more only where the name says that it is the truth of something.
bool may_be_outcome(std::string_view plain, const Interpretation& data) {
    if (!few_values(data) || date_like(data.kind) || data.kind == Kind::text) { return false; }
    return data.distinct <= 2 || event_rank(plain, "truth") >= 0;
}

bool fits(Role role, std::string_view plain, const Column& column, const Interpretation& data) {
    switch (role) {
        case Role::decision:
            return few_values(data) && !date_like(data.kind);
        case Role::outcome:
            return may_be_outcome(plain, data);
        case Role::score:
            return may_be_score(plain, data);
        case Role::weight:
        case Role::price:
            return numeric(data.kind) && data.distinct > 1;
        case Role::treatment:
            return data.distinct >= 2 && data.distinct <= 20 && control_value(column, data).has_value();
        // A number called "campaign" counts contacts more often than it names a campaign.
        case Role::campaign:
            return !date_like(data.kind) && data.kind != Kind::boolean &&
                   (!numeric(data.kind) || name_matches(plain, "id"));
        case Role::copy:
            return (data.kind == Kind::text || data.kind == Kind::category) && mean_length(column, data) > 12;
        case Role::channel:
            return data.kind == Kind::category || data.kind == Kind::boolean || data.kind == Kind::text;
        case Role::product:
            return !date_like(data.kind) && data.kind != Kind::boolean && data.distinct > 2;
        default:
            return data.kind != Kind::empty;
    }
}

/// "the name says “churn”": a pattern of the list as it would be read.
Message name_says(const Words& words, int rank) {
    std::string word = words[static_cast<std::size_t>(rank)];
    while (!word.empty() && (word.front() == '=' || word.front() == '*' || word.front() == '^')) { word.erase(0, 1); }
    std::ranges::replace(word, '_', ' ');
    return std::move(Message("why.name").text("word", word));
}

/// The roles that follow from what a column means.
void add_roles_of_meaning(std::string_view meaning, const Interpretation& data, std::vector<RoleSuggestion>& roles) {
    const PersonalClass personal = class_of(meaning);
    const bool groups = data.distinct <= 50 || numeric(data.kind) || date_like(data.kind);
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

/// Protected characteristics under names that say so by themselves, and the place of the word.
std::pair<std::string_view, int> meaning_of_name(std::string_view plain) {
    constexpr std::array<std::string_view, 6> meanings = {"gender",   "age",         "ethnicity",
                                                          "religion", "nationality", "disability"};
    for (const std::string_view meaning : meanings) {
        if (const int rank = rank_in(word_list("protected_names", meaning), plain); rank >= 0) {
            return {meaning, rank};
        }
    }
    return {{}, -1};
}

/// Short spellings without blanks, each with a digit: keys of some system.
bool looks_like_code(const Column& column, const Interpretation& data) {
    if (data.kind != Kind::text) { return false; }
    for (std::uint32_t code = 0; code < column.dictionary.size() && code < 200; ++code) {
        const std::string_view text = column.dictionary[code];
        if (!data.valid(code)) { continue; }
        if (text.size() > 40 || text.find(' ') != std::string_view::npos ||
            text.find_first_of("0123456789") == std::string_view::npos) {
            return false;
        }
    }
    return true;
}

std::uint64_t valid_rows(const ColumnProfile& profile) {
    return profile.rows - profile.interpretation.missing - profile.interpretation.invalid;
}

bool nearly_unique(const ColumnProfile& profile) {
    const auto rows = static_cast<double>(valid_rows(profile));
    return rows >= 20 && static_cast<double>(profile.interpretation.distinct) >= 0.95 * rows;
}

/// A whole number is a key where its name says that it is a number of something, or where hardly one comes again: 17
/// members of a family are none.
bool is_key(const ColumnProfile& profile, std::string_view plain) {
    const auto rows = static_cast<double>(valid_rows(profile));
    return name_matches(plain, "id") || ends_like_number(plain) ||
           static_cast<double>(profile.interpretation.distinct) >= 0.2 * rows;
}

/// Who a row is about: a number, an e-mail address or a name somebody was given. Where each has one row it is an
/// identifier; where some come again it is also what tells people apart. Staff are persons too, but not those whom the
/// file is about.
void add_person(const Column& column, const ColumnProfile& profile, std::string_view plain, std::string_view meaning,
                std::vector<RoleSuggestion>& roles) {
    const Interpretation& data = profile.interpretation;
    const bool by_meaning = any_of(meaning, {"customer_id", "username"});
    const bool mail = any_of(meaning, {"email", "hashed_email"});
    const int rank = says_since(plain) || is_question(column.name) ? -1 : head_rank(plain, name_of(Role::person));
    const bool by_name = roles.empty() && rank >= 0 && !date_like(data.kind) && data.distinct > 10 &&
                         (data.kind != Kind::number) && (data.kind != Kind::integer || is_key(profile, plain));
    if (!by_meaning && !mail && !by_name) { return; }
    Message why = by_name ? name_says(words_for(name_of(Role::person)), rank) : holds_meaning(meaning);
    if (roles.empty()) { roles.push_back({Role::identifier, 0, {why}}); }
    if (names_staff(plain) || data.distinct < 2 || data.distinct >= valid_rows(profile)) { return; }
    const int order = mail ? 100 : rank >= 0 ? rank : 50;
    Message repeats("why.repeats");
    repeats.count("distinct", data.distinct).count("rows", valid_rows(profile));
    roles.push_back({Role::person, order, {std::move(repeats), std::move(why)}});
}

std::optional<RoleSuggestion> role_of_name(const Column& column, const Interpretation& data, std::string_view plain) {
    constexpr std::array by_name = {Role::weight,  Role::score,    Role::decision, Role::outcome, Role::treatment,
                                    Role::channel, Role::campaign, Role::copy,     Role::price,   Role::product};
    for (const Role role : by_name) {
        const bool event = role == Role::decision || role == Role::outcome;
        const std::string_view list = name_of(role);
        const int rank = event ? event_rank(plain, list) : head_rank(plain, list);
        if (rank >= 0 && fits(role, plain, column, data)) {
            std::vector<Message> why = {name_says(words_for(list), rank)};
            if (role == Role::treatment) {
                why.emplace_back(control_is_told(*control_value(column, data)) ? "why.control" : "why.arms");
            }
            return RoleSuggestion{role, rank, std::move(why)};
        }
        if (role != Role::decision) { continue; }
        const int refusal = event_rank(plain, "refusal");
        if (refusal >= 0 && data.distinct <= 2 && fits(role, plain, column, data)) {
            return RoleSuggestion{role, refusal, {name_says(words_for("refusal"), refusal), Message("why.refusal")}};
        }
    }
    return std::nullopt;
}

bool whole_sequence(const ColumnProfile& profile) {
    const Interpretation& data = profile.interpretation;
    return data.kind == Kind::integer && profile.min &&
           *profile.max - *profile.min + 1 == static_cast<double>(data.distinct);
}

}  // namespace

std::string plain_name(std::string_view name) {
    std::string plain;
    char before = '_';  // kind of the character before: a lower, A upper, 0 digit, _ other
    for (std::size_t i = 0; i < name.size();) {
        if (const std::string_view letters = plain_letters(name.substr(i)); !letters.empty()) {
            plain += letters;
            before = 'a';
            i += 2;
            continue;
        }
        const char c = name[i++];
        if (c >= 'A' && c <= 'Z') {
            const bool next_is_lower = i < name.size() && name[i] >= 'a' && name[i] <= 'z';
            if (before == 'a' || (before == 'A' && next_is_lower)) { plain += '_'; }
            plain += static_cast<char>(c - 'A' + 'a');
            before = 'A';
        } else if (c >= 'a' && c <= 'z') {
            plain += c;
            before = 'a';
        } else if (c >= '0' && c <= '9') {
            plain += c;
            before = '0';
        } else {
            if (!plain.empty() && plain.back() != '_') { plain += '_'; }
            before = '_';
        }
    }
    while (plain.ends_with('_')) { plain.pop_back(); }
    return plain;
}

bool name_matches(std::string_view plain, std::string_view pattern) {
    if (pattern.starts_with('=')) { return plain == pattern.substr(1); }
    if (pattern.starts_with('*')) {
        const std::string_view ending = pattern.substr(1);
        for (std::size_t at = plain.find(ending); at != std::string_view::npos; at = plain.find(ending, at + 1)) {
            if (at + ending.size() == plain.size() || plain[at + ending.size()] == '_') { return true; }
        }
        return false;
    }
    for (std::size_t at = plain.find(pattern); at != std::string_view::npos; at = plain.find(pattern, at + 1)) {
        const std::size_t end = at + pattern.size();
        if ((at == 0 || plain[at - 1] == '_') && (end == plain.size() || plain[end] == '_')) { return true; }
    }
    return false;
}

Message holds_meaning(std::string_view meaning) {
    return std::move(Message("why.meaning").term("meaning", "meaning." + std::string(meaning)));
}

bool holds_remarks(std::string_view name) { return rank_in(words_for("remarks"), plain_name(name)) >= 0; }

bool ends_like_number(std::string_view plain) {
    return std::ranges::any_of(words_for("number_endings"), [&](std::string_view end) { return plain.ends_with(end); });
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
    // What somebody wrote about the handling of a person (reviewer …) is said by the name alone, before what the values
    // look like.
    constexpr std::array handling = {Role::reviewer, Role::label_flag, Role::ai_flag, Role::model_version};
    for (const Role role : handling) {
        const int rank = rank_in(words_for(name_of(role)), plain);
        if (rank < 0) { continue; }
        const Message why = name_says(words_for(name_of(role)), rank);
        // Who reviewed is a person too; the others are not about what they happen to look like.
        if (role == Role::reviewer && is_personal(meaning)) {
            return {{Role::reviewer, 0, {why}}, {Role::identifier, 0, {holds_meaning(meaning)}}};
        }
        return {{role, 0, {why}}};
    }
    add_roles_of_meaning(meaning, data, roles);
    add_person(column, profile, plain, meaning, roles);
    if (!roles.empty() || is_question(column.name)) { return roles; }
    if (grants_or_refuses(column, data)) { return {{Role::decision, 20, {Message("why.granted")}}}; }
    if (auto named = role_of_name(column, data, plain)) { return {std::move(*named)}; }
    if (meaning == "channel" && data.distinct > 1) { return {{Role::channel, 50, {holds_meaning(meaning)}}}; }
    if (const auto [by_its_name, rank] = meaning_of_name(plain); rank >= 0 && data.kind != Kind::text) {
        add_roles_of_meaning(by_its_name, data, roles);
        for (RoleSuggestion& role : roles) { role.why = {name_says(word_list("protected_names", by_its_name), rank)}; }
        if (!roles.empty()) { return roles; }
    }
    if (holds_remarks(column.name)) { return roles; }
    if (date_like(data.kind)) {
        return {{Role::timestamp,
                 rank_in(words_for(name_of(Role::timestamp)), plain) >= 0 ? 0 : 1,
                 {Message("why.dates")}}};
    }
    const bool names_something = rank_in(words_for(name_of(Role::identifier)), plain) >= 0 || ends_like_number(plain);
    if (nearly_unique(profile) && !says_since(plain) &&
        (names_something || data.kind == Kind::category || whole_sequence(profile) || looks_like_code(column, data))) {
        return {{Role::identifier, 0, {Message("why.unique")}}};
    }
    if (numeric(data.kind) || data.kind == Kind::boolean || (data.kind == Kind::category && data.distinct <= 100)) {
        return {{Role::attribute}};
    }
    return roles;
}

}  // namespace klarsicht
