#pragma once
#include <string>
#include <string_view>

#include "report/message_format.h"

namespace klarsicht {

/// The beginning of a page that leaves the program, up to its body: nothing is loaded, and no script runs in it.
std::string html_head(std::string_view title, std::string_view css, Language language);

}  // namespace klarsicht
