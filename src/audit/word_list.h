#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace klarsicht {

/// A list of words from a file of assets/words: `word_list("quality", "placeholders")`. Empty where there is none.
/// Reads the file: keep what it gives in a `static const`.
std::vector<std::string> word_list(std::string_view file, std::string_view list);

}  // namespace klarsicht
