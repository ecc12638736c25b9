#include "profile/meaning_head.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>

#include "base/fold.h"
#include "base/word_list.h"
#include "profile/values/digits.h"

namespace klarsicht {

namespace {

using Words = std::set<std::string, std::less<>>;

const Words& header_list(std::string_view list) {
    static std::map<std::string, Words, std::less<>> lists;
    const auto known = lists.find(list);
    if (known != lists.end()) { return known->second; }
    Words words;
    for (const std::string& entry : word_list("headers", list)) { words.insert(folded(entry)); }
    return lists.emplace(list, std::move(words)).first->second;
}

/// "2", "q4", "v1": what is counted on behind a name.
bool is_running(std::string_view word) { return word.size() <= 3 && std::ranges::any_of(word, values::is_digit); }

/// Where the words of the name itself end: a bracket, what something is divided by, another word for the same.
std::string_view before_brackets(std::string_view name) {
    for (const std::string_view mark : {"(", "[", "/"}) {
        const std::size_t at = name.find(mark);
        if (at != std::string_view::npos && at > 0) { name = name.substr(0, at); }
    }
    return name;
}

std::size_t head_of(const std::vector<std::string>& words, std::size_t end) {
    if (in_header_list("heads_first", words[0])) { return 0; }
    for (std::size_t i = 1; i + 1 < end; ++i) {
        if (in_header_list("joints", words[i]) && !in_header_list("no_joint_behind", words[i - 1])) {
            end = i;
            break;
        }
    }
    const auto says_nothing = [](std::string_view word) {
        return is_running(word) || in_header_list("trailing", word) || in_header_list("behind", word);
    };
    while (end > 1 && says_nothing(words[end - 1])) { --end; }
    return end - 1;
}

/// The word, or without the letter that joins it to another: "Monats-", "Blumen-".
bool in_list_as_part(std::string_view list, std::string_view part) {
    if (in_header_list(list, part)) { return true; }
    for (const std::string_view joint : {"s", "es", "en", "n", "e"}) {
        if (part.size() > joint.size() + 2 && part.ends_with(joint) &&
            in_header_list(list, part.substr(0, part.size() - joint.size()))) {
            return true;
        }
    }
    return false;
}

/// The part before the word of the list that ends a compound; empty if none does.
std::string_view compound_before(std::string_view list, std::string_view word) {
    for (const std::string& ending : header_list(list)) {
        if (ending.size() >= 2 && word.size() >= ending.size() + 2 && word.ends_with(ending)) {
            return word.substr(0, word.size() - ending.size());
        }
    }
    return {};
}

bool people_as_part(std::string_view part) {
    return in_list_as_part("customers", part) || in_list_as_part("others_with_names", part);
}

}  // namespace

std::vector<std::string> header_words(std::string_view name, bool camel_case) {
    std::string parted;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (camel_case && i > 0 && values::is_upper(name[i]) && values::is_lower(name[i - 1])) { parted += ' '; }
        parted += name[i];
    }
    std::vector<std::string> words(1);
    for (const char c : folded(parted)) {
        if (values::is_alnum(c) || static_cast<unsigned char>(c) >= 0x80 || c == '*') {
            words.back() += c;
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    if (words.back().empty()) { words.pop_back(); }
    return words;
}

HeaderName header_name(std::string_view name, bool camel_case) {
    HeaderName header{.words = header_words(name, camel_case), .head = 0};
    std::size_t end = header_words(before_brackets(name), camel_case).size();
    if (end == 0) { end = header.words.size(); }
    if (!header.words.empty()) { header.head = head_of(header.words, end); }
    return header;
}

bool in_header_list(std::string_view list, std::string_view folded_word) {
    return header_list(list).contains(folded_word);
}

bool means_people(std::string_view folded_word) {
    return in_header_list("customers", folded_word) || in_header_list("others_with_names", folded_word);
}

bool means_customers(std::string_view folded_word) { return in_list_as_part("customers", folded_word); }

bool is_known_head(std::string_view folded_word) {
    static constexpr std::array<std::string_view, 5> lists = {"known_heads", "numbers", "naming", "grouping", "since"};
    return std::ranges::any_of(lists, [&](std::string_view list) { return in_header_list(list, folded_word); });
}

namespace {

/// "num client", "code du client": French begins with the number. "no" and "key" are words of their own before a noun,
/// and a plural counts.
bool number_first(const std::vector<std::string>& words) {
    if (words[0] == "no" || words[0] == "key" || !in_header_list("numbers", words[0])) { return false; }
    std::size_t of = 1;
    while (of < words.size() && in_header_list("joints", words[of])) { ++of; }
    return of + 1 == words.size() && !words[of].ends_with('s') && in_header_list("customers", words[of]);
}

}  // namespace

bool numbers_people(const HeaderName& name) {
    if (name.words.empty()) { return false; }
    if (number_first(name.words)) { return true; }
    const std::string& head = name.words[name.head];
    if (in_header_list("numbers", head)) {
        return name.head > 0 && in_header_list("customers", name.words[name.head - 1]);
    }
    const std::string_view before = compound_before("numbers", head);
    return !before.empty() && in_list_as_part("customers", before);
}

NameOf name_of_what(const HeaderName& name) {
    if (name.words.empty()) { return NameOf::nothing; }
    const std::string& head = name.words[name.head];
    if (!in_header_list("naming", head)) {
        const std::string_view before = compound_before("naming", head);
        if (before.empty()) { return NameOf::nothing; }
        if (people_as_part(before)) { return NameOf::people; }
        return in_list_as_part("things", before) ? NameOf::thing : NameOf::unknown;
    }
    bool other = false;
    bool thing = false;
    for (std::size_t i = 0; i < name.words.size(); ++i) {
        const std::string& word = name.words[i];
        if (i == name.head || is_running(word)) { continue; }
        if (in_list_as_part("customers", word) || in_list_as_part("others_with_names", word)) { return NameOf::people; }
        if (in_header_list("joints", word) || in_header_list("trailing", word)) { continue; }
        other = true;
        thing = thing || in_list_as_part("things", word);
    }
    if (!other) { return NameOf::nothing; }
    return thing ? NameOf::thing : NameOf::unknown;
}

bool holds_things(const HeaderName& name) {
    if (name.words.empty()) { return false; }
    const NameOf of = name_of_what(name);
    return of == NameOf::thing || (of == NameOf::nothing && in_list_as_part("things", name.words[name.head]));
}

bool holds_groups(const HeaderName& name) {
    if (name.words.empty()) { return false; }
    const std::string& head = name.words[name.head];
    return in_header_list("grouping", head) || !compound_before("grouping", head).empty();
}

bool says_nothing(std::string_view name) {
    return std::ranges::all_of(header_words(name, false), [](const std::string& word) {
        return word.size() <= 1 || std::ranges::all_of(word, values::is_digit) || is_running(word) ||
               in_header_list("fillers", word);
    });
}

bool is_question(std::string_view name) {
    constexpr std::size_t longest_name = 40;
    const auto letters =
        std::ranges::count_if(name, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    return static_cast<std::size_t>(letters) > longest_name && std::ranges::count(name, ' ') >= 4;
}

}  // namespace klarsicht
