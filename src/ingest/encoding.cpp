#include "ingest/encoding.h"

#include <algorithm>
#include <array>

namespace klarsicht {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// What may follow a first byte: how many bytes, and the range of the second one (Unicode 15, table 3-7).
struct Lead {
    unsigned needed;
    unsigned char low, high;
};
constexpr Lead lead_of(unsigned char c) {
    if (c >= 0xC2 && c <= 0xDF) { return {1, 0x80, 0xBF}; }
    if (c == 0xE0) { return {2, 0xA0, 0xBF}; }
    if (c == 0xED) { return {2, 0x80, 0x9F}; }
    if (c >= 0xE1 && c <= 0xEF) { return {2, 0x80, 0xBF}; }
    if (c == 0xF0) { return {3, 0x90, 0xBF}; }
    if (c >= 0xF1 && c <= 0xF3) { return {3, 0x80, 0xBF}; }
    if (c == 0xF4) { return {3, 0x80, 0x8F}; }
    return {0, 0, 0};
}

}  // namespace

void append_utf8(std::uint32_t c, std::string& out) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | c >> 6);
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | c >> 12);
        out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | c >> 18);
        out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
        out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

EncodingGuess guess_encoding(std::string_view start) {
    if (start.starts_with("\xEF\xBB\xBF")) { return {Encoding::utf8, 3}; }
    if (start.starts_with("\xFF\xFE")) { return {Encoding::utf16le, 2}; }
    if (start.starts_with("\xFE\xFF")) { return {Encoding::utf16be, 2}; }
    std::array<std::size_t, 2> nuls{};
    for (std::size_t i = 0; i < start.size(); ++i) { nuls[i & 1] += start[i] == '\0' ? 1 : 0; }
    // At least one unit in a hundred, and none or almost none on the other side.
    const auto only = [&](std::size_t side) {
        return nuls[side] >= 2 && nuls[side] * 200 >= start.size() && nuls[1 - side] * 50 <= nuls[side];
    };
    if (only(1)) { return {Encoding::utf16le, 0}; }
    if (only(0)) { return {Encoding::utf16be, 0}; }
    return {};
}

std::optional<NamedEncoding> encoding_named(std::string_view name) {
    const std::string plain = plain_encoding_name(name);
    if (plain == "utf8" || plain == "utf8bom" || plain == "ascii") { return NamedEncoding{Encoding::utf8}; }
    if (plain == "utf16le" || plain == "utf16") { return NamedEncoding{Encoding::utf16le}; }
    if (plain == "utf16be") { return NamedEncoding{Encoding::utf16be}; }
    if (const auto page = code_page_named(name)) { return NamedEncoding{Encoding::code_page, *page}; }
    return std::nullopt;
}

std::string encoding_names() {
    std::string names = "utf-8, utf-16le, utf-16be";
    for (const CodePage page : all_code_pages) { names += ", " + std::string(name_of(page)); }
    return names;
}

void Utf8Check::add(const unsigned char* bytes, std::size_t count) {
    for (std::size_t i = 0; i < count;) {
        const unsigned char c = bytes[i];
        if (needed_ > 0) {
            if (c < low_ || c > high_) {
                ++invalid;
                needed_ = 0;
                low_ = 0x80;
                high_ = 0xBF;
                continue;  // the byte may begin a new sequence
            }
            low_ = 0x80;
            high_ = 0xBF;
            if (--needed_ == 0) { ++valid; }
        } else if (c >= 0x80) {
            const Lead lead = lead_of(c);
            if (lead.needed == 0) {
                ++invalid;
            } else {
                needed_ = lead.needed;
                low_ = lead.low;
                high_ = lead.high;
            }
        }
        ++i;
    }
}

void Utf8Check::finish() {
    if (needed_ > 0) { ++invalid; }
    needed_ = 0;
}

bool is_utf8(std::string_view text) {
    if (std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) { return true; }
    Utf8Check check;
    check.add(reinterpret_cast<const unsigned char*>(text.data()), text.size());
    check.finish();
    return check.invalid == 0;
}

std::string repair_utf8(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x80) {
            out += text[i++];
            continue;
        }
        Lead lead = lead_of(c);
        std::size_t end = i + 1;
        bool whole = lead.needed > 0;
        for (unsigned n = 0; n < lead.needed; ++n) {
            const auto next = end < text.size() ? static_cast<unsigned char>(text[end]) : 0;
            if (next < lead.low || next > lead.high) {
                whole = false;
                break;
            }
            lead.low = 0x80;
            lead.high = 0xBF;
            ++end;
        }
        if (whole) {
            out += text.substr(i, end - i);
        } else {
            out += replacement;
        }
        i = end;
    }
    return out;
}

void Utf16Decoder::unit(std::uint32_t unit, std::string& out) {
    const bool low = unit >= 0xDC00 && unit <= 0xDFFF;
    if (lead_ != 0) {
        const std::uint32_t lead = lead_;
        lead_ = 0;
        if (low) {
            append_utf8(0x10000 + ((lead - 0xD800) << 10) + (unit - 0xDC00), out);
            return;
        }
        out += replacement;
        ++invalid;
    }
    if (unit >= 0xD800 && unit <= 0xDBFF) {
        lead_ = unit;
    } else if (low) {
        out += replacement;
        ++invalid;
    } else {
        append_utf8(unit, out);
    }
}

void Utf16Decoder::decode(std::string_view bytes, std::string& out) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])); };
    std::size_t i = 0;
    if (half_ && !bytes.empty()) {
        unit(big_ ? std::uint32_t{*half_} << 8 | byte(0) : std::uint32_t{*half_} | byte(0) << 8, out);
        half_.reset();
        i = 1;
    }
    for (; i + 1 < bytes.size(); i += 2) { unit(big_ ? byte(i) << 8 | byte(i + 1) : byte(i) | byte(i + 1) << 8, out); }
    if (i < bytes.size()) { half_ = static_cast<unsigned char>(bytes[i]); }
}

void Utf16Decoder::finish(std::string& out) {
    if (lead_ != 0 || half_) {
        out += replacement;
        ++invalid;
    }
    lead_ = 0;
    half_.reset();
}

}  // namespace klarsicht
