#include "ingest/xlsx/shared_strings.h"

#include <utility>

#include "ingest/xlsx/xml.h"

namespace klarsicht::xlsx {

namespace {

/// Excel ends at 32,767 characters; a longer one that a million cells share would keep the reader busy for minutes.
constexpr std::size_t most_text_bytes = 4 * 32'767;

int hex_digit(char c) {
    if (c >= '0' && c <= '9') { return c - '0'; }
    if (c >= 'a' && c <= 'f') { return c - 'a' + 10; }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// The number in `_x000D_`, or -1.
int escape_at(std::string_view text, std::size_t at) {
    if (text.size() - at < 7 || text[at] != '_' || text[at + 1] != 'x' || text[at + 6] != '_') { return -1; }
    int value = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
        const int digit = hex_digit(text[i]);
        if (digit < 0) { return -1; }
        value = value * 16 + digit;
    }
    return value;
}

void append_utf8(int unit, std::string& out) {
    const auto c =
        static_cast<std::uint32_t>(unit >= 0xD800 && unit <= 0xDFFF ? 0xFFFD : unit);  // half a character is none
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | c >> 6);
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xE0 | c >> 12);
        out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

class StringsHandler final : public XmlHandler {
public:
    StringsHandler(const zip::Archive& archive, Scratch& held, std::vector<CellText>& texts, std::uint64_t limit)
        : archive_(archive), held_(held), texts_(texts), limit_(limit) {}

    void start(std::string_view name, const Attributes&) override { rich_.start(name); }
    void text(std::string_view piece) override {
        rich_.text(piece);
        if (rich_.bytes() > most_text_bytes) {
            Message message("error.xlsx.cell_too_large");
            refuse({ErrorCode::too_large,
                    message.text("name", archive_.name()).count("limit", most_text_bytes),
                    {},
                    {},
                    {}});
        }
    }
    void end(std::string_view name) override {
        rich_.end(name);
        if (name != "si") { return; }
        const std::string text = rich_.take();
        texts_.push_back(held_.keep(text.data(), text.size()));
        if (held_.bytes() + texts_.capacity() * sizeof(CellText) > limit_) {
            Message message("error.table.too_much_data");
            refuse({ErrorCode::too_large,
                    message.text("name", archive_.name()).count("rows", 0).count("limit", limit_),
                    {},
                    {},
                    {}});
        }
    }

private:
    const zip::Archive& archive_;
    Scratch& held_;
    std::vector<CellText>& texts_;
    std::uint64_t limit_;
    RichText rich_;
};

}  // namespace

std::string unescaped(std::string text) {
    std::size_t at = text.find("_x");
    if (at == std::string::npos) { return text; }
    std::string out;
    std::size_t from = 0;
    while (at != std::string::npos) {
        const int unit = escape_at(text, at);
        if (unit >= 0) {
            out.append(text, from, at - from);
            append_utf8(unit, out);
            from = at + 7;
        }
        at = text.find("_x", unit >= 0 ? from : at + 2);
    }
    return out.append(text, from);
}

void RichText::start(std::string_view name) {
    if (name == "rPh") { ++phonetic_; }
    inside_ = name == "t";
}

void RichText::end(std::string_view name) {
    if (name == "rPh" && phonetic_ > 0) { --phonetic_; }
    inside_ = false;
}

std::string RichText::take() {
    inside_ = false;
    phonetic_ = 0;
    return unescaped(std::exchange(text_, {}));
}

Result<void> SharedStrings::read(const zip::Archive& archive, const zip::Entry* part, std::uint64_t memory_limit) {
    if (part == nullptr) { return {}; }
    zip::EntryReader reader = KLARSICHT_TRY(zip::EntryReader::open(archive, *part));
    StringsHandler handler(archive, held_, texts_, memory_limit);
    return read_xml(reader, archive.name(), handler);
}

}  // namespace klarsicht::xlsx
