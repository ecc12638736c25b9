#pragma once
#include <cstdint>
#include <string_view>

namespace klarsicht {

/// What a spelling says in place of a value (assets/words/table.json).
enum class NotKnown : std::uint8_t {
    no,         ///< a value
    no_answer,  ///< prefer not to say: an answer among words, nothing among numbers and dates
    yes,        ///< unknown, #VALUE!, 0000-00-00
};

/// @param text trimmed
NotKnown not_known(std::string_view text);

/// Whether programs write that day where they have none: 1900-01-01, 9999-12-31. @param days since 1970-01-01
bool is_stand_in_day(std::int64_t days);

}  // namespace klarsicht
