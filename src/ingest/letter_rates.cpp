#include "ingest/letter_rates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace klarsicht {

namespace {

/// A language's letters beyond ASCII, the frequent ones first, with rounded rates of running text. Capitals follow from
/// the small letters.
struct Letters {
    std::u16string_view letters;
    std::array<std::uint16_t, 34> rates;  ///< relative to the others of the language
};

constexpr std::array<Letters, language_count> languages = {{
    // German
    {u"üäößÜÖÄé", {350, 300, 170, 140, 12, 10, 10, 8}},
    // French
    {u"éàèêçôîûâùïœëæÿ", {640, 110, 90, 60, 35, 25, 18, 15, 15, 6, 4, 5, 5, 1, 1}},
    // Dutch
    {u"ëïéöüèóê", {480, 190, 170, 60, 40, 25, 15, 10}},
    // Spanish, Catalan
    {u"óíáéñúüàèçòï", {310, 260, 200, 150, 90, 60, 6, 10, 10, 8, 6, 4}},
    // Portuguese
    {u"ãçáéíêóõâúàôü", {260, 220, 120, 130, 90, 60, 60, 55, 40, 35, 25, 15, 1}},
    // Italian
    {u"àèùòìéî", {320, 240, 140, 150, 100, 60, 1}},
    // Danish, Norwegian, Swedish, Finnish
    {u"äåöøæé", {330, 250, 230, 150, 110, 12}},
    // Icelandic, Faroese
    {u"áðíóöúæþéý", {180, 190, 170, 110, 90, 70, 80, 70, 60, 40}},
    // Polish
    {u"łąęóśżćńź", {260, 160, 160, 130, 100, 110, 60, 35, 10}},
    // Czech, Slovak
    {u"íáéěřčžýšůúóťľôňďäŕĺ", {210, 220, 110, 100, 85, 100, 90, 85, 75, 40, 20, 10, 8, 15, 10, 8, 6, 3, 2, 2}},
    // Hungarian
    {u"áéöóőíüúű", {330, 320, 110, 90, 85, 55, 55, 25, 20}},
    // Croatian, Slovene
    {u"čšžćđ", {340, 290, 210, 110, 60}},
    // Romanian
    {u"ăîâşţ", {420, 200, 100, 140, 150}},
    // Turkish
    {u"ışüğöçİâ", {370, 140, 140, 100, 75, 85, 30, 4}},
    // Russian, Bulgarian, Ukrainian: all letters, as all are beyond ASCII
    {u"оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёі",
     {1097, 845, 801, 735, 670, 626, 547, 473, 454, 440, 349, 321, 298, 281, 262, 201, 190,
      174,  170, 165, 159, 144, 121, 97,  94,  73,  64,  48,  36,  32,  26,  10,  10,  30}},
}};

/// Of all letters those that are capital.
constexpr double capital_share = 0.06;
/// Of all letters those that a language does not use: each of some two hundred.
constexpr double strange = 0.0003;

}  // namespace

bool is_letter(char16_t c) {
    if (c < 0x80) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
    return (c >= 0xC0 && c <= 0x17F && c != 0xD7 && c != 0xF7) || (c >= 0x400 && c <= 0x4FF);
}

bool is_vowel(char16_t c) {
    constexpr std::u16string_view vowels = u"aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿāăąēĕėęěĩīĭįıōŏőœũūŭůűų";
    return vowels.find(lower_of(c)) != std::u16string_view::npos;
}

char16_t lower_of(char16_t c) {
    const auto plus = [&](int offset) { return static_cast<char16_t>(c + offset); };
    if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7)) { return plus(0x20); }
    if (c == 0x130) { return u'i'; }
    if (c == 0x178) { return u'ÿ'; }
    if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177)) { return plus((c & 1) == 0 ? 1 : 0); }
    if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) { return plus((c & 1) == 1 ? 1 : 0); }
    if (c >= 0x410 && c <= 0x42F) { return plus(0x20); }
    if (c >= 0x400 && c <= 0x40F) { return plus(0x50); }
    return c;
}

double letter_rate(std::size_t language, char16_t c) {
    const Letters& known = languages[language];
    double all = 0;
    for (const std::uint16_t rate : known.rates) { all += rate; }
    const auto rate_of = [&](char16_t letter) {
        const std::size_t at = known.letters.find(letter);
        return at == std::u16string_view::npos ? 0.0 : known.rates[at] / all;
    };
    double rate = rate_of(c);
    if (const char16_t lower = lower_of(c); rate == 0 && lower != c) { rate = rate_of(lower) * capital_share; }
    return std::log(std::max(rate, strange));
}

}  // namespace klarsicht
