#pragma once
#include <string>
#include <string_view>

namespace klarsicht {

/// What stands in a folded text for the Latin letter with an accent (U+00C0 … U+017F, two bytes of UTF-8) with which
/// `text` begins; empty: it begins with something else.
std::string_view plain_letters(std::string_view text);

/// Text as it is compared and searched: lower case, Latin letters without accents (ä → ae, ß → ss, é → e), dashes and
/// apostrophes of typesetting as those of ASCII, other characters and broken UTF-8 as they are.
std::string folded(std::string_view text);

/// Small letters (ASCII).
std::string lower(std::string_view text);
/// Capitals (ASCII).
std::string upper(std::string_view text);

}  // namespace klarsicht
