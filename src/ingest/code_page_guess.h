#pragma once
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/code_page.h"

namespace klarsicht {

/// Which code page a text is in, as far as its letters tell.
struct CodePageGuess {
    CodePage page = CodePage::windows_1252;
    /// Whether another page that would read other letters is out of the question.
    bool sure = false;
    /// Of a guess that is not sure: the pages that fit next best and read something else, at most `most_alternatives`.
    std::vector<CodePage> alternatives;
    static constexpr std::size_t most_alternatives = 3;
};

/// Collects the words of a file that no Unicode encoding fits, and tells the page that makes the best words of them.
///
/// Each page reads each distinct word; a reading is worth the probability of its letters in the language that fits the
/// file best (base rates of the letters beyond ASCII), less for what words do not do: symbols and line drawings inside
/// them, capitals behind small letters, two alphabets in one word, three vowels or consonants in a row. A page that
/// reads all words alike is no other reading.
class CodePageEvidence {
public:
    /// Takes the words of a cell that have bytes above 0x7F.
    void add(std::string_view text);
    CodePageGuess guess() const;

    /// More words tell nothing new.
    bool enough() const { return words_.size() >= most_words; }

private:
    static constexpr std::size_t most_words = 5000;

    std::set<std::string, std::less<>> words_;  ///< each with the byte before and behind it, '0' for digits, else ' '
};

}  // namespace klarsicht
