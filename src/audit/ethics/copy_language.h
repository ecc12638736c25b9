#pragma once
#include <cstdint>
#include <string_view>

namespace klarsicht::ethics {

/// Whether the word lists can read a text: German, English or French. Too short to tell counts as readable, an alphabet
enum class CopyLanguage : std::uint8_t {
    known,    ///< German, English, French, which the list of wordings knows
    foreign,  ///< another one
    open,     ///< too short to tell
};

/// Told by its commonest words and its letters.
CopyLanguage copy_language(std::string_view text);

}  // namespace klarsicht::ethics
