#pragma once
#include <string>
#include <string_view>

#include "report/message_format.h"

namespace klarsicht {

/// Texts::group: a label made of bins (audit/groups.h), in the reader's language.
std::string group_label(std::string_view label, const Texts& texts);

}  // namespace klarsicht
