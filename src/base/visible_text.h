#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace klarsicht {

/// A character at the start of a text that is not empty.
struct CodePoint {
    char32_t value;
    std::size_t length;  ///< bytes; 0: no UTF-8 here (RFC 3629: no overlong forms, no surrogates)
};
CodePoint first_code_point(std::string_view text);

/// Whether a character acts instead of being seen, so that it never leaves raw: control characters (C0 without tab and
/// line feed, DEL, C1), which command a terminal; what turns the direction of writing and the separators of lines and
/// paragraphs, which show a text as another (Unicode UTS 55; CVE-2021-42574); tags, deprecated format characters and
/// noncharacters, which hide text.
bool is_invisible(char32_t c);

/// The text with U+FFFD for each such character and for bytes that are no UTF-8, as compilers and browsers show them.
std::string visible_text(std::string_view text);
/// The same on one line: a space for tabs and line feeds too.
std::string visible_line(std::string_view text);

/// JSON that was written with such characters in its strings, where they now are escaped (`\u202e`): it reads back the
/// same. @param json valid UTF-8
std::string escape_invisible(std::string json);
/// The escape of one character in JSON; two of them beyond U+FFFF.
void append_json_escape(char32_t c, std::string& out);

}  // namespace klarsicht
