#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/code_page.h"

namespace klarsicht {

/// How the bytes of a file stand for characters. `bytes` is any encoding that has ASCII's bytes for ASCII: UTF-8 or a
/// code page, which of them is known only at the end of the file (see Utf8Check); structure can be read without
/// knowing.
enum class Encoding : std::uint8_t { bytes, utf8, code_page, utf16le, utf16be };

struct EncodingGuess {
    Encoding encoding = Encoding::bytes;
    std::size_t bom = 0;  ///< bytes to skip
};

/// The encoding of a file that starts so: by its byte order mark, else UTF-16 if NUL bytes stand at even or at odd
/// places only, as they do in every UTF-16 file with digits, delimiters or line ends in it.
EncodingGuess guess_encoding(std::string_view start);

struct NamedEncoding {
    Encoding encoding = Encoding::utf8;
    CodePage page = CodePage::windows_1252;  ///< where it is one
};
/// The encoding of that name (`utf-8`, `utf-8-bom`, `utf-16le`, `utf-16be`, or a code page's), without regard to case.
std::optional<NamedEncoding> encoding_named(std::string_view name);
/// What can be named: `utf-8, utf-16le, …`, with commas between.
std::string encoding_names();

/// Counts what a stream of bytes holds as UTF-8. The law by which a file is read that names no encoding: UTF-8 if every
/// sequence is valid; a code page if more sequences are invalid than valid ones of several bytes (CodePageEvidence
/// tells which); else UTF-8 with damage, each damaged byte U+FFFD.
class Utf8Check {
public:
    void add(const unsigned char* bytes, std::size_t count);
    /// Nothing more comes: a sequence that has begun is cut off.
    void finish();
    /// Whether the next bytes may be skipped if they are all ASCII.
    bool between_characters() const { return needed_ == 0; }

    std::uint64_t valid = 0;    ///< sequences of two and more bytes
    std::uint64_t invalid = 0;  ///< bytes and broken sequences that UTF-8 does not have

private:
    unsigned needed_ = 0;
    unsigned char low_ = 0x80, high_ = 0xBF;  ///< range of the next byte
};

bool is_utf8(std::string_view text);
/// The text with U+FFFD for each byte or broken sequence that UTF-8 does not have.
std::string repair_utf8(std::string_view text);
/// Appends a character. @param c at most U+10FFFF
void append_utf8(std::uint32_t c, std::string& out);

/// Turns UTF-16 that comes in pieces into UTF-8. A lone surrogate becomes U+FFFD.
class Utf16Decoder {
public:
    explicit Utf16Decoder(bool big_endian) : big_(big_endian) {}
    /// Appends at most 3 bytes for 2.
    void decode(std::string_view bytes, std::string& out);
    void finish(std::string& out);
    std::uint64_t invalid = 0;

private:
    void unit(std::uint32_t unit, std::string& out);

    bool big_;
    std::optional<unsigned char> half_;  ///< first byte of a unit that has not come whole
    std::uint32_t lead_ = 0;             ///< a high surrogate that waits for its low one
};

}  // namespace klarsicht
