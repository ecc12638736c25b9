#include "audit/known_values.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/fold.h"
#include "base/word_list.h"
#include "profile/meaning_words.h"

namespace klarsicht {

namespace {

constexpr WordLists places = in(WordList::cities) | in(WordList::countries) | in(WordList::regions);
constexpr WordLists people = in(WordList::first_names) | in(WordList::last_names);
constexpr WordLists special = in(WordList::health) | in(WordList::religion) | in(WordList::sexual_orientation);
/// Whole entries of these lists are answers people choose from.
constexpr WordLists answers = in(WordList::gender) | in(WordList::salutation) | in(WordList::nationality) |
                              in(WordList::marital_status) | in(WordList::channel) | in(WordList::device) |
                              in(WordList::category) | in(WordList::education) | in(WordList::yes_no) |
                              in(WordList::not_stated) | in(WordList::currency) | in(WordList::colours);
/// Single words of these go with others.
constexpr WordLists ordinary_lists = in(WordList::yes_no) | in(WordList::not_stated) | in(WordList::colours) |
                                     in(WordList::category) | in(WordList::common_words) | in(WordList::product_words) |
                                     in(WordList::channel) | in(WordList::device) | in(WordList::education) |
                                     in(WordList::currency) | in(WordList::countries) | in(WordList::regions) |
                                     in(WordList::nationality) | in(WordList::gender) | in(WordList::marital_status);

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

/// Words by which values are read: what happened, who was granted something, who consented, who was in the control
/// group.
bool is_read_by(std::string_view word) {
    static const std::vector<std::string> words = [] {
        std::vector<std::string> all;
        for (const std::string_view list : {"positive", "negative", "control", "granted", "refused", "yes", "no"}) {
            for (const std::string& entry : word_list("values", list)) { all.push_back(folded(entry)); }
        }
        return all;
    }();
    return std::ranges::find(words, word) != words.end();
}

/// "Herr Dr.", "Sehr geehrte Frau": words that greet, and at the end none that might be who is greeted (Frau Liebe).
bool only_greets(std::string_view text) {
    const auto is_one_of = [](std::string_view list, std::string_view word) {
        const std::vector<std::string>& words = word_list("ordinary", list);
        return std::ranges::find(words, word) != words.end();
    };
    bool closes = false;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t start = i;
        while (i < text.size() && is_letter(text[i])) { ++i; }
        const std::string_view word = text.substr(start, i - start);
        if (word.empty()) {
            if (is_digit(text[i++])) { return false; }
            continue;
        }
        closes = (lists_with(std::string(word)) & in(WordList::salutation)) != 0 || is_one_of("titles", word);
        if (!closes && !is_one_of("greetings", word)) { return false; }
    }
    return closes;
}

/// "gewandelt", "zurückgestellt", "Reklamation": a word that ends as what happened is called, and names do not.
bool is_shaped_like_state(std::string_view word) {
    constexpr WordLists names = people | special;
    if (word.size() < 6 || (lists_with(std::string(word)) & names) != 0) { return false; }
    const auto begins = [&](const auto& list) {
        return std::ranges::any_of(list, [&](std::string_view part) { return word.starts_with(part); });
    };
    const auto ends = [&](const auto& list) {
        return std::ranges::any_of(list, [&](std::string_view part) { return word.ends_with(part); });
    };
    constexpr std::array<std::string_view, 8> nouns = {"iert", "tion",  "tions", "heit",
                                                       "keit", "ungen", "able",  "less"};
    constexpr std::array<std::string_view, 5> no_participles = {"med", "fred", "ried", "reed", "eed"};
    constexpr std::array<std::string_view, 10> apart = {"abge",  "ange", "aufge",     "ausge", "einge",
                                                        "vorge", "zuge", "zurueckge", "umge",  "weiterge"};
    constexpr std::array<std::string_view, 6> joined = {"ge", "ver", "er", "be", "ent", "zer"};
    constexpr std::array<std::string_view, 4> like_names = {"dt", "rt", "lt", "bt"};
    if (ends(nouns) || (word.size() >= 8 && word.ends_with("ung"))) { return true; }
    if (word.ends_with("ed")) { return !ends(no_participles); }
    if (begins(apart)) { return word.ends_with('t') || word.ends_with("en"); }
    return begins(joined) && word.ends_with('t') && !ends(like_names);
}

/// A known word in the singular or the plural, and nobody's name.
bool is_ordinary(std::string_view word) {
    constexpr WordLists not_ordinary = people | special | in(WordList::salutations) | in(WordList::salutation);
    if (is_ordinary_word(word)) { return true; }
    if ((lists_with(std::string(word)) & not_ordinary) != 0) { return false; }
    if (is_read_by(word)) { return true; }
    constexpr std::array<std::string_view, 5> endings = {"", "n", "s", "en", "es"};
    constexpr std::size_t least = 4;  // of what is left: "an" is no plural of "a"
    return std::ranges::any_of(endings, [&](std::string_view ending) {
        if (!word.ends_with(ending) || (!ending.empty() && word.size() < least + ending.size())) { return false; }
        const std::string_view stem = word.substr(0, word.size() - ending.size());
        return is_ordinary_word(stem) || (lists_with(std::string(stem)) & ordinary_lists) != 0;
    });
}

/// Letters behind a number that make it the place in an order or a thousand of it: "1st", "2nde", "40K".
bool goes_with_number(std::string_view letters, std::string_view meaning) {
    static constexpr std::array<std::string_view, 7> places_in_order = {"st", "nd", "rd", "th", "er", "re", "e"};
    const bool thousands = meaning == "income" && (letters == "k" || letters == "tsd" || letters == "m");
    return thousands || std::ranges::find(places_in_order, letters) != places_in_order.end();
}

/// The words of a value, by what is known of them.
struct Words {
    std::size_t known = 0, unknown = 0;
    std::size_t single = 0;  ///< letters that stand alone: one is a grade or a size, two are somebody's initials
    std::size_t digits = 0;
    std::size_t numbers = 0;
    std::size_t longest = 0;  ///< digits in a row
};

Words words_in(std::string_view text, std::string_view meaning, bool states) {
    Words words;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t start = i;
        if (is_digit(text[i])) {
            while (i < text.size() && is_digit(text[i])) { ++i; }
            words.digits += i - start;
            words.longest = std::max(words.longest, i - start);
            ++words.numbers;
            const std::size_t digits_end = i;
            while (i < text.size() && is_letter(text[i])) { ++i; }
            const bool ends = i == text.size() || !is_digit(text[i]);
            // "1a", "4b7": a code may be anybody's.
            const std::string_view behind = text.substr(digits_end, i - digits_end);
            if (!behind.empty() && !(ends && goes_with_number(behind, meaning))) { ++words.unknown; }
        } else if (is_letter(text[i])) {
            while (i < text.size() && is_letter(text[i])) { ++i; }
            const std::string_view word = text.substr(start, i - start);
            const bool alone = i == text.size() || !is_digit(text[i]);
            const bool single = alone && word.size() == 1 && word[0] <= 'z' && word[0] >= 'a';
            const bool known = single || is_ordinary(word) || (states && is_shaped_like_state(word));
            words.single += single ? 1 : 0;
            ++(alone && known ? words.known : words.unknown);
        } else {
            ++i;
        }
    }
    return words;
}

/// 2, v2.1, 2026-11: of a version there are few digits.
bool is_version(std::string_view text) {
    if (text.starts_with('v')) { text.remove_prefix(1); }
    return !text.empty() && is_digit(text[0]) && text.size() <= 8 &&
           std::ranges::all_of(text, [](char c) { return is_digit(c) || c == '.' || c == '-'; });
}

/// de, en-GB, AT, EUR: as short as no name is.
bool is_code(std::string_view text, std::string_view meaning) {
    const bool letters =
        std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '-' || c == '_'; });
    if (!letters) { return false; }
    if (meaning == "language") { return text.size() == 2 || (text.size() == 5 && !(text[2] >= 'a' && text[2] <= 'z')); }
    return (meaning == "country" && (text.size() == 2 || text.size() == 3)) ||
           (meaning == "currency" && text.size() == 3);
}

/// 40.000 and 40,000 are one number each.
std::string without_thousands(std::string text) {
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        const bool between = is_digit(text[i - 1]) && is_digit(text[i + 1]);
        if (between && (text[i] == '.' || text[i] == ',')) { text.erase(i, 1); }
    }
    return text;
}

bool is_known(std::string_view value, std::string_view meaning, bool states) {
    const std::string text = meaning == "income" ? without_thousands(folded(value)) : folded(value);
    const WordLists lists = lists_with(text);
    if ((lists & (answers | places)) != 0 && (lists & people) == 0) { return true; }
    // "Mann" is a family name as well, but not where people are asked for their gender.
    if (meaning == "gender" && (lists & in(WordList::gender)) != 0) { return true; }
    if (is_code(text, meaning)) { return true; }
    const Words words = words_in(text, meaning, states);
    const bool versioned = meaning == "version" || meaning == "model_version";
    if (is_version(text) && words.longest <= 4 && (versioned || text.starts_with('v'))) { return true; }
    if (only_greets(text)) { return true; }
    if (words.unknown > 0 || words.single > 1) { return false; }
    // Bands of income have no more than two bounds: "25001 to 50000", "Less than $40K".
    if (meaning == "income" && words.numbers <= 2 && words.longest <= 7) { return words.known + words.digits > 0; }
    // Beside words few digits, and without words a number of few or a range: others may be anybody's number.
    if (words.known > 0) { return words.digits <= 8 && words.longest <= 4; }
    return words.digits > 0 && (words.digits <= 4 || (words.numbers <= 2 && words.longest <= 3));
}

}  // namespace

bool is_known_value(std::string_view value, std::string_view meaning) { return is_known(value, meaning, false); }

bool reads_like_state(std::string_view value, std::string_view meaning) { return is_known(value, meaning, true); }

}  // namespace klarsicht
