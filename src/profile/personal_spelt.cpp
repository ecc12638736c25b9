#include "profile/personal_spelt.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "base/fold.h"
#include "base/word_list.h"
#include "profile/personal_scores.h"
#include "profile/values/digits.h"

namespace klarsicht {

namespace {

using values::is_alnum;

bool stands_in(std::string_view list, const std::string& folded_word) {
    return std::ranges::any_of(word_list("privacy_prose", list),
                               [&](const std::string& entry) { return folded(entry) == folded_word; });
}

struct Mark {
    std::size_t end = 0;  ///< byte behind it and the blanks around it; 0: there is none
    bool bracketed = false;
};

/// A mark that is spelt: " dot ", "(at)", "[punkt]".
Mark mark_at(std::string_view text, std::size_t at, std::string_view list) {
    const std::size_t blanks = at;
    while (at < text.size() && text[at] == ' ') { ++at; }
    const bool apart = at > blanks;
    constexpr std::string_view open = "([{<";
    constexpr std::string_view close = ")]}>";
    const std::size_t bracket = at < text.size() ? open.find(text[at]) : open.npos;
    if (bracket != open.npos) { ++at; }
    std::size_t end = at;
    while (end < text.size() && (values::is_letter(text[end]) || static_cast<unsigned char>(text[end]) >= 0x80)) {
        ++end;
    }
    if (end == at || end - at > 12 || !stands_in(list, folded(text.substr(at, end - at)))) { return {}; }
    if (bracket == open.npos) {
        if (!apart || end >= text.size() || text[end] != ' ') { return {}; }
        return {end + 1, false};
    }
    if (end >= text.size() || text[end] != close[bracket]) { return {}; }
    ++end;
    while (end < text.size() && text[end] == ' ') { ++end; }
    return {end, true};
}

std::size_t label_end(std::string_view text, std::size_t at) {
    while (at < text.size() &&
           (is_alnum(text[at]) || text[at] == '-' || static_cast<unsigned char>(text[at]) >= 0x80)) {
        ++at;
    }
    return at;
}

/// Where the domain ends that begins at a byte: "example dot com", "example.org". 0: it is none.
std::size_t domain_end(std::string_view text, std::size_t start, bool bracketed) {
    std::size_t end = label_end(text, start);
    bool spelt = false;
    std::size_t last = start;
    std::size_t labels = end > start ? 1 : 0;
    while (labels > 0 && end < text.size()) {
        std::size_t next = 0;
        if (text[end] == '.' && end + 1 < text.size() && is_alnum(text[end + 1])) {
            next = end + 1;
        } else {
            const Mark dot = mark_at(text, end, "dots");
            next = dot.end;
            spelt = spelt || next > 0;
        }
        const std::size_t behind = next > 0 ? label_end(text, next) : 0;
        if (next == 0 || behind == next) { break; }
        last = next;
        end = behind;
        ++labels;
    }
    if (labels < 2) { return 0; }
    const std::string top = folded(text.substr(last, end - last));
    const bool letters = top.size() >= 2 && top.size() <= 12 && std::ranges::all_of(top, values::is_letter);
    // "Look at the dot in the middle": without brackets the end has to be one that is known.
    return letters && (bracketed || (spelt && stands_in("domains_said", top))) ? end : 0;
}

bool in_local_part(char c) {
    return is_alnum(c) || static_cast<unsigned char>(c) >= 0x80 || c == '.' || c == '_' || c == '-' || c == '+';
}

}  // namespace

bool may_spell_address(std::string_view text) {
    static constexpr std::array<std::string_view, 8> marks = {"(at)", "[at]", "{at}",  "<at>",
                                                              "(AT)", "[AT]", " dot ", " punkt "};
    return std::ranges::any_of(marks, [&](std::string_view mark) { return text.contains(mark); });
}

void find_spelt_emails(std::string_view text, std::vector<PersonalSpan>& spans) {
    if (!may_spell_address(text)) { return; }
    for (std::size_t i = 1; i < text.size(); ++i) {
        const bool begins = (text[i] == ' ' || text[i] == '(' || text[i] == '[' || text[i] == '{' || text[i] == '<') &&
                            in_local_part(text[i - 1]);
        if (!begins) { continue; }
        const Mark at = mark_at(text, i, "ats");
        const std::size_t end = at.end > 0 ? domain_end(text, at.end, at.bracketed) : 0;
        if (end == 0) { continue; }
        std::size_t start = i;
        while (start > 0 && in_local_part(text[start - 1])) { --start; }
        spans.push_back({start, end, "email", scores::said_so});
        i = end;
    }
}

NumberOf number_of_what(std::string_view text, std::size_t start) {
    constexpr std::size_t most_words = 4;
    constexpr std::size_t most_between = 3;  // ": ", ".-"
    std::size_t end = start;
    bool number_word = false;
    for (std::size_t words = 0; words < most_words; ++words) {
        std::size_t back = end;
        while (back > 0 && std::string_view(" .:#-/").contains(text[back - 1])) { --back; }
        if (back == 0 || end - back > most_between) { break; }
        std::size_t begin = back;
        while (begin > 0 && (is_alnum(text[begin - 1]) || static_cast<unsigned char>(text[begin - 1]) >= 0x80)) {
            --begin;
        }
        if (begin == back) { break; }
        const std::string word = folded(text.substr(begin, back - begin));
        const bool nearest = words == 0 || (words == 1 && number_word);
        if (nearest && stands_in("numbers_of_things", word)) { return NumberOf::thing; }
        if (stands_in("numbers_of_phones", word)) { return NumberOf::telephone; }
        number_word = words == 0 && stands_in("number_words", word);
        end = begin;
    }
    return NumberOf::unknown;
}

}  // namespace klarsicht
