#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/json_fwd.h"

namespace klarsicht::ethics {

/// A list of wordings that press or mislead (assets/words/dark_patterns.json). A pattern is a row of words:
///   `nur` the word · `bestell*` a word that begins so · `*rabatt` one that ends so · `#` a number, also one of
///   "numbers" · `_` any one word · `..` up to four words · `a|b` one of them · `^` the beginning of the text ·
///   `{loss}` one word of that class ("classes")
/// Case, punctuation and apostrophes do not count. What a harmless pattern covers (opening hours, "I already have an
/// account") is no hit.
class WordingList {
public:
    struct Hit {
        std::uint32_t category;  ///< index into categories()
        std::string wording;     ///< the words that matched, as they were compared
    };

    static Result<WordingList> parse(std::string_view json_text);
    /// The embedded list.
    static const WordingList& standard();

    const std::vector<std::string>& categories() const { return categories_; }
    std::size_t patterns() const { return patterns_.size(); }
    /// At most one hit a category, in the order of the text.
    std::vector<Hit> find(std::string_view text) const;

private:
    struct Word {
        enum class Kind : std::uint8_t { exact, prefix, suffix, number, any, gap, one_of, begin };
        Kind kind;
        std::string text;
        std::vector<Word> choices;
    };
    struct Pattern {
        std::uint32_t category;
        std::vector<Word> words;
    };

    Word read_word(std::string_view text) const;
    static bool fits(const Word& word, std::string_view token);
    /// @return one past the last token matched, or 0
    static std::size_t match(const std::vector<Word>& words, std::size_t word, const std::vector<std::string>& tokens,
                             std::size_t token);
    std::optional<Pattern> read_pattern(const json& entry, std::uint32_t category) const;
    /// [begin, end) of the tokens that the harmless patterns match.
    std::vector<std::pair<std::size_t, std::size_t>> harmless_in(const std::vector<std::string>& tokens) const;
    void index();

    std::vector<std::string> categories_;
    std::vector<Pattern> patterns_;
    std::map<std::string, std::vector<std::uint32_t>, std::less<>> by_first_word_;
    std::map<std::string, std::vector<std::uint32_t>, std::less<>> by_first_ending_;
    std::vector<Pattern> harmless_;
    std::map<std::string, Word, std::less<>> classes_;
    std::string numbers_;                ///< words that are read as a number, between blanks
    std::vector<std::uint32_t> others_;  ///< patterns that do not begin with fixed words
};

/// Words in lower case (Latin letters incl. umlauts), numbers, and the signs % and €.
std::vector<std::string> words_of(std::string_view text);

}  // namespace klarsicht::ethics
