#include "audit/suggest_names.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "audit/suggest.h"
#include "base/word_list.h"
#include "profile/meaning_head.h"
#include "table/trim.h"

namespace klarsicht {

namespace {

using Words = std::vector<std::string>;

bool is_one_of(const Words& words, std::string_view word) { return std::ranges::find(words, word) != words.end(); }

std::string_view last_word(std::string_view plain) {
    const std::size_t at = plain.rfind('_');
    return at == std::string_view::npos ? plain : plain.substr(at + 1);
}

bool is_number(std::string_view word) {
    return !word.empty() && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

/// Takes words of a list and numbers from the end, as long as something is left.
std::string_view without_tail(std::string_view plain, const Words& tails) {
    for (std::string_view last = last_word(plain); last.size() < plain.size(); last = last_word(plain)) {
        if (!is_number(last) && !is_one_of(tails, last)) { break; }
        plain.remove_suffix(last.size() + 1);
    }
    return plain;
}

std::string_view before_preposition(std::string_view plain) {
    for (std::size_t at = plain.find('_'); at != std::string_view::npos;) {
        const std::size_t end = std::min(plain.find('_', at + 1), plain.size());
        const std::string_view word = plain.substr(at + 1, end - at - 1);
        // "opt_in" and "created_by" are one word; "customer_since" is a day and no customer.
        // "Nachlass in %" ends with its preposition.
        const bool joins = (end < plain.size() && in_header_list("joints", word) && !in_header_list("since", word)) ||
                           (end == plain.size() && word == "in");
        if (at > 0 && joins && !in_header_list("no_joint_behind", last_word(plain.substr(0, at)))) {
            return plain.substr(0, at);
        }
        at = end == plain.size() ? std::string_view::npos : end;
    }
    return plain;
}

bool ends_with_words(std::string_view head, std::string_view words) {
    if (!head.ends_with(words)) { return false; }
    return head.size() == words.size() || head[head.size() - words.size() - 1] == '_';
}

bool starts_with_words(std::string_view head, std::string_view words) {
    return head.starts_with(words) && (head.size() == words.size() || head[words.size()] == '_');
}

/// What a pattern begins with says how it is read; the rest of it.
std::string_view bare(std::string_view pattern) {
    return pattern.substr(std::min(pattern.find_first_not_of("=*^~"), pattern.size()));
}

bool matches(std::string_view plain, std::string_view head, std::string_view pattern) {
    if (pattern.starts_with('=')) { return plain == pattern.substr(1) || head == pattern.substr(1); }
    if (pattern.starts_with('*')) { return head.ends_with(pattern.substr(1)); }
    if (pattern.starts_with('^')) { return starts_with_words(plain, pattern.substr(1)); }
    if (pattern.starts_with('~')) { return inflects(last_word(head), pattern.substr(1)); }
    // A pattern that itself ends with a number or a mark is held against the whole name.
    return ends_with_words(head, pattern) || ends_with_words(plain, pattern);
}

int rank_of(std::string_view plain, std::string_view head, std::string_view list) {
    const Words& words = word_list("roles", list);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (matches(plain, head, words[i])) { return static_cast<int>(i); }
    }
    return -1;
}

std::string_view first_word(std::string_view plain) { return plain.substr(0, std::min(plain.find('_'), plain.size())); }

/// Takes words of a list from the beginning, as long as something is left.
std::string_view without_front(std::string_view plain, std::string_view list) {
    const Words& fronts = word_list("roles", list);
    for (std::string_view first = first_word(plain); first.size() < plain.size(); first = first_word(plain)) {
        if (!is_one_of(fronts, first)) { break; }
        plain.remove_prefix(first.size() + 1);
    }
    return plain;
}

/// Without the words of a list in front ("Code client", "N° de carte"), at the end ("customer_id"), and in the last
/// word
/// ("Kartennummer").
std::string_view without_words(std::string_view plain, std::string_view list, std::string_view endings) {
    // "num_products", "n_users" count.
    const std::string_view behind = plain.ends_with('s') ? plain : without_front(plain, list);
    if (behind.size() < plain.size()) {
        plain = behind;
        for (const std::string_view of : {"de_", "du_", "d_", "of_", "des_", "l_"}) {
            if (plain.starts_with(of)) { plain.remove_prefix(of.size()); }
        }
    }
    plain = without_tail(name_head(plain), word_list("roles", list));
    for (const std::string& ending : word_list("roles", endings)) {
        if (ending.size() > 1 && last_word(plain).size() > ending.size() && plain.ends_with(ending)) {
            plain.remove_suffix(ending.size());
            break;
        }
    }
    return plain;
}

std::string_view without_number(std::string_view plain) { return without_words(plain, "number_words", "key_endings"); }

}  // namespace

std::string_view name_head(std::string_view plain) {
    return without_tail(before_preposition(plain), word_list("roles", "marks"));
}

int head_rank(std::string_view plain, std::string_view list) { return rank_of(plain, name_head(plain), list); }

int event_rank(std::string_view plain, std::string_view list) {
    if (const int rank = head_rank(plain, list); rank >= 0) { return rank; }
    const std::string_view core =
        without_front(without_tail(name_head(plain), word_list("roles", "states")), "auxiliaries");
    return rank_of(core, core, list);
}

std::string_view event_word(std::string_view plain) {
    return last_word(without_tail(name_head(plain), word_list("roles", "states")));
}

bool inflects(std::string_view word, std::string_view stem) {
    const bool compound = stem.starts_with('*');
    if (compound) { stem.remove_prefix(1); }
    const Words& endings = word_list("roles", "endings");
    for (std::size_t at = word.find(stem); at != std::string_view::npos; at = word.find(stem, at + 1)) {
        if (at > 0 && !compound) { return false; }
        const std::string_view rest = word.substr(at + stem.size());
        // Compounds are German: "suspended" ends with no donation.
        const bool english = at > 0 && (rest == "d" || rest == "ed" || rest == "ing");
        if (rest.empty() || (!english && is_one_of(endings, rest))) { return true; }
    }
    return false;
}

namespace {

WordOfName word_of_list(std::string_view plain, const Words& stems) {
    for (std::size_t at = 0; at < plain.size();) {
        const std::string_view word = first_word(plain.substr(at));
        for (const std::string& stem : stems) {
            if (inflects(word, stem)) { return {at, word}; }
            const bool several = stem.find('_') != std::string::npos && starts_with_words(plain.substr(at), stem);
            if (several) { return {at, plain.substr(at, stem.size())}; }
        }
        at += word.size() + 1;
    }
    return {};
}

}  // namespace

WordOfName word_anywhere(std::string_view plain, std::string_view list) {
    return word_of_list(plain, word_list("roles", list));
}

bool value_inflects(std::string_view plain, std::string_view list) {
    return bool(word_of_list(plain, word_list("values", list)));
}

Message name_says(std::string_view word) {
    std::string text(word);
    std::ranges::replace(text, '_', ' ');
    return std::move(Message("why.name").text("word", trim(text)));
}

Message name_says(std::string_view plain, std::string_view list, int rank) {
    const std::string_view pattern = word_list("roles", list)[static_cast<std::size_t>(rank)];
    // A stem is no word.
    if (!pattern.starts_with('~')) { return name_says(bare(pattern)); }
    return name_says(event_word(plain));
}

std::string_view without_periods(std::string_view plain) { return without_words(plain, "periods", "price_endings"); }

std::string_view without_window(std::string_view plain) {
    const std::string_view unit = last_word(plain);
    std::string_view rest = plain.substr(0, plain.size() - std::min(unit.size() + 1, plain.size()));
    const bool joined = !unit.empty() && is_number(unit.substr(0, 1)) && !is_number(unit);  // "12m"
    if (!joined) {
        const std::string_view number = last_word(rest);
        if (!is_one_of(word_list("roles", "windows"), unit) || !is_number(number)) { return plain; }
        rest.remove_suffix(std::min(number.size() + 1, rest.size()));
    }
    return rest.empty() ? plain : without_tail(rest, word_list("roles", "last_ones"));
}

std::string_view without_classifier(std::string_view plain) {
    return without_words(plain, "classifiers", "class_endings");
}

bool names_circumstance(std::string_view plain) {
    const std::string_view last = last_word(name_head(plain));
    return head_rank(plain, "no_event") >= 0 || ((is_known_head(last) || in_header_list("grouping", last)) &&
                                                 !is_one_of(word_list("roles", "states"), last));
}

std::string_view without_negation(std::string_view plain) {
    for (const std::string_view no : {"no_", "not_", "non_", "nicht_", "kein_", "keine_", "keinen_", "pas_", "sans_"}) {
        if (plain.starts_with(no)) { return plain.substr(no.size()); }
    }
    return {};
}

namespace {
constexpr int device_rank = 120;
}

int person_rank(std::string_view plain) {
    if (const int rank = head_rank(plain, "person"); rank >= 0) { return rank; }
    const std::string_view of = without_number(plain);
    const std::string_view word = last_word(of);
    // Without a number beside it a plural counts them: "engaged users".
    const bool counts = of.size() == name_head(plain).size() && (word.ends_with('s') || word.ends_with("en"));
    if (counts) { return -1; }
    if (means_customers(word)) { return 50; }
    // Whoever has a number of their own is told apart best by it; a household or a device stands for one or for
    // several.
    constexpr std::array<std::pair<std::string_view, int>, 3> lists = {
        {{"accounts", 70}, {"devices", device_rank}, {"households", 150}}};
    for (const auto& [list, rank] : lists) {
        if (rank_of(of, of, list) >= 0) { return rank; }
    }
    return -1;
}

bool names_number(std::string_view plain) {
    return without_number(plain).size() < name_head(plain).size() || head_rank(plain, "numbers_of_goods") >= 0;
}

bool stands_for_one(std::string_view plain) {
    const int rank = person_rank(plain);
    return rank >= 0 && rank < device_rank;
}

std::string_view person_word(std::string_view plain) {
    return head_rank(plain, "person") >= 0 ? plain : last_word(without_number(plain));
}

bool says_since(std::string_view plain) { return in_header_list("since", last_word(plain)); }

bool names_staff(std::string_view plain) { return head_rank(plain, "staff") >= 0; }

}  // namespace klarsicht
