#pragma once
#include <cstddef>
#include <string_view>

namespace klarsicht {

/// Letters of the Latin-1 and Latin Extended-A blocks, of ASCII, and Cyrillic ones.
bool is_letter(char16_t c);
/// Of a Latin letter.
bool is_vowel(char16_t c);
/// The small letter of a capital one; else the character itself.
char16_t lower_of(char16_t c);

/// Languages, or families of them, whose letters beyond ASCII are known.
inline constexpr std::size_t language_count = 15;
/// Natural logarithm of how often a letter beyond ASCII is that one in a language; letters it does not use have a small
/// rate of their own (names from elsewhere).
double letter_rate(std::size_t language, char16_t c);

}  // namespace klarsicht
