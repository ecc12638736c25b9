#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "ingest/byte_source.h"
#include "ingest/zip/inflater.h"

namespace klarsicht::zip {

/// A file inside an archive, as its directory has it.
struct Entry {
    std::string name;
    std::uint64_t offset = 0;  ///< of its local header
    std::uint64_t packed = 0;  ///< bytes
    std::uint64_t size = 0;    ///< bytes unpacked, as the directory claims
    std::uint32_t crc = 0;
    std::uint16_t method = 0;  ///< 0: stored, 8: deflated
    bool encrypted = false;
};

/// The directory of a ZIP file (PKWARE APPNOTE 6.3, with ZIP64): what is in it and where. Files that overlap, lie
/// outside, or have more than 65,535 neighbours are refused: no program writes them so.
class Archive {
public:
    /// @param name the file's, for errors
    static Result<Archive> open(ByteSource& source, std::string_view name);

    const std::vector<Entry>& entries() const { return entries_; }
    /// The entry of that path, without regard to case, or null.
    const Entry* find(std::string_view path) const;
    ByteSource& source() const { return *source_; }
    const std::string& name() const { return name_; }

private:
    Archive(ByteSource& source, std::string_view name) : source_(&source), name_(name) {}
    struct Directory {
        std::uint64_t offset = 0;
        std::uint64_t bytes = 0;
        std::uint64_t entries = 0;
    };
    Result<Directory> find_directory() const;
    Result<Directory> find_large_directory(std::uint64_t end_record, Directory directory) const;
    Result<void> read_directory(const Directory& directory);
    Result<void> check_places(const Directory& directory) const;
    std::unexpected<Error> damaged() const;

    ByteSource* source_;
    std::string name_;
    std::vector<Entry> entries_;
};

/// Unpacks one entry from its start, piece by piece; at its end size and checksum are compared.
class EntryReader {
public:
    static Result<EntryReader> open(const Archive& archive, const Entry& entry);
    /// The next bytes, good until the next call; none at the end.
    Result<std::span<const std::byte>> next();
    /// Packed bytes read so far.
    std::uint64_t packed_read() const { return packed_read_; }
    std::uint64_t unpacked() const { return unpacked_; }
    const Entry& entry() const { return entry_; }

private:
    EntryReader(const Archive& archive, Entry entry, std::uint64_t data);
    Result<std::span<const std::byte>> unpack();
    Result<void> fill();
    std::unexpected<Error> refuse(ErrorCode code, std::string_view key) const;

    ByteSource* source_;
    std::string name_;
    Entry entry_;
    std::uint64_t next_offset_;  ///< in the file
    std::uint64_t packed_read_ = 0;
    std::uint64_t unpacked_ = 0;
    std::uint32_t crc_ = 0;
    bool ended_ = false;
    std::vector<std::byte> in_;
    std::span<const std::byte> waiting_;  ///< of `in_`
    std::vector<std::byte> out_;
    std::unique_ptr<Inflater> inflater_;
};

}  // namespace klarsicht::zip
