#include <optional>
#include <string>

#include "base/shortest_number.h"
#include "ingest/encoding.h"
#include "platform/cli/files.h"
#include "platform/cli/listing.h"
#include "profile/personal_lines.h"

namespace klarsicht::cli {

namespace {

/// A text that comes in pieces, as UTF-8. What names no encoding and is no UTF-16 goes on as it is: of bytes that are
/// no UTF-8 each is a character.
class TextPieces {
public:
    explicit TextPieces(const std::optional<std::string>& encoding) {
        if (!encoding) { return; }
        if (const std::optional<NamedEncoding> named = encoding_named(*encoding)) {
            encoding_ = named->encoding;
            page_ = named->page;
        }
    }

    std::string_view next(std::string_view bytes) {
        if (!begun_) {
            begun_ = true;
            const EncodingGuess guess = guess_encoding(bytes.substr(0, 4096));
            const bool marked = guess.bom > 0 && (!encoding_ || *encoding_ == guess.encoding);
            if (marked) { bytes.remove_prefix(guess.bom); }
            if (!encoding_) { encoding_ = guess.encoding; }
            if (*encoding_ == Encoding::utf16le || *encoding_ == Encoding::utf16be) {
                utf16_.emplace(*encoding_ == Encoding::utf16be);
            }
        }
        if (*encoding_ == Encoding::code_page) { return text_ = to_utf8(bytes, page_); }
        if (!utf16_) { return bytes; }
        text_.clear();
        utf16_->decode(bytes, text_);
        return text_;
    }

    std::string_view rest() {
        text_.clear();
        if (utf16_) { utf16_->finish(text_); }
        return text_;
    }

private:
    std::optional<Encoding> encoding_;
    CodePage page_ = CodePage::windows_1252;  ///< where it is one
    std::optional<Utf16Decoder> utf16_;
    std::string text_;
    bool begun_ = false;
};

}  // namespace

Result<int> find_personal_lines(const Arguments& arguments, Console& console) {
    std::string out;
    PersonalLines lines([&](const LineSpan& span) {
        out += "{\"line\":" + std::to_string(span.line) + ",\"start\":" + std::to_string(span.start) +
               ",\"end\":" + std::to_string(span.end) + ",\"type\":\"" + std::string(span.type) +
               "\",\"score\":" + shortest_number(span.score) + "}\n";
    });
    const auto write = [&] {
        console.out(out);
        out.clear();
    };
    TextPieces text(arguments.reading(Input::current).encoding);
    KLARSICHT_TRY(read_slices(arguments.file, [&](std::span<const std::byte> slice, double) -> Result<void> {
        lines.feed(text.next({reinterpret_cast<const char*>(slice.data()), slice.size()}));
        write();
        return {};
    }));
    lines.feed(text.rest());
    lines.finish();
    write();
    return 0;
}

}  // namespace klarsicht::cli
