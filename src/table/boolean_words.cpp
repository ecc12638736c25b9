#include "table/boolean_words.h"

#include <algorithm>
#include <vector>

#include "base/assert.h"
#include "base/word_list.h"

namespace klarsicht {

namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

struct BooleanWords {
    std::vector<BooleanWord> words;
    std::size_t longest = 0;  ///< bytes
};

/// `y/n` of the list: the letter for yes and the one for no. A letter of several pairs stands once, with a bit for
/// each.
void add_letter(std::vector<BooleanWord>& words, char letter, bool value, std::uint8_t pair) {
    const auto known = std::ranges::find_if(
        words, [&](const BooleanWord& word) { return word.text.size() == 1 && word.text[0] == letter; });
    if (known != words.end()) {
        known->says |= pair;
    } else {
        words.push_back({std::string(1, letter), value, pair});
    }
}

BooleanWords read_boolean_words() {
    BooleanWords read;
    for (const std::string& word : word_list("table", "yes")) {
        read.words.push_back({word, true, whole_boolean_word});
    }
    for (const std::string& word : word_list("table", "no")) {
        read.words.push_back({word, false, whole_boolean_word});
    }
    std::uint8_t bit = 1;
    for (const std::string& pair : word_list("table", "letter_pairs")) {
        KLARSICHT_ASSERT(pair.size() == 3 && pair[1] == '/' && bit < whole_boolean_word);
        add_letter(read.words, pair.front(), true, bit);
        add_letter(read.words, pair.back(), false, bit);
        bit = static_cast<std::uint8_t>(bit << 1);
    }
    for (const BooleanWord& word : read.words) { read.longest = std::max(read.longest, word.text.size()); }
    return read;
}

}  // namespace

bool same_word(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

const BooleanWord* boolean_word(std::string_view text) {
    static const BooleanWords known = read_boolean_words();
    if (text.empty() || text.size() > known.longest) { return nullptr; }
    for (const BooleanWord& word : known.words) {
        if (same_word(word.text, text)) { return &word; }
    }
    return nullptr;
}

}  // namespace klarsicht
