#include "ingest/file_kind.h"

#include <algorithm>
#include <array>
#include <string>

namespace klarsicht {

namespace {

using namespace std::string_view_literals;

struct Magic {
    std::string_view bytes;
    std::string_view key;  ///< text that names the kind and says what to do
};

constexpr std::array magics = {
    Magic{"PAR1"sv, "error.file.is_parquet"},
    Magic{"ARROW1"sv, "error.file.is_arrow"},
    Magic{"BZh"sv, "error.file.is_archive"},
    Magic{"\xFD\x37zXZ\0"sv, "error.file.is_archive"},
    Magic{"\x28\xB5\x2F\xFD"sv, "error.file.is_archive"},
    Magic{"7z\xBC\xAF\x27\x1C"sv, "error.file.is_archive"},
    Magic{"Rar!\x1A\x07"sv, "error.file.is_archive"},
    Magic{"%PDF-"sv, "error.file.is_pdf"},
    Magic{"\x89PNG\r\n\x1A\n"sv, "error.file.is_image"},
    Magic{"\xFF\xD8\xFF"sv, "error.file.is_image"},
    Magic{"GIF87a"sv, "error.file.is_image"},
    Magic{"GIF89a"sv, "error.file.is_image"},
    Magic{"II*\0"sv, "error.file.is_image"},
    Magic{"MM\0*"sv, "error.file.is_image"},
    Magic{"SQLite format 3\0"sv, "error.file.is_sqlite"},
    Magic{"{\\rtf"sv, "error.file.is_document"},
    Magic{"Obj\x01"sv, "error.file.is_binary"},
    Magic{"\x7F"
          "ELF"sv,
          "error.file.is_binary"},
    Magic{"\xFF\xFE\0\0"sv, "error.file.is_utf32"},
    Magic{"\0\0\xFE\xFF"sv, "error.file.is_utf32"},
};

bool starts_with_word(std::string_view text, std::string_view lower_word) {
    return text.size() >= lower_word.size() &&
           std::ranges::equal(text.substr(0, lower_word.size()), lower_word,
                              [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

std::string_view text_kind(std::string_view start) {
    const std::size_t first = start.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) { return {}; }
    const std::string_view text = start.substr(first);
    if (starts_with_word(text, "<!doctype html"sv) || starts_with_word(text, "<html"sv)) {
        return "error.file.is_html";
    }
    if (starts_with_word(text, "<?xml"sv)) { return "error.file.is_xml"; }
    if (text[0] == '{' || text[0] == '[') {
        const std::size_t second = text.find_first_not_of(" \t\r\n", 1);
        if (second == std::string_view::npos) { return {}; }
        const char c = text[second];
        if (text[0] == '{' ? c == '"' : c == '{' || c == '[') { return "error.file.is_json"; }
    }
    return {};
}

Error error_of(std::string_view key, std::string_view name) {
    return {ErrorCode::unsupported, Message(key).text("name", name), {}, {}, {}};
}

}  // namespace

std::optional<Error> not_a_text_table(std::string_view start, bool utf16, std::string_view name) {
    for (const Magic& magic : magics) {
        if (start.starts_with(magic.bytes)) { return error_of(magic.key, name); }
    }
    if (start.size() > 12 && start.starts_with("RIFF"sv) && start.substr(8, 4) == "WEBP"sv) {
        return error_of("error.file.is_image", name);
    }
    if (utf16) { return std::nullopt; }
    const std::string_view text = start.starts_with("\xEF\xBB\xBF") ? start.substr(3) : start;
    if (const std::string_view key = text_kind(text); !key.empty()) { return error_of(key, name); }
    // Text has tabs and line ends, seldom other control characters; NULs may be damage or padding, which is reported
    // when the table is read.
    std::size_t nuls = 0, controls = 0;
    for (const char c : start) {
        const auto byte = static_cast<unsigned char>(c);
        const bool separator =
            byte == 0x01 || (byte >= 0x1C && byte <= 0x1F) || (byte >= '\t' && byte <= '\r') || byte == 0x1A;
        nuls += byte == 0 ? 1 : 0;
        controls += byte != 0 && byte < 0x20 && !separator ? 1 : 0;
    }
    if ((controls > 4 && controls * 20 > start.size()) || nuls * 3 > start.size()) {
        return error_of("error.file.is_binary", name);
    }
    return std::nullopt;
}

}  // namespace klarsicht
