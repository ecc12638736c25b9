#include "ingest/csv/file_kind.h"

#include <algorithm>
#include <array>
#include <string>

namespace klarsicht::csv {

namespace {

using namespace std::string_view_literals;

struct Magic {
    std::string_view bytes;
    std::string_view key;  ///< text that names the kind and says what to do
};

constexpr std::array magics = {
    Magic{"PAR1"sv, "error.csv.is_parquet"},
    Magic{"ARROW1"sv, "error.csv.is_arrow"},
    Magic{"\x1F\x8B"sv, "error.csv.is_gzip"},
    Magic{"BZh"sv, "error.csv.is_archive"},
    Magic{"\xFD\x37zXZ\0"sv, "error.csv.is_archive"},
    Magic{"\x28\xB5\x2F\xFD"sv, "error.csv.is_archive"},
    Magic{"7z\xBC\xAF\x27\x1C"sv, "error.csv.is_archive"},
    Magic{"Rar!\x1A\x07"sv, "error.csv.is_archive"},
    Magic{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "error.csv.is_old_excel"},
    Magic{"%PDF-"sv, "error.csv.is_pdf"},
    Magic{"\x89PNG\r\n\x1A\n"sv, "error.csv.is_image"},
    Magic{"\xFF\xD8\xFF"sv, "error.csv.is_image"},
    Magic{"GIF87a"sv, "error.csv.is_image"},
    Magic{"GIF89a"sv, "error.csv.is_image"},
    Magic{"II*\0"sv, "error.csv.is_image"},
    Magic{"MM\0*"sv, "error.csv.is_image"},
    Magic{"SQLite format 3\0"sv, "error.csv.is_sqlite"},
    Magic{"{\\rtf"sv, "error.csv.is_document"},
    Magic{"Obj\x01"sv, "error.csv.is_binary"},
    Magic{"\x7F" "ELF"sv, "error.csv.is_binary"},
    Magic{"\xFF\xFE\0\0"sv, "error.csv.is_utf32"},
    Magic{"\0\0\xFE\xFF"sv, "error.csv.is_utf32"},
};

/// What a ZIP archive holds, by the names of its first members.
std::string_view zip_kind(std::string_view start) {
    const auto has = [&](std::string_view part) { return start.find(part) != std::string_view::npos; };
    if (has("xl/"sv) || has("xl\\"sv)) { return "error.csv.is_excel"; }
    if (has("opendocument.spreadsheet"sv)) { return "error.csv.is_opendocument"; }
    if (has("word/"sv) || has("ppt/"sv) || has("opendocument"sv)) { return "error.csv.is_document"; }
    if (has("[Content_Types].xml"sv)) { return "error.csv.is_excel"; }
    return "error.csv.is_archive";
}

bool starts_with_word(std::string_view text, std::string_view lower_word) {
    return text.size() >= lower_word.size() &&
           std::ranges::equal(text.substr(0, lower_word.size()), lower_word, [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

std::string_view text_kind(std::string_view start) {
    const std::size_t first = start.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) { return {}; }
    const std::string_view text = start.substr(first);
    if (starts_with_word(text, "<!doctype html"sv) || starts_with_word(text, "<html"sv)) { return "error.csv.is_html"; }
    if (starts_with_word(text, "<?xml"sv)) { return "error.csv.is_xml"; }
    if (text[0] == '{' || text[0] == '[') {
        const std::size_t second = text.find_first_not_of(" \t\r\n", 1);
        if (second == std::string_view::npos) { return {}; }
        const char c = text[second];
        if (text[0] == '{' ? c == '"' : c == '{' || c == '[') { return "error.csv.is_json"; }
    }
    return {};
}

Error error_of(std::string_view key, std::string_view name) { return {ErrorCode::unsupported, Message(key).text("name", name), {}, {}, {}}; }

}  // namespace

std::optional<Error> not_a_text_table(std::string_view start, bool utf16, std::string_view name) {
    if (start.starts_with("PK\x03\x04"sv) || start.starts_with("PK\x05\x06"sv)) { return error_of(zip_kind(start), name); }
    for (const Magic& magic : magics) {
        if (start.starts_with(magic.bytes)) { return error_of(magic.key, name); }
    }
    if (start.size() > 12 && start.starts_with("RIFF"sv) && start.substr(8, 4) == "WEBP"sv) { return error_of("error.csv.is_image", name); }
    if (utf16) { return std::nullopt; }
    const std::string_view text = start.starts_with("\xEF\xBB\xBF") ? start.substr(3) : start;
    if (const std::string_view key = text_kind(text); !key.empty()) { return error_of(key, name); }
    // Text has tabs and line ends, seldom other control characters; NULs may be damage or padding, which is reported when the table is read.
    std::size_t nuls = 0, controls = 0;
    for (const char c : start) {
        const auto byte = static_cast<unsigned char>(c);
        const bool separator = byte == 0x01 || (byte >= 0x1C && byte <= 0x1F) || (byte >= '\t' && byte <= '\r') || byte == 0x1A;
        nuls += byte == 0 ? 1 : 0;
        controls += byte != 0 && byte < 0x20 && !separator ? 1 : 0;
    }
    if ((controls > 4 && controls * 20 > start.size()) || nuls * 3 > start.size()) { return error_of("error.csv.is_binary", name); }
    return std::nullopt;
}

}  // namespace klarsicht::csv
