#include "audit/suggest_arms.h"

#include <algorithm>
#include <string>
#include <utility>

#include "audit/groups.h"
#include "audit/name_words.h"
#include "audit/suggest_names.h"
#include "base/word_list.h"
#include "profile/meaning_head.h"

namespace klarsicht {

namespace {

bool says(std::string_view list, std::string_view plain) {
    return std::ranges::any_of(word_list("values", list), [&](std::string_view word) {
        return word.starts_with('^') ? plain.starts_with(word.substr(1)) : name_matches(plain, word);
    });
}

/// "control", "holdout", "témoin": said of nothing but a test.
bool surely_control(std::string_view plain) { return says("control", plain); }

/// "no e-mail", "keine", "original": the control where it is known that a test is meant.
bool maybe_control(std::string_view plain) {
    return surely_control(plain) || says("control_weak", plain) || !without_negation(plain).empty() ||
           plain.starts_with("ohne_");
}

bool is_one_of(std::string_view list, std::string_view plain) {
    const std::vector<std::string>& words = word_list("values", list);
    return std::ranges::find(words, plain) != words.end();
}

/// Labels that differ in one number or letter (gate_30 and gate_40, A and B): their stem, else nothing.
std::optional<std::string> stem_of(std::string_view label) {
    const std::string plain = plain_name(label);
    std::size_t end = plain.size();
    while (end > 0 && plain[end - 1] >= '0' && plain[end - 1] <= '9') { --end; }
    if (end < plain.size()) { return plain.substr(0, end); }
    if (plain.size() == 1 || (plain.size() > 1 && plain[plain.size() - 2] == '_')) {
        return plain.substr(0, plain.size() - 1);
    }
    return std::nullopt;
}

/// Two to four of similar size whose labels have one stem, or `any`. The first in order is taken as the control.
std::optional<std::string> first_of_one_stem(const CodeGroups& groups, bool any) {
    const std::size_t arms = groups.labels.size();
    if (arms < 2 || arms > 4) { return std::nullopt; }
    const auto [least, most] = std::ranges::minmax(groups.sizes);
    if (least * 2 < most) { return std::nullopt; }
    const std::optional<std::string> stem = stem_of(groups.labels[0]);
    for (const std::string& label : groups.labels) {
        if (!any && (!stem || stem_of(label) != stem)) { return std::nullopt; }
    }
    return *std::ranges::min_element(groups.labels, [](const std::string& a, const std::string& b) {
        return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
}

std::optional<std::string> first_that(const CodeGroups& groups, bool (*is_control)(std::string_view)) {
    for (const std::string& label : groups.labels) {
        if (is_control(plain_name(label))) { return label; }
    }
    return std::nullopt;
}

/// A column that says who was in the control group says it with its yes; one that says who got something, with its no.
std::optional<std::string> control_of_flag(std::string_view plain, const CodeGroups& groups) {
    const bool yes = head_rank(plain, "control_flag") >= 0;
    for (const std::string& label : groups.labels) {
        const std::string value = plain_answer(label);
        if (is_one_of(yes ? "flag_yes" : "flag_no", value)) { return label; }
        if (!yes && is_one_of("negative", value)) { return label; }
    }
    return std::nullopt;
}

/// "got_email", "Brief verschickt".
bool says_who_got_mail(std::string_view plain) {
    return word_anywhere(plain, "received") && word_anywhere(plain, "mailed") && !names_circumstance(plain);
}

/// How many values arms may have: more are customers' numbers or places.
bool few_arms(const Interpretation& data) { return data.distinct >= 2 && data.distinct <= 20; }

}  // namespace

std::optional<std::string> control_value(const Column& column, const Interpretation& interpretation) {
    const CodeGroups groups = group_codes(column, interpretation, {}, 0);
    const std::string plain = plain_name(column.name);
    if (auto sure = first_that(groups, surely_control)) { return sure; }
    if (auto maybe = first_that(groups, maybe_control)) { return maybe; }
    if (groups.labels.size() == 2) {
        if (auto flag = control_of_flag(plain, groups)) { return flag; }
    }
    if (event_rank(plain, "arm") < 0 && !like_arms(column, plain, interpretation)) { return std::nullopt; }
    return first_of_one_stem(groups, head_rank(plain, "test") >= 0);
}

bool control_is_told(std::string_view label) {
    const std::string plain = plain_answer(label);
    return maybe_control(plain) || is_one_of("flag_yes", plain) || is_one_of("flag_no", plain) ||
           is_one_of("negative", plain);
}

std::optional<RoleSuggestion> suggest_arms(const Column& column, std::string_view plain, const Interpretation& data,
                                           const Answers& answers) {
    if (!few_arms(data)) { return std::nullopt; }
    const auto arms = [&](int rank, Message name) {
        const auto control = control_value(column, data);
        return RoleSuggestion{
            Role::treatment, rank, {std::move(name), Message(control_is_told(*control) ? "why.control" : "why.arms")}};
    };
    // A name that speaks of a test goes before one that speaks of what is tested, which needs a word of control.
    for (const std::string_view list : {std::string_view("arm"), name_of(Role::treatment)}) {
        // "variant_shown", "version received" are a variant and a version.
        const int rank = list == "arm" ? event_rank(plain, list) : head_rank(plain, list);
        if (rank >= 0 && control_value(column, data)) {
            return arms(list == "arm" ? rank : 60 + rank, name_says(plain, list, rank));
        }
    }
    if (answers.yes_or_no && data.distinct == 2) {
        if (const int rank = head_rank(plain, "control_flag"); rank >= 0) {
            return arms(100, name_says(plain, "control_flag", rank));
        }
        if (says_who_got_mail(plain)) { return arms(110, name_says(word_anywhere(plain, "mailed").word)); }
    }
    // One word is enough under any name, as long as the rest can be arms.
    if (data.kind != Kind::category || data.distinct > 6 || names_circumstance(plain)) { return std::nullopt; }
    if (!first_that(group_codes(column, data, {}, 0), surely_control)) { return std::nullopt; }
    return RoleSuggestion{Role::treatment, 120, {Message("why.control")}};
}

bool like_arms(const Column& column, std::string_view plain, const Interpretation& data) {
    if (data.distinct < 2 || data.distinct > 4 || data.kind != Kind::category) { return false; }
    const CodeGroups groups = group_codes(column, data, {}, 0);
    const auto mailed = [](std::string_view text) { return bool(word_anywhere(text, "mailed")); };
    if (says_nothing(plain) || mailed(plain)) {
        if (first_of_one_stem(groups, false)) { return true; }
    }
    // "active" and "not_delivering" are states.
    const auto told = [](const std::string& label) {
        const std::string value = plain_name(label);
        return is_one_of("stayed", value) || is_one_of("yes", value);
    };
    if (std::ranges::any_of(groups.labels, told)) { return false; }
    // "ohne", "Flyer": without is one of the arms where the others are something sent.
    const bool sent = mailed(plain) || std::ranges::any_of(groups.labels, [&](const std::string& label) {
                          return mailed(plain_name(label));
                      });
    return sent && first_that(groups, maybe_control) && first_of_one_stem(groups, true);
}

}  // namespace klarsicht
