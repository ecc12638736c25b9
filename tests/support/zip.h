#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/zip/inflater.h"

namespace klarsicht::test {

inline std::span<const std::byte> bytes_of(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

inline void put(std::string& out, std::uint64_t value, unsigned bytes) {
    for (unsigned i = 0; i < bytes; ++i) { out += static_cast<char>(i < 8 ? value >> (8 * i) & 0xFF : 0); }
}

/// Text as deflate stores it: unpacked, in blocks.
inline std::string stored(std::string_view text) {
    std::string out;
    do {
        const std::string_view block = text.substr(0, 0xFFFF);
        text.remove_prefix(block.size());
        out += text.empty() ? '\1' : '\0';
        put(out, block.size(), 2);
        put(out, ~block.size(), 2);
        out += block;
    } while (!text.empty());
    return out;
}

/// One member of a gzip file.
inline std::string gzipped(std::string_view text) {
    std::string out("\x1F\x8B\x08\0\0\0\0\0\0\xFF", 10);
    out += stored(text);
    put(out, zip::crc32(0, bytes_of(text)), 4);
    put(out, text.size(), 4);
    return out;
}

/// 1 + 258 × `repetitions` spaces as deflate packs them best: a thousand in one byte. One block with codes of its own:
/// a space, a repetition of 258 bytes, the end.
inline std::string deflated_spaces(std::uint64_t repetitions) {
    std::string out;
    unsigned bits = 0;
    std::uint32_t open = 0;
    const auto write = [&](std::uint32_t value, unsigned count) {
        for (unsigned i = 0; i < count; ++i) {
            open |= (value >> i & 1) << bits;
            if (++bits == 8) {
                out += static_cast<char>(open);
                open = bits = 0;
            }
        }
    };
    write(1, 1);   // the last block
    write(2, 2);   // with codes of its own
    write(29, 5);  // 286 literals and lengths
    write(0, 5);   // 1 distance
    write(14, 4);  // 18 lengths of codes for lengths: 18 has one bit; 2 and 1 have two
    for (const unsigned length : {0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2}) { write(length, 3); }
    const auto zeros = [&](unsigned count) {
        write(0, 1);
        write(count - 11, 7);
    };
    const auto one = [&] { write(0b01, 2); };  // codes are written from their highest bit
    const auto two = [&] { write(0b11, 2); };
    zeros(32);
    two();  // ' '
    zeros(138);
    zeros(85);
    two();  // end
    zeros(28);
    one();  // 258 bytes
    one();  // distance 1
    write(0b01, 2);
    for (std::uint64_t i = 0; i < repetitions; ++i) { write(0, 2); }
    write(0b11, 2);
    write(0, 7);
    return out;
}

/// Writes a ZIP file in memory.
class ZipWriter {
public:
    struct Part {
        std::string name;
        std::string data;        ///< as it lies in the file
        std::uint64_t size = 0;  ///< unpacked
        std::uint32_t crc = 0;
        std::uint16_t method = 0;
        std::uint16_t flags = 0;
        std::uint64_t offset = 0;
    };
    void add(std::string name, std::string_view text) {
        parts.push_back({std::move(name), std::string(text), text.size(), zip::crc32(0, bytes_of(text)), 0, 0, 0});
    }
    /// The same in a deflate stream.
    void add_deflated(std::string name, std::string_view text) {
        parts.push_back({std::move(name), stored(text), text.size(), zip::crc32(0, bytes_of(text)), 8, 0, 0});
    }
    Part* find(std::string_view name) {
        for (Part& part : parts) {
            if (part.name == name) { return &part; }
        }
        return nullptr;
    }

    /// @param zip64 the directory's place and the parts' sizes stand in the fields for large files
    std::string finish(bool zip64 = false) {
        std::string out, directory;
        for (Part& part : parts) {
            part.offset = out.size();
            out += "PK\3\4";
            put(out, 20, 2);
            put_common(out, part, false);
            put(out, part.name.size(), 2);
            put(out, 0, 2);
            out += part.name + part.data;
        }
        for (const Part& part : parts) {
            directory += "PK\1\2";
            put(directory, 20, 2);
            put(directory, 20, 2);
            put_common(directory, part, zip64);
            put(directory, part.name.size(), 2);
            put(directory, zip64 ? 28 : 0, 2);
            put(directory, 0, 10);
            put(directory, zip64 ? 0xFFFFFFFF : part.offset, 4);
            directory += part.name;
            if (zip64) {
                put(directory, 1, 2);
                put(directory, 24, 2);
                put(directory, part.size, 8);
                put(directory, part.data.size(), 8);
                put(directory, part.offset, 8);
            }
        }
        const std::size_t at = out.size();
        out += directory;
        if (zip64) { put_large_end(out, at, directory.size()); }
        out += "PK\5\6";
        put(out, 0, 4);
        put(out, parts.size(), 2);
        put(out, parts.size(), 2);
        put(out, zip64 ? 0xFFFFFFFF : directory.size(), 4);
        put(out, zip64 ? 0xFFFFFFFF : at, 4);
        put(out, 0, 2);
        return out;
    }

    std::vector<Part> parts;

private:
    static void put_common(std::string& out, const Part& part, bool large) {
        put(out, part.flags, 2);
        put(out, part.method, 2);
        put(out, 0, 4);
        put(out, part.crc, 4);
        put(out, large ? 0xFFFFFFFF : part.data.size(), 4);
        put(out, large ? 0xFFFFFFFF : part.size, 4);
    }
    void put_large_end(std::string& out, std::size_t at, std::size_t bytes) const {
        const std::size_t end = out.size();
        out += "PK\6\6";
        put(out, 44, 8);
        put(out, 45, 2);
        put(out, 45, 2);
        put(out, 0, 8);
        put(out, parts.size(), 8);
        put(out, parts.size(), 8);
        put(out, bytes, 8);
        put(out, at, 8);
        out += "PK\6\7";
        put(out, 0, 4);
        put(out, end, 8);
        put(out, 1, 4);
    }
};

}  // namespace klarsicht::test
