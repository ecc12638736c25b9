#include "audit/suggest_names.h"

#include <algorithm>
#include <string>

#include "base/word_list.h"
#include "profile/meaning_head.h"

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
        const bool joins = end < plain.size() && in_header_list("joints", word) && !in_header_list("since", word);
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

bool matches(std::string_view plain, std::string_view head, std::string_view pattern) {
    if (pattern.starts_with('=')) { return plain == pattern.substr(1) || head == pattern.substr(1); }
    if (pattern.starts_with('*')) { return head.ends_with(pattern.substr(1)); }
    if (pattern.starts_with('^')) { return starts_with_words(plain, pattern.substr(1)); }
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

}  // namespace

std::string_view name_head(std::string_view plain) {
    return without_tail(before_preposition(plain), word_list("roles", "marks"));
}

int head_rank(std::string_view plain, std::string_view list) { return rank_of(plain, name_head(plain), list); }

int event_rank(std::string_view plain, std::string_view list) {
    const int rank = head_rank(plain, list);
    if (rank >= 0) { return rank; }
    return rank_of(plain, without_tail(name_head(plain), word_list("roles", "states")), list);
}

bool says_since(std::string_view plain) { return in_header_list("since", last_word(plain)); }

bool names_staff(std::string_view plain) { return head_rank(plain, "staff") >= 0; }

}  // namespace klarsicht
