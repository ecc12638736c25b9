#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace klarsicht {

/// Text as word lists are compared: lower case, Latin letters without accents (ä → ae, ß → ss, é → e), other characters as they are.
std::string folded(std::string_view text);

/// The words of a column's name, folded: divided at everything but letters and digits; `camel_case` also where a capital follows a small letter.
std::vector<std::string> name_words(std::string_view name, bool camel_case);

}  // namespace klarsicht
