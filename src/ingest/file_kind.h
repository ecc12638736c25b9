#pragma once
#include <optional>
#include <string_view>

#include "base/error.h"

namespace klarsicht {

/// An error if a file that starts so is no text with a table in it: a workbook, an archive, an image …, each by its
/// name and what to do with it. Binary data of an unknown kind are told by their control characters.
/// @param utf16 the bytes are UTF-16: NUL bytes are no sign of binary data
std::optional<Error> not_a_text_table(std::string_view start, bool utf16, std::string_view name);

}  // namespace klarsicht
