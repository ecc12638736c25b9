#include "ingest/xlsx/xml.h"

#include <cstring>
#include <new>

#include <expat.h>

#include "base/hash_keys.h"

namespace klarsicht::xlsx {

namespace {

constexpr unsigned most_depth = 100;
constexpr std::uint64_t most_open_bytes = 1 << 20;

}  // namespace

std::string_view local_name(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::optional<std::string_view> Attributes::find(std::string_view name) const {
    for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
        const std::string_view full(pair[0]);
        if (full == name || (full.size() > name.size() && local_name(full) == name)) {
            return std::string_view(pair[1]);
        }
    }
    return std::nullopt;
}

std::optional<std::uint32_t> Attributes::number(std::string_view name) const {
    const std::string_view text = value(name);
    if (text.empty() || text.size() > 9) { return std::nullopt; }
    std::uint32_t number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') { return std::nullopt; }
        number = number * 10 + static_cast<std::uint32_t>(c - '0');
    }
    return number;
}

bool Attributes::flag(std::string_view name) const {
    const std::string_view text = value(name);
    return text == "1" || text == "true" || text == "on";
}

void XmlHandler::refuse(Error error) {
    if (!error_) { error_ = std::move(error); }
    stop();
}

void XmlHandler::stop() {
    if (!done_ && parser_ != nullptr) { XML_StopParser(parser_, XML_FALSE); }
    done_ = true;
}

struct XmlParser::Calls {
    static XmlParser& parser(void* data) { return *static_cast<XmlParser*>(data); }
    // Expat may call once more after it was stopped.
    static void start(void* data, const char* name, const char** pairs) {
        XmlParser& self = parser(data);
        if (self.handler_.done() || self.refused_) { return; }
        if (++self.depth_ > most_depth) {
            self.refused_ = true;
            XML_StopParser(self.parser_, XML_FALSE);
            return;
        }
        self.handler_.start(local_name(name), Attributes(pairs));
    }
    static void end(void* data, const char* name) {
        XmlParser& self = parser(data);
        if (self.handler_.done() || self.refused_) { return; }
        --self.depth_;
        self.handler_.end(local_name(name));
    }
    static void text(void* data, const char* text, int length) {
        XmlParser& self = parser(data);
        if (self.handler_.done() || self.refused_) { return; }
        self.handler_.text({text, static_cast<std::size_t>(length)});
    }
    static void document_type(void* data, const char*, const char*, const char*, int) {
        XmlParser& self = parser(data);
        self.refused_ = true;
        XML_StopParser(self.parser_, XML_FALSE);
    }
};

XmlParser::XmlParser(XmlHandler& handler, std::string_view file_name, std::string_view part)
    : handler_(handler), parser_(XML_ParserCreate(nullptr)), file_name_(file_name), part_(part) {
    if (parser_ == nullptr) { ::operator delete(::operator new(~std::size_t{0} / 2)); }  // told as every lack of memory
    handler_.parser_ = parser_;
    // The salt keeps apart what names a hostile file might choose; it changes no result.
    XML_SetHashSalt(parser_, static_cast<unsigned long>(hash_keys().further | 1));
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(parser_, Calls::start, Calls::end);
    XML_SetCharacterDataHandler(parser_, Calls::text);
    XML_SetStartDoctypeDeclHandler(parser_, Calls::document_type);
}

XmlParser::~XmlParser() {
    handler_.parser_ = nullptr;
    XML_ParserFree(parser_);
}

std::unexpected<Error> XmlParser::malformed() const {
    return fail(ErrorCode::malformed, Message("error.xlsx.malformed").text("name", file_name_).text("part", part_));
}

Result<void> XmlParser::feed(std::span<const std::byte> piece, bool last) {
    const XML_Status status =
        XML_Parse(parser_, reinterpret_cast<const char*>(piece.data()), static_cast<int>(piece.size()), last ? 1 : 0);
    if (handler_.error()) { return std::unexpected(*handler_.error()); }
    if (handler_.done()) { return {}; }
    if (status != XML_STATUS_OK || refused_) { return malformed(); }
    fed_ += piece.size();
    // A tag that does not end is held as a whole. Below zero: nothing was ever held.
    const auto parsed = static_cast<std::int64_t>(XML_GetCurrentByteIndex(parser_));
    if (!last && parsed >= 0 && fed_ > static_cast<std::uint64_t>(parsed) + most_open_bytes) { return malformed(); }
    return {};
}

}  // namespace klarsicht::xlsx
