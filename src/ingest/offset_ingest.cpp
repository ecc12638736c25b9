#include "ingest/offset_ingest.h"

#include <algorithm>

namespace klarsicht {

void HeldBytes::append(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const auto within = static_cast<std::size_t>(size_ % block_bytes);
        if (within == 0) { blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(block_bytes)); }
        const std::size_t n = std::min(bytes.size(), block_bytes - within);
        std::copy_n(bytes.begin(), n, blocks_.back().get() + within);
        size_ += n;
        bytes = bytes.subspan(n);
    }
}

Result<void> HeldBytes::read(std::uint64_t offset, std::span<std::byte> into) {
    if (offset > size_ || size_ - offset < into.size()) {
        return fail(ErrorCode::unreadable, Message("error.file.cut_off"));
    }
    while (!into.empty()) {
        const auto within = static_cast<std::size_t>(offset % block_bytes);
        const std::size_t n = std::min(into.size(), block_bytes - within);
        std::copy_n(blocks_[static_cast<std::size_t>(offset / block_bytes)].get() + within, n, into.begin());
        offset += n;
        into = into.subspan(n);
    }
    return {};
}

Result<void> OffsetIngest::feed(std::span<const std::byte> slice) {
    const std::uint64_t limit = options_.memory_limit / 4;
    if (slice.size() > limit || held_.size() > limit - slice.size()) {
        return fail(ErrorCode::too_large,
                    Message("error.file.too_large_to_hold").text("name", options_.name).count("limit", limit));
    }
    held_.append(slice);
    return {};
}

Result<Table> OffsetIngest::finish() { return read(held_, Progress::none()); }

}  // namespace klarsicht
