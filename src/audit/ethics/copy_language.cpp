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

/// Whether a letter or mark is one that German, English and French do not write: ñ, ø, ł, ¿.
bool has_foreign_letter(std::string_view text) {
    constexpr std::string_view of_c3 =
        "\xA1\xA3\xA5\xAC\xAD\xB0\xB1\xB2\xB3\xB5\xB8\xBA\xBD";  // á ã å ì í ð ñ ò ó õ ø ú ý
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = static_cast<unsigned char>(text[i + 1]);
        const bool mark = byte == 0xC2 && (next == 0xA1 || next == 0xBF);
        const bool of_latin = byte == 0xC3 && of_c3.find(static_cast<char>(next | 0x20)) != std::string_view::npos;
        const bool of_extended = byte == 0xC4 || (byte == 0xC5 && next != 0x92 && next != 0x93);  // œ is French
        if (mark || of_latin || of_extended) { return true; }
    }
    return false;
}

}  // namespace

CopyLanguage copy_language(std::string_view text) {
    static const std::array known = {words_in("english"), words_in("german"), words_in("french")};
    static const WordSet foreign = words_in("other_languages");
    constexpr std::size_t words_that_tell = 8;
    if (other_alphabet(text)) { return CopyLanguage::foreign; }
    std::array<std::size_t, known.size()> own{};
    std::size_t others = has_foreign_letter(text) ? 1 : 0;
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
    if (best > others) { return CopyLanguage::known; }
    return others > 0 || letters >= words_that_tell ? CopyLanguage::foreign : CopyLanguage::open;
}

}  // namespace klarsicht::ethics
