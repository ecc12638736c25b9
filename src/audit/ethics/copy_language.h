#pragma once
#include <string_view>

namespace klarsicht::ethics {

/// Whether the word lists can read a text: German, English or French. Too short to tell counts as readable, an alphabet
/// other than the Latin one does not.
bool is_known_language(std::string_view text);

}  // namespace klarsicht::ethics
