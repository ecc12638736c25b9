#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace klarsicht {

/// The encodings of one byte a character that can be read: ASCII below 0x80, above it what each page has there.
enum class CodePage : std::uint8_t {
    windows_1252,  ///< Western Europe
    windows_1250,  ///< Central Europe
    windows_1251,  ///< Cyrillic
    windows_1254,  ///< Turkish
    iso_8859_2,
    iso_8859_15,
    cp850,  ///< DOS and its consoles, Western Europe
    cp852,  ///< DOS, Central Europe
    cp866,  ///< DOS, Cyrillic
    koi8_r,
    macintosh,  ///< Mac Roman: Excel for the Mac, until it learned UTF-8
};
inline constexpr std::size_t code_page_count = 11;
inline constexpr std::array<CodePage, code_page_count> all_code_pages = {
    CodePage::windows_1252, CodePage::windows_1250, CodePage::windows_1251, CodePage::windows_1254,
    CodePage::iso_8859_2,   CodePage::iso_8859_15,  CodePage::cp850,        CodePage::cp852,
    CodePage::cp866,        CodePage::koi8_r,       CodePage::macintosh};

/// As reports and `--encoding` have it: windows-1252, cp850, macintosh …
std::string_view name_of(CodePage page);
/// A name as it is compared: small letters, no hyphens, underscores and spaces.
std::string plain_encoding_name(std::string_view name);
/// The page of that name or of another it goes by (cp1250, IBM850, latin1, Mac Roman), without regard to case, hyphens
/// and spaces.
std::optional<CodePage> code_page_named(std::string_view name);

/// The character of a byte; all of them are in the Basic Multilingual Plane.
char16_t character(CodePage page, unsigned char byte);
std::string to_utf8(std::string_view text, CodePage page);

}  // namespace klarsicht
