#include "profile/personal_names.h"

#include <algorithm>
#include <optional>

#include "base/fold.h"
#include "base/word_list.h"
#include "profile/meaning_words.h"
#include "profile/personal_scores.h"

namespace klarsicht {

namespace {

bool joins_words(char c) {
    return c == ' ' || c == ',' || c == ';' || c == ':' || c == '.' || c == '/' || c == '(' || c == ')' || c == '"';
}

bool begins_large(std::string_view word) {
    if (word.empty()) { return false; }
    if (word[0] >= 'A' && word[0] <= 'Z') { return true; }
    // Ä, Ö, Ü and the other large letters of Latin-1.
    return word.size() > 1 && static_cast<unsigned char>(word[0]) == 0xC3 && static_cast<unsigned char>(word[1]) < 0xA0;
}

bool is_in(const TextWord& word, WordLists lists) { return (lists_with(word.folded) & lists) != 0; }

bool is_salutation(const TextWord& word) { return word.capital && is_in(word, in(WordList::salutations)); }

bool is_given_name(const TextWord& word) {
    static const std::vector<std::string>& ordinary = word_list("privacy_names", "also_ordinary_words");
    return word.capital && is_in(word, in(WordList::first_names)) &&
           std::ranges::find(ordinary, word.folded) == ordinary.end();
}

bool is_family_name(const TextWord& word) {
    if (!word.capital) { return false; }
    const bool ends_so = word.folded.size() >= 6 &&
                         std::ranges::any_of(parts(WordParts::last_name_endings),
                                             [&](const auto& ending) { return word.folded.ends_with(ending); });
    return ends_so || is_in(word, in(WordList::last_names));
}

/// Letters, hyphens and apostrophes, as long as names are.
bool looks_like_name(std::string_view word) {
    constexpr std::size_t longest = 40;
    return word.size() >= 2 && word.size() <= longest && std::ranges::all_of(word, [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '\'' ||
                      static_cast<unsigned char>(c) >= 0x80;
           });
}

/// An ordinary word, or one that says what somebody is, and no name.
bool is_ordinary(const TextWord& word) {
    constexpr WordLists known = in(WordList::common_words) | in(WordList::product_words) | in(WordList::channel) |
                                in(WordList::category) | in(WordList::colours) | in(WordList::company_words) |
                                in(WordList::countries) | in(WordList::job_words) | in(WordList::street_words);
    return is_in(word, known) || is_ordinary_word(word.folded) || is_listed(word, "people");
}

/// A given name and a family name in prose. "Max" and "Will" are words as well: behind them the family name must be a
/// known one. In a column's name even that is none: "max_price".
bool is_full_name(const TextWord& given, const TextWord& family) {
    if (is_given_name(given) && is_family_name(family)) { return true; }
    return given.capital && is_in(given, in(WordList::first_names)) && family.capital &&
           is_in(family, in(WordList::last_names)) && !is_ordinary(family);
}

/// Names as far as they go in prose.
class Prose {
public:
    Prose(std::string_view text, const std::vector<TextWord>& words) : text_(text), words_(words) {}

    struct Name {
        std::size_t end;  ///< word behind the last
        double score;
    };
    /// The name that begins with that word, or with the salutation that it is.
    std::optional<Name> name_from(std::size_t first) const {
        constexpr std::size_t most_words = 5;
        const bool addressed = is_salutation(words_[first]);
        const bool known =
            first + 1 < words_.size() && follows(first + 1) && is_full_name(words_[first], words_[first + 1]);
        if (!addressed && !known && (!name_at(first) || ordinary(first))) { return std::nullopt; }
        std::size_t end = first + 1;
        std::size_t names = addressed ? 0 : 1;
        bool title = addressed;
        while (end < words_.size() && end < first + most_words && follows(end)) {
            title = title && is_salutation(words_[end]);
            if (!title && (!name_at(end) || (names > 0 && ordinary(end)))) { break; }
            names += title ? 0 : 1;
            ++end;
        }
        if (names < (addressed ? 1 : 2)) { return std::nullopt; }
        if (addressed) { return Name{end, scores::addressed}; }
        const bool given = known || is_given_name(words_[first]);
        if (is_full_name(words_[first], words_[end - 1])) { return Name{end, scores::full_name}; }
        if (said_who(first, end)) { return Name{end, scores::said_who}; }
        return given ? std::optional(Name{end, scores::given_name}) : std::nullopt;
    }

private:
    bool name_at(std::size_t i) const {
        return words_[i].capital && looks_like_name(text_.substr(words_[i].start, words_[i].end - words_[i].start));
    }
    /// Whether the word goes on what the one before it began: a blank between them, or the point of a title.
    bool follows(std::size_t i) const {
        const std::string_view gap = gap_before(text_, words_, i);
        return gap == " " || (gap == ". " && is_salutation(words_[i - 1]));
    }
    bool ordinary(std::size_t i) const {
        if (is_given_name(words_[i]) || is_in(words_[i], in(WordList::last_names))) { return false; }
        return is_ordinary(words_[i]);
    }
    /// "Kunde Laurens Merseburg", "Lya Klabuhn, geb. 04.01.2001"
    bool said_who(std::size_t first, std::size_t end) const {
        if (first > 0 && gap_before(text_, words_, first) == " " && is_listed(words_[first - 1], "people")) {
            return true;
        }
        return end < words_.size() && gap_before(text_, words_, end) == ", " && is_listed(words_[end], "born");
    }
    std::string_view text_;
    const std::vector<TextWord>& words_;
};

}  // namespace

bool is_listed(const TextWord& word, std::string_view list) {
    const std::vector<std::string>& words = word_list("privacy_prose", list);
    return std::ranges::find(words, word.folded) != words.end();
}

std::string_view gap_before(std::string_view text, const std::vector<TextWord>& words, std::size_t word) {
    return text.substr(words[word - 1].end, words[word].start - words[word - 1].end);
}

std::vector<TextWord> words_of(std::string_view text) {
    std::vector<TextWord> words;
    for (std::size_t i = 0; i < text.size();) {
        if (joins_words(text[i])) {
            ++i;
            continue;
        }
        TextWord word{.start = i, .end = i, .folded = {}};
        while (word.end < text.size() && !joins_words(text[word.end])) { ++word.end; }
        const std::string_view own = text.substr(word.start, word.end - word.start);
        word.capital = begins_large(own);
        word.folded = folded(own);
        i = word.end;
        words.push_back(std::move(word));
    }
    return words;
}

namespace {

/// The words of a name that joins them: Bewerbung_Anna_Schmidt, AnnaSchmidt, anna.schmidt. Where nothing is written
/// large, each of them might have been.
std::vector<TextWord> parts_of_name(std::string_view text) {
    const auto large = [&](std::size_t i) { return begins_large(text.substr(i)); };
    const auto letter = [&](std::size_t i) {
        const char c = text[i];
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    };
    bool any_large = false;
    for (std::size_t i = 0; i < text.size(); ++i) { any_large = any_large || large(i); }
    std::vector<TextWord> words;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!letter(i)) { continue; }
        TextWord word{.start = i, .end = i, .capital = large(i) || !any_large, .folded = {}};
        bool before_large = true;  // "ANNA" is one word, "AnnaSchmidt" two
        while (word.end < text.size() && letter(word.end) && (before_large || !large(word.end))) {
            const bool continued = (static_cast<unsigned char>(text[word.end]) & 0xC0) == 0x80;
            before_large = continued ? before_large : large(word.end);
            ++word.end;
        }
        word.folded = folded(text.substr(word.start, word.end - word.start));
        i = word.end - 1;
        words.push_back(std::move(word));
    }
    return words;
}

}  // namespace

namespace {

/// "Frau/Herr", "Prof. Dr.", "M/W/D", "Herr / Frau / Divers": what a form offers beside a salutation is nobody's name.
bool is_offered_beside(const TextWord& salutation, const TextWord& word) {
    constexpr WordLists offered = in(WordList::salutations) | in(WordList::salutation) | in(WordList::gender);
    if (word.end - word.start == 1) { return salutation.end - salutation.start == 1; }
    return is_in(word, offered) && !is_in(word, in(WordList::last_names));
}

}  // namespace

void find_addressed(const std::vector<TextWord>& words, std::vector<PersonalSpan>& spans) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (!is_salutation(words[i])) { continue; }
        std::size_t first = i + 1;
        while (first < words.size() && is_offered_beside(words[first - 1], words[first])) { ++first; }
        std::size_t end = first;
        while (end < words.size() && end < first + 3 && words[end].capital) { ++end; }
        if (end > first) {
            spans.push_back({words[first].start, words[end - 1].end, "person_name", scores::addressed});
        }
    }
}

void find_full_names(const std::vector<TextWord>& words, std::vector<PersonalSpan>& spans) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (is_given_name(words[i]) && is_family_name(words[i + 1])) {
            spans.push_back({words[i].start, words[i + 1].end, "person_name", scores::full_name});
        }
    }
}

void find_joined_names(std::string_view text, std::vector<PersonalSpan>& spans) {
    const std::vector<TextWord> words = parts_of_name(text);
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const TextWord& first = words[i];
        const TextWord& second = words[i + 1];
        const std::string_view gap = text.substr(first.end, second.start - first.end);
        if (gap.size() > 2 || gap.find_first_not_of(" ,._-") != std::string_view::npos) { continue; }
        const bool initial = first.end - first.start == 1 && first.capital && gap.starts_with('.') &&
                             is_in(second, in(WordList::last_names));
        const bool named =
            (is_given_name(first) && is_family_name(second) && !is_ordinary(second)) ||
            (is_given_name(second) && first.capital && is_in(first, in(WordList::last_names)) && !is_ordinary(first));
        if (named || initial) { spans.push_back({first.start, second.end, "person_name", scores::full_name}); }
        if (is_salutation(first) && second.capital && !is_offered_beside(first, second) && !is_ordinary(second)) {
            spans.push_back({second.start, second.end, "person_name", scores::addressed});
        }
    }
}

bool may_be_full_name(std::string_view text) {
    const std::vector<TextWord> words = words_of(text);
    return words.size() >= 2 && words.size() <= 3 && std::ranges::all_of(words, [&](const TextWord& word) {
               return word.capital && looks_like_name(text.substr(word.start, word.end - word.start)) &&
                      !is_ordinary(word);
           });
}

void find_names_in_prose(std::string_view text, const std::vector<TextWord>& words, std::vector<PersonalSpan>& spans) {
    const Prose prose(text, words);
    for (std::size_t i = 0; i < words.size();) {
        const auto name = prose.name_from(i);
        if (name) { spans.push_back({words[i].start, words[name->end - 1].end, "person_name", name->score}); }
        i = name ? name->end : i + 1;
    }
}

}  // namespace klarsicht
