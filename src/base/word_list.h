#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/json_fwd.h"

namespace klarsicht {

/// A list of words from a file of assets/words: `word_list("quality", "placeholders")`. A file is read when its first
/// list is asked for, and kept; who asks often keeps the reference. A list that is not there is a mistake of ours.
const std::vector<std::string>& word_list(std::string_view file, std::string_view list);

/// The entries of a list as the files hold it: an array of lines, entries divided by commas.
std::vector<std::string> word_entries(const json& lines);

}  // namespace klarsicht
