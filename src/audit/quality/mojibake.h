#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace klarsicht::quality {

/// How a text was damaged on its way through wrong encodings.
struct EncodingDamage {
    bool misread = false;   ///< UTF-8 was read as Windows-1252 or Latin-1: Ã¼ instead of ü
    bool replaced = false;  ///< U+FFFD stands where a character was lost
    bool entity = false;    ///< HTML entities such as &uuml; were left in the text
    bool control = false;   ///< C1 control characters: Windows-1252 was read as Latin-1
    bool any() const { return misread || replaced || entity || control; }
};

/// Looks for damage in a UTF-8 text. A pair of characters counts as misread only if, written back in Windows-1252, it
/// is exactly one UTF-8 character: "ChloÃ©" is damaged, "SÃO PAULO" is not.
/// @param example takes the first misread sequence and its repair ("Ã© → é") if it is empty
EncodingDamage encoding_damage(std::string_view text, std::string& example);

}  // namespace klarsicht::quality
