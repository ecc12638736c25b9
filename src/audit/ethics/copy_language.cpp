#include "audit/ethics/copy_language.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "audit/ethics/wording.h"
#include "base/word_list.h"

namespace klarsicht::ethics {

namespace {

using WordSet = std::set<std::string, std::less<>>;

WordSet words_in(std::string_view list) {
    const std::vector<std::string>& words = word_list("dark_patterns", list);
    return {words.begin(), words.end()};
}

/// Letters of other alphabets against those of the Latin one, told by the first byte of each.
bool other_alphabet(std::string_view text) {
    std::size_t latin = 0;
    std::size_t other = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == 0xC3;
        latin += letter ? 1 : 0;
        // U+0370 … U+1FFF, U+3000 … U+DFFF; between them lie marks and signs.
        other += (byte >= 0xCD && byte <= 0xE1) || (byte >= 0xE3 && byte <= 0xED) ? 1 : 0;
    }
    return other >= 3 && other > latin;
}

}  // namespace

bool is_known_language(std::string_view text) {
    static const std::array known = {words_in("english"), words_in("german"), words_in("french")};
    static const WordSet foreign = words_in("other_languages");
    constexpr std::size_t words_that_tell = 8;
    if (other_alphabet(text)) { return false; }
    std::array<std::size_t, known.size()> own{};
    std::size_t others = 0;
    std::size_t letters = 0;
    for (const std::string& word : words_of(text)) {
        const bool number = word == "%" || (word.front() >= '0' && word.front() <= '9');
        letters += number ? 0 : 1;
        bool is_own = false;
        for (std::size_t i = 0; i < known.size(); ++i) {
            const bool here = known[i].contains(word);
            own[i] += here ? 1 : 0;
            is_own = is_own || here;
        }
        others += !is_own && foreign.contains(word) ? 1 : 0;
    }
    const std::size_t best = std::max({own[0], own[1], own[2]});
    return others == 0 ? best > 0 || letters < words_that_tell : best > others;
}

}  // namespace klarsicht::ethics
