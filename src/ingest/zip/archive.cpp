#include "ingest/zip/archive.h"

#include <algorithm>

#include "base/sort_few.h"

namespace klarsicht::zip {

namespace {

constexpr std::uint32_t local_magic = 0x04034B50;
constexpr std::uint32_t central_magic = 0x02014B50;
constexpr std::uint32_t end_magic = 0x06054B50;
constexpr std::uint32_t large_end_magic = 0x06064B50;
constexpr std::uint32_t large_locator_magic = 0x07064B50;
constexpr std::uint32_t in_large_field = 0xFFFFFFFF;

constexpr std::size_t local_bytes = 30;
constexpr std::size_t central_bytes = 46;
constexpr std::size_t end_bytes = 22;
constexpr std::size_t large_end_bytes = 56;
constexpr std::size_t locator_bytes = 20;
constexpr std::uint64_t most_entries = 65535;
constexpr std::uint64_t most_directory_bytes = 64U << 20;
constexpr std::size_t piece_bytes = 128 << 10;

using Bytes = std::span<const std::byte>;

/// A little-endian number; the bytes are there.
std::uint64_t number_at(Bytes bytes, std::size_t at, unsigned size) {
    std::uint64_t value = 0;
    for (unsigned i = 0; i < size; ++i) {
        value |= std::uint64_t{std::to_integer<std::uint8_t>(bytes[at + i])} << (8 * i);
    }
    return value;
}
std::uint16_t u16(Bytes bytes, std::size_t at) { return static_cast<std::uint16_t>(number_at(bytes, at, 2)); }
std::uint32_t u32(Bytes bytes, std::size_t at) { return static_cast<std::uint32_t>(number_at(bytes, at, 4)); }
std::uint64_t u64(Bytes bytes, std::size_t at) { return number_at(bytes, at, 8); }

char plain(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c == '\\' ? '/' : c; }

/// Sizes and offset that do not fit into 32 bits stand in an extra field, those that do not fit and no others, in this
/// order.
bool read_large_field(Bytes extra, Entry& entry) {
    for (std::size_t at = 0; at + 4 <= extra.size();) {
        const std::size_t size = u16(extra, at + 2);
        if (at + 4 + size > extra.size()) { return false; }
        if (u16(extra, at) == 1) {
            std::size_t next = at + 4;
            const std::size_t end = next + size;
            for (std::uint64_t* value : {&entry.size, &entry.packed, &entry.offset}) {
                if (*value != in_large_field) { continue; }
                if (next + 8 > end) { return false; }
                *value = u64(extra, next);
                next += 8;
            }
            return true;
        }
        at += 4 + size;
    }
    return entry.size != in_large_field && entry.packed != in_large_field && entry.offset != in_large_field;
}

}  // namespace

std::unexpected<Error> Archive::damaged() const {
    return fail(ErrorCode::malformed, Message("error.zip.damaged").text("name", name_));
}

Result<Archive> Archive::open(ByteSource& source, std::string_view name) {
    Archive archive(source, name);
    const Directory directory = KLARSICHT_TRY(archive.find_directory());
    KLARSICHT_TRY(archive.read_directory(directory));
    KLARSICHT_TRY(archive.check_places(directory));
    return archive;
}

const Entry* Archive::find(std::string_view path) const {
    for (const Entry& entry : entries_) {
        if (std::ranges::equal(entry.name, path, [](char a, char b) { return plain(a) == plain(b); })) {
            return &entry;
        }
    }
    return nullptr;
}

/// The record at the end of the file, behind which only a comment may stand.
Result<Archive::Directory> Archive::find_directory() const {
    const std::uint64_t size = source_->size();
    std::vector<std::byte> tail(static_cast<std::size_t>(std::min<std::uint64_t>(size, end_bytes + 0xFFFF)));
    KLARSICHT_TRY(source_->read(size - tail.size(), tail));
    for (std::size_t back = end_bytes; back <= tail.size(); ++back) {
        const std::size_t at = tail.size() - back;
        if (u32(tail, at) != end_magic || u16(tail, at + 20) != back - end_bytes) { continue; }
        const Directory directory{u32(tail, at + 16), u32(tail, at + 12), u16(tail, at + 10)};
        const std::uint64_t end_record = size - back;
        const bool large =
            directory.offset == in_large_field || directory.bytes == in_large_field || directory.entries == 0xFFFF;
        return large ? find_large_directory(end_record, directory) : Result<Directory>(directory);
    }
    return fail(ErrorCode::malformed, Message("error.zip.cut_off").text("name", name_));
}

Result<Archive::Directory> Archive::find_large_directory(std::uint64_t end_record, Directory directory) const {
    if (end_record < locator_bytes) { return directory; }
    std::vector<std::byte> locator(locator_bytes), record(large_end_bytes);
    KLARSICHT_TRY(source_->read(end_record - locator_bytes, locator));
    if (u32(locator, 0) != large_locator_magic) { return directory; }
    const std::uint64_t at = u64(locator, 8);
    if (end_record < large_end_bytes || at > end_record - large_end_bytes) { return damaged(); }
    KLARSICHT_TRY(source_->read(at, record));
    if (u32(record, 0) != large_end_magic) { return damaged(); }
    return Directory{u64(record, 48), u64(record, 40), u64(record, 32)};
}

Result<void> Archive::read_directory(const Directory& directory) {
    if (directory.entries > most_entries || directory.bytes > most_directory_bytes) { return damaged(); }
    if (directory.offset > source_->size() || source_->size() - directory.offset < directory.bytes) {
        return damaged();
    }
    std::vector<std::byte> all(static_cast<std::size_t>(directory.bytes));
    KLARSICHT_TRY(source_->read(directory.offset, all));
    Bytes left = all;
    for (std::uint64_t i = 0; i < directory.entries; ++i) {
        if (left.size() < central_bytes || u32(left, 0) != central_magic) { return damaged(); }
        const std::size_t name = u16(left, 28), extra = u16(left, 30), comment = u16(left, 32);
        if (left.size() - central_bytes < name + extra + comment) { return damaged(); }
        Entry entry;
        entry.name.assign(reinterpret_cast<const char*>(left.data()) + central_bytes, name);
        const std::uint16_t flags = u16(left, 8);
        entry.encrypted = (flags & 0x2041) != 0;  // encrypted, strongly, or its header masked
        entry.method = u16(left, 10);
        entry.crc = u32(left, 16);
        entry.packed = u32(left, 20);
        entry.size = u32(left, 24);
        entry.offset = u32(left, 42);
        if (!read_large_field(left.subspan(central_bytes + name, extra), entry)) { return damaged(); }
        entries_.push_back(std::move(entry));
        left = left.subspan(central_bytes + name + extra + comment);
    }
    return {};
}

Result<void> Archive::check_places(const Directory& directory) const {
    std::vector<const Entry*> by_place;
    by_place.reserve(entries_.size());
    for (const Entry& entry : entries_) { by_place.push_back(&entry); }
    sort_few(by_place, {}, &Entry::offset);
    for (std::size_t i = 0; i < by_place.size(); ++i) {
        const Entry& entry = *by_place[i];
        const std::uint64_t end = i + 1 < by_place.size() ? by_place[i + 1]->offset : directory.offset;
        const std::uint64_t head = local_bytes + entry.name.size();
        if (entry.offset > end || end - entry.offset < head || end - entry.offset - head < entry.packed) {
            return damaged();
        }
    }
    return {};
}

EntryReader::EntryReader(const Archive& archive, Entry entry, std::uint64_t data)
    : source_(&archive.source()),
      name_(archive.name()),
      entry_(std::move(entry)),
      next_offset_(data),
      in_(piece_bytes) {
    if (entry_.method == 8) {
        inflater_ = std::make_unique<Inflater>(Inflater::Wrapper::none);
        out_.resize(piece_bytes);
    }
}

std::unexpected<Error> EntryReader::refuse(ErrorCode code, std::string_view key) const {
    return fail(code, Message(key).text("name", name_).text("part", entry_.name));
}

Result<EntryReader> EntryReader::open(const Archive& archive, const Entry& entry) {
    const auto refuse = [&](ErrorCode code, std::string_view key) {
        return fail(code, Message(key).text("name", archive.name()).text("part", entry.name));
    };
    if (entry.encrypted) { return refuse(ErrorCode::unsupported, "error.zip.encrypted"); }
    if (entry.method != 0 && entry.method != 8) { return refuse(ErrorCode::unsupported, "error.zip.method"); }
    std::vector<std::byte> head(local_bytes);
    KLARSICHT_TRY(archive.source().read(entry.offset, head));
    if (u32(head, 0) != local_magic) { return refuse(ErrorCode::malformed, "error.zip.damaged"); }
    const std::uint64_t data = entry.offset + local_bytes + u16(head, 26) + u16(head, 28);
    const std::uint64_t size = archive.source().size();
    if (data > size || size - data < entry.packed || (entry.method == 0 && entry.packed != entry.size)) {
        return refuse(ErrorCode::malformed, "error.zip.damaged");
    }
    return EntryReader(archive, entry, data);
}

Result<void> EntryReader::fill() {
    const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(in_.size(), entry_.packed - packed_read_));
    KLARSICHT_TRY(source_->read(next_offset_, std::span(in_).first(n)));
    waiting_ = std::span<const std::byte>(in_).first(n);
    next_offset_ += n;
    packed_read_ += n;
    return {};
}

Result<std::span<const std::byte>> EntryReader::unpack() {
    if (!inflater_) {
        KLARSICHT_TRY(fill());
        ended_ = packed_read_ == entry_.packed;
        return waiting_;
    }
    for (;;) {
        if (waiting_.empty() && packed_read_ < entry_.packed) { KLARSICHT_TRY(fill()); }
        const Inflater::Step step = inflater_->step(waiting_, out_);
        waiting_ = waiting_.subspan(step.taken);
        ended_ = step.state == Inflater::State::ended;
        const bool starved = step.made == 0 && waiting_.empty() && packed_read_ == entry_.packed && !ended_;
        if (step.state == Inflater::State::damaged || starved) {
            return refuse(ErrorCode::malformed, "error.zip.damaged");
        }
        if (step.made > 0 || ended_) { return std::span<const std::byte>(out_).first(step.made); }
    }
}

Result<std::span<const std::byte>> EntryReader::next() {
    if (ended_) { return std::span<const std::byte>(); }
    const std::span<const std::byte> piece = KLARSICHT_TRY(unpack());
    unpacked_ += piece.size();
    crc_ = crc32(crc_, piece);
    if (is_bomb(packed_read_, unpacked_)) { return refuse(ErrorCode::too_large, "error.file.bomb"); }
    if (unpacked_ > entry_.size || (ended_ && (unpacked_ != entry_.size || crc_ != entry_.crc))) {
        return refuse(ErrorCode::malformed, "error.zip.damaged");
    }
    return piece;
}

}  // namespace klarsicht::zip
