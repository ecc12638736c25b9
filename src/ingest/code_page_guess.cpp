#include "ingest/code_page_guess.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "ingest/letter_rates.h"

namespace klarsicht {

namespace {

/// A guess is sure if the next other reading is less likely by this (natural logarithm; four hundred to one) …
constexpr double sure_margin = 6;
/// (half as much again where only one byte value reads otherwise: its words are one piece of evidence over and over) …
constexpr double one_byte = 1.5;
/// … and rests on so many distinct words at least: fewer are a handful, whatever they say …
constexpr std::size_t sure_words = 4;
/// (three where no other reading makes words of them) …
constexpr std::size_t clear_words = 3;
constexpr double clear_margin = 12;
/// … and its letters are what words are made of: no page fits a file whose average character is less likely.
constexpr double plausible = -5;

/// Before any evidence: Western European Windows writes nearly all such files, the others are seldom.
constexpr std::array<double, code_page_count> priors = {0, -4, -3, -6, -5, -6, -3, -5, -4, -5, -3};

constexpr std::size_t most_word_bytes = 40;

bool is_ascii_letter(unsigned char c) { return (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z'; }
bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
bool is_word(unsigned char c) { return c >= 0x80 || is_ascii_letter(c); }

/// What a character is beside others, without regard to language.
struct Shape {
    bool letter, upper, cyrillic, vowel;
};
Shape shape_of(char16_t c) {
    const bool letter = is_letter(c);
    return {letter, letter && lower_of(c) != c, c >= 0x400, letter && is_vowel(c)};
}

double symbol_score(char16_t before, char16_t c, char16_t behind) {
    if (c < 0xA0 || (c >= 0x2500 && c < 0x2600)) { return -12; }  // control characters, line drawings
    const bool left = is_letter(before);
    const bool right = is_letter(behind);
    const auto one_of = [&](std::u16string_view list) { return list.find(c) != list.npos; };
    if (left && right) { return c == u'\u2019' ? -3 : one_of(u"\u00AD·") ? -5 : one_of(u"\u2013\u00A0") ? -6 : -10; }
    if (right && one_of(u"„“«‘‚»‹¿¡§\u00A0–©")) { return -3; }
    if (left && one_of(u"“”»«’›®™…\u00A0–²³°")) { return -3; }
    if (left || right) { return -8; }
    if (one_of(u"€£°²³½§\u00A0") && (is_digit(static_cast<unsigned char>(before < 0x80 ? before : 0)) ||
                                     is_digit(static_cast<unsigned char>(behind < 0x80 ? behind : 0)))) {
        return -2;
    }
    return one_of(u"€–—•…£°²³½¼¾×§©®™«»“”„’‘·±µ\u00A0") ? -4 : -8;
}

/// What the shapes around a letter are worth; its own rate comes from the language.
double letter_score(char16_t before, char16_t c, char16_t behind) {
    const Shape self = shape_of(c);
    const Shape left = shape_of(before);
    const Shape right = shape_of(behind);
    double score = left.letter || right.letter ? 0 : -3;
    if (left.letter && left.cyrillic != self.cyrillic) { score -= 6; }
    if (right.letter && right.cyrillic != self.cyrillic) { score -= 6; }
    if (left.letter && !left.upper && self.upper) { score -= 4; }
    if (!self.upper && right.upper && (left.upper || !left.letter)) { score -= c == u'ß' ? 0 : 4; }
    // The rates are those of running text; where words begin and among capitals a capital is nothing special.
    if (self.upper && (left.upper || right.upper)) {
        score += 2.4;
    } else if (self.upper && !left.letter) {
        score += 1.6;
    }
    if (c == u'ß' && !(left.letter && left.vowel)) { score -= 4; }  // Straße, but no pßgina
    if (self.cyrillic) { return score; }
    // Three in a row are seldom: a vowel between vowels, a consonant between consonants.
    const auto same = [&](const Shape& other) {
        return other.letter && other.vowel == self.vowel ? std::size_t{1} : std::size_t{0};
    };
    constexpr std::array<double, 3> vowels = {0, -0.9, -3};
    constexpr std::array<double, 3> consonants = {0, -0.4, -2};
    const std::size_t alike = same(left) + same(right);
    return score + (self.vowel ? vowels[alike] : consonants[alike]);
}

/// How likely a page's reading of a word is in each language.
struct Reading {
    std::array<double, language_count> by_language{};
    std::size_t characters = 0;  ///< beyond ASCII
};

/// The rates of a page's bytes above 0x7F in each language, looked up once.
using ByteRates = std::vector<std::array<double, language_count>>;
ByteRates rates_of(CodePage page) {
    ByteRates rates(0x80);
    for (unsigned byte = 0; byte < rates.size(); ++byte) {
        const char16_t c = character(page, static_cast<unsigned char>(0x80 + byte));
        for (std::size_t l = 0; l < language_count; ++l) { rates[byte][l] = letter_rate(l, c); }
    }
    return rates;
}

Reading read(std::string_view word, CodePage page, const ByteRates& rates) {
    Reading reading;
    const auto at = [&](std::size_t i) { return character(page, static_cast<unsigned char>(word[i])); };
    double shapes = 0;
    for (std::size_t i = 1; i + 1 < word.size(); ++i) {
        const char16_t c = at(i);
        if (c < 0x80) { continue; }
        ++reading.characters;
        const char16_t before = at(i - 1);
        const char16_t behind = at(i + 1);
        if (!is_letter(c)) {
            shapes += symbol_score(before, c, behind);
            continue;
        }
        shapes += letter_score(before, c, behind);
        const auto& of_byte = rates[static_cast<unsigned char>(word[i]) - 0x80U];
        for (std::size_t l = 0; l < language_count; ++l) { reading.by_language[l] += of_byte[l]; }
    }
    for (double& score : reading.by_language) { score += shapes; }
    return reading;
}

double log_sum(const std::array<double, language_count>& terms) {
    const double most = *std::ranges::max_element(terms);
    double sum = 0;
    for (const double term : terms) { sum += std::exp(term - most); }
    return most + std::log(sum);
}

/// The likelihood of all words, each in one of the languages, the file's mixture of languages being the one that fits
/// best (expectation maximisation; a few rounds are enough for a ranking).
double fitted(const std::vector<Reading>& readings) {
    constexpr int rounds = 6;
    constexpr double pseudo = 0.5;  // words of each language that are taken for seen
    std::array<double, language_count> share{};
    share.fill(1.0 / language_count);
    double total = 0;
    for (int round = 0; round < rounds; ++round) {
        std::array<double, language_count> words{};
        std::array<double, language_count> log_share{};
        for (std::size_t l = 0; l < language_count; ++l) { log_share[l] = std::log(share[l]); }
        total = 0;
        for (const Reading& reading : readings) {
            std::array<double, language_count> terms{};
            for (std::size_t l = 0; l < language_count; ++l) { terms[l] = reading.by_language[l] + log_share[l]; }
            const double sum = log_sum(terms);
            total += sum;
            for (std::size_t l = 0; l < language_count; ++l) { words[l] += std::exp(terms[l] - sum); }
        }
        const double all = static_cast<double>(readings.size()) + pseudo * language_count;
        for (std::size_t l = 0; l < language_count; ++l) { share[l] = (words[l] + pseudo) / all; }
    }
    return total;
}

struct Candidate {
    CodePage page;
    double score = 0;
    std::size_t characters = 0;
};

/// How many of the bytes that occur the two pages read differently.
std::size_t differences(const std::array<bool, 256>& bytes, CodePage one, CodePage other) {
    std::size_t count = 0;
    for (unsigned byte = 0x80; byte < bytes.size(); ++byte) {
        const auto code = static_cast<unsigned char>(byte);
        count += bytes[byte] && character(one, code) != character(other, code) ? 1 : 0;
    }
    return count;
}

}  // namespace

void CodePageEvidence::add(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto edge = [&](std::size_t i) { return i < text.size() && is_digit(byte(i)) ? '0' : ' '; };
    for (std::size_t i = 0; i < text.size() && !enough();) {
        if (!is_word(byte(i))) {
            ++i;
            continue;
        }
        const std::size_t start = i;
        bool high = false;
        for (; i < text.size() && is_word(byte(i)) && i - start < most_word_bytes; ++i) { high |= byte(i) >= 0x80; }
        if (!high) { continue; }
        std::string word(1, start > 0 ? edge(start - 1) : ' ');
        word += text.substr(start, i - start);
        word += edge(i);
        words_.insert(std::move(word));
    }
}

CodePageGuess CodePageEvidence::guess() const {
    std::array<bool, 256> bytes{};
    for (const std::string& word : words_) {
        for (const char c : word) { bytes[static_cast<unsigned char>(c)] = true; }
    }
    std::vector<Candidate> candidates;
    for (const CodePage page : all_code_pages) {
        Candidate candidate{.page = page};
        const ByteRates rates = rates_of(page);
        std::vector<Reading> readings;
        readings.reserve(words_.size());
        for (const std::string& word : words_) {
            readings.push_back(read(word, page, rates));
            candidate.characters += readings.back().characters;
        }
        candidate.score = fitted(readings) + priors[static_cast<std::size_t>(page)];
        candidates.push_back(candidate);
    }
    std::ranges::stable_sort(candidates, std::greater(), &Candidate::score);
    const Candidate best = candidates.front();
    CodePageGuess guess{.page = best.page, .sure = true};
    bool clear = words_.size() >= clear_words;
    for (const Candidate& other : std::span(candidates).subspan(1)) {
        const std::size_t different = differences(bytes, best.page, other.page);
        if (different == 0) { continue; }  // no other reading
        const bool near = best.score - other.score < sure_margin * (different == 1 ? one_byte : 1);
        guess.sure = guess.sure && !near;
        clear = clear && different > 1 && best.score - other.score >= clear_margin;
        if (guess.alternatives.size() < CodePageGuess::most_alternatives && (near || guess.alternatives.empty())) {
            guess.alternatives.push_back(other.page);
        }
    }
    guess.sure = guess.sure && (clear || words_.size() >= sure_words) &&
                 best.score >= plausible * static_cast<double>(best.characters);
    if (guess.sure) { guess.alternatives.clear(); }
    return guess;
}

}  // namespace klarsicht
