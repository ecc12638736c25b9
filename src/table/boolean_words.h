#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace klarsicht {

/// Whether two words are the same, without regard to ASCII case.
bool same_word(std::string_view a, std::string_view b);

/// A word for yes or no. Single letters count only in pairs, because F is also a gender and T a size.
struct BooleanWord {
    std::string text;
    bool value;
    std::uint8_t says;  ///< `whole_boolean_word`, or the pairs of letters it belongs to, a bit each
};
inline constexpr std::uint8_t whole_boolean_word = 0x80;

/// The word that a trimmed text is, if it is one.
const BooleanWord* boolean_word(std::string_view text);

}  // namespace klarsicht
