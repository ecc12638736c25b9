#pragma once
#include <optional>
#include <string_view>

#include "base/error.h"
#include "ingest/zip/archive.h"

struct XML_ParserStruct;

namespace klarsicht::xlsx {

/// Name without its prefix: x:row is row.
std::string_view local_name(std::string_view name);

/// An element's attributes, by their names without prefix. Good until the call that got them returns.
class Attributes {
public:
    explicit Attributes(const char* const* pairs) : pairs_(pairs) {}
    std::optional<std::string_view> find(std::string_view name) const;
    /// The attribute's value, or "".
    std::string_view value(std::string_view name) const { return find(name).value_or(std::string_view()); }
    /// A whole number, or nothing if it is none below 2^31.
    std::optional<std::uint32_t> number(std::string_view name) const;
    /// Whether it says 1, true or on.
    bool flag(std::string_view name) const;

private:
    const char* const* pairs_;
};

/// Hears what is in an XML document, in its order.
class XmlHandler {
public:
    virtual ~XmlHandler() = default;
    /// Names come without prefix.
    virtual void start(std::string_view name, const Attributes& attributes) = 0;
    virtual void end(std::string_view name) = 0;
    /// A piece of text: several may follow each other.
    virtual void text(std::string_view) {}

    const std::optional<Error>& error() const { return error_; }
    bool done() const { return done_; }

protected:
    /// Ends the parsing with an error, or because nothing more is wanted.
    void refuse(Error error);
    void stop();

private:
    friend class XmlParser;
    XML_ParserStruct* parser_ = nullptr;
    std::optional<Error> error_;
    bool done_ = false;
};

/// Reads a part of a workbook as XML (Expat), piece by piece: never more of it in memory than a piece and an open tag.
/// Document types are refused, as are tags of more than a megabyte and elements more than 100 deep.
/// @param after_piece is asked after each piece whether to go on
template <class AfterPiece>
Result<void> read_xml(zip::EntryReader& part, std::string_view file_name, XmlHandler& handler,
                      const AfterPiece& after_piece);
Result<void> read_xml(zip::EntryReader& part, std::string_view file_name, XmlHandler& handler);

/// One parser, fed by `read_xml`.
class XmlParser {
public:
    XmlParser(XmlHandler& handler, std::string_view file_name, std::string_view part);
    ~XmlParser();
    XmlParser(const XmlParser&) = delete;
    XmlParser& operator=(const XmlParser&) = delete;
    Result<void> feed(std::span<const std::byte> piece, bool last);

private:
    struct Calls;
    std::unexpected<Error> malformed() const;

    XmlHandler& handler_;
    XML_ParserStruct* parser_;
    std::string file_name_, part_;
    std::uint64_t fed_ = 0;
    unsigned depth_ = 0;
    bool refused_ = false;
};

template <class AfterPiece>
Result<void> read_xml(zip::EntryReader& part, std::string_view file_name, XmlHandler& handler,
                      const AfterPiece& after_piece) {
    XmlParser parser(handler, file_name, part.entry().name);
    while (!handler.done()) {
        const std::span<const std::byte> piece = KLARSICHT_TRY(part.next());
        KLARSICHT_TRY(parser.feed(piece, piece.empty()));
        KLARSICHT_TRY(after_piece());
        if (piece.empty()) { break; }
    }
    return {};
}

inline Result<void> read_xml(zip::EntryReader& part, std::string_view file_name, XmlHandler& handler) {
    return read_xml(part, file_name, handler, [] { return Result<void>(); });
}

}  // namespace klarsicht::xlsx
