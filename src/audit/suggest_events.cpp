#include "audit/suggest_events.h"

#include <algorithm>
#include <array>
#include <utility>

#include "audit/suggest_names.h"

namespace klarsicht {

namespace {

bool is_offer(std::string_view plain) { return bool(word_anywhere(plain, "offers")); }

/// An offer that the customer took: whoever offers decides, whoever takes acts.
bool takes_offer(std::string_view plain) { return is_offer(plain) && word_anywhere(plain, "accept"); }

RoleSuggestion event(Role role, int rank, Message why) { return {role, rank, {std::move(why)}}; }

RoleSuggestion refusal(Message why) { return {Role::decision, 30, {std::move(why), Message("why.refusal")}}; }

/// Two values of which one says that somebody left, bought, won, and the other that not.
bool tells_what_happened(const Answers& answers) { return answers.values == 2 && answers.happened && answers.stayed; }

/// By a verb among the words; the first one is what it is about.
std::optional<RoleSuggestion> by_verb(std::string_view words, bool negated) {
    const WordOfName happened = word_anywhere(words, "outcome_verbs");
    const WordOfName granted = word_anywhere(words, "decision_verbs");
    const WordOfName refused = word_anywhere(words, "refusal_verbs");
    if (refused && refused.at <= std::min(granted.at, happened.at)) { return refusal(name_says(refused.word)); }
    if (granted && granted.at < happened.at) {
        return negated ? refusal(name_says(granted.word)) : event(Role::decision, 30, name_says(granted.word));
    }
    if (happened) { return event(Role::outcome, 30, name_says(happened.word)); }
    return std::nullopt;
}

/// By what the name ends with.
std::optional<RoleSuggestion> by_head(std::string_view plain, const Interpretation& data, const Answers& answers) {
    const auto says = [&](Role role, std::string_view list, bool fits) -> std::optional<RoleSuggestion> {
        const int rank = fits ? event_rank(plain, list) : -1;
        if (rank < 0) { return std::nullopt; }
        return event(role, rank, name_says(plain, list, rank));
    };
    const bool number = data.distinct > 2 && is_numeric(data.kind);
    if (auto truth = says(Role::outcome, "truth", data.kind != Kind::text)) { return truth; }
    // "target90": within how many days.
    if (const std::size_t end = plain.find_last_not_of("0123456789") + 1; end < plain.size() && end > 0) {
        const int rank = plain[end - 1] == '_' ? -1 : event_rank(plain.substr(0, end), "truth");
        if (rank >= 0 && answers.yes_or_no) { return event(Role::outcome, 45, name_says(plain.substr(0, end))); }
    }
    if (auto decided = says(Role::decision, "decision_nouns", true)) { return decided; }
    // How much off is a price; whether there was a coupon was decided. So many kinds of coupons were neither.
    if (auto decided = says(Role::decision, "decision", answers.told && !number)) { return decided; }
    if (data.distinct > 2 || !answers.told || data.kind == Kind::text) { return std::nullopt; }
    if (const int rank = event_rank(plain, "refusal"); rank >= 0) { return refusal(name_says(plain, "refusal", rank)); }
    // French begins with the noun: "offre retention", "retour produit".
    const std::string_view first = plain.substr(0, plain.find('_'));
    const bool french = answers.french && answers.yes_or_no;
    if (french && is_offer(first)) { return event(Role::decision, 30, name_says(first)); }
    if (auto happened = says(Role::outcome, "outcome", true)) { return happened; }
    if (french) {
        if (const int rank = head_rank(first, "outcome"); rank >= 0) {
            return event(Role::outcome, 30, name_says(first));
        }
    }
    return by_verb(event_word(plain), !without_negation(plain).empty());
}

bool begins_with_one_of(std::string_view word, std::initializer_list<std::string_view> beginnings) {
    return std::ranges::any_of(beginnings, [&](std::string_view one) { return word.starts_with(one); });
}

bool is_particle(std::string_view word) {
    constexpr std::array<std::string_view, 7> particles = {"in", "out", "up", "off", "on", "back", "again"};
    return std::ranges::find(particles, word) != particles.end();
}

bool is_participle(std::string_view word) {
    constexpr std::size_t shortest = 5;
    if (event_rank(word, "irregular") >= 0) { return true; }
    if (word.size() < shortest) { return false; }
    if (word.ends_with("ed")) { return !word.ends_with("eed"); }
    if (!word.ends_with('t') && !word.ends_with("en")) { return false; }
    const std::size_t ge = word.find("ge");
    const bool separable = ge <= 6 && ge != 1 && word.size() >= ge + shortest;
    return separable || word.ends_with("iert") ||
           (word.size() >= 7 && begins_with_one_of(word, {"ver", "be", "er", "ent", "zer"}));
}

/// "response_att", "target_b": what happened, and behind it no more than a mark.
std::optional<RoleSuggestion> by_first_word(std::string_view plain) {
    constexpr std::size_t longest_mark = 3;
    const std::string_view first = plain.substr(0, plain.find('_'));
    for (std::size_t at = first.size(); at < plain.size();) {
        const std::size_t end = std::min(plain.find('_', at + 1), plain.size());
        if (end - at - 1 > longest_mark) { return std::nullopt; }
        at = end;
    }
    if (head_rank(first, "before_a_mark") < 0) { return std::nullopt; }
    return event(Role::outcome, 45, name_says(first));
}

}  // namespace

bool says_done(std::string_view plain) {
    if (names_circumstance(plain) || word_anywhere(plain, "lasting")) { return false; }
    // French has it behind its verb: "a redonné", "est revenu".
    for (const std::string_view has : {"a_", "est_", "ont_"}) {
        const bool two = plain.starts_with(has) && plain.find('_', has.size()) == std::string_view::npos;
        const bool ends = two && plain.find_last_of("eiust") == plain.size() - 1;
        if (ends && plain.size() > has.size() + 4) { return true; }
    }
    const std::string_view head = name_head(plain);
    for (std::size_t at = 0; at < head.size();) {
        const std::size_t end = std::min(head.find('_', at), head.size());
        const std::string_view word = head.substr(at, end - at);
        // Before a noun an English one says how that is: "heated_seats".
        if (is_participle(word) && (end == head.size() || !word.ends_with("ed") || is_particle(head.substr(end + 1)))) {
            return true;
        }
        at = end + 1;
    }
    return false;
}

bool names_refusal(std::string_view plain) {
    if (event_rank(plain, "refusal") >= 0) { return true; }
    const auto role = by_verb(plain, !without_negation(plain).empty());
    return role && role->role == Role::decision && role->why.size() > 1;
}

namespace {

std::optional<RoleSuggestion> event_of(std::string_view plain, const Interpretation& data, const Answers& answers) {
    const bool constant = data.distinct < 2 && data.missing == 0;
    if (!answers.few || constant || head_rank(plain, "no_event") >= 0) { return std::nullopt; }
    // Of an address it is said whether it was confirmed.
    if (answers.granted && answers.refused && !word_anywhere(plain, "verified_things")) {
        return event(is_offer(plain) ? Role::outcome : Role::decision, 20, Message("why.granted"));
    }
    if (answers.told && data.distinct <= 2 && takes_offer(plain)) {
        return event(Role::outcome, 10, name_says(word_anywhere(plain, "accept").word));
    }
    if (auto role = by_head(plain, data, answers)) { return role; }
    if (answers.yes_or_no && word_anywhere(plain, "received") && word_anywhere(plain, "benefits")) {
        return event(Role::decision, 35, name_says(word_anywhere(plain, "benefits").word));
    }
    if (tells_what_happened(answers)) { return event(Role::outcome, 40, Message("why.happened")); }
    if (!answers.yes_or_no || names_circumstance(plain)) { return std::nullopt; }
    if (auto role = by_first_word(plain)) { return role; }
    // Of those who are told apart by yes and no a verb anywhere in the name speaks.
    return by_verb(plain, !without_negation(plain).empty());
}

}  // namespace

std::optional<RoleSuggestion> suggest_event(std::string_view plain, const Interpretation& data,
                                            const Answers& answers) {
    auto found = event_of(plain, data, answers);
    // "auto_renew" is how it is set, not what happened.
    if (found && found->role == Role::outcome && word_anywhere(plain, "by_itself")) { return std::nullopt; }
    return found;
}

std::optional<RoleSuggestion> suggest_asked(std::string_view plain, const Answers& answers) {
    if (!answers.yes_or_no || head_rank(plain.substr(0, plain.find('_')), "asks_of_the_past") < 0) {
        return std::nullopt;
    }
    const WordOfName asked = word_anywhere(plain, "asked_verbs");
    const WordOfName happened = word_anywhere(plain, "outcome_verbs");
    const WordOfName& first = asked.at < happened.at ? asked : happened;
    const std::size_t decided =
        std::min(word_anywhere(plain, "decision_verbs").at, word_anywhere(plain, "refusal_verbs").at);
    if (!first || decided < first.at) { return std::nullopt; }
    return event(Role::outcome, 50, name_says(first.word));
}

}  // namespace klarsicht
