#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include "base/error.h"

namespace klarsicht {

/// A file that can be read anywhere, not only from its start: the directory of a workbook lies at its end.
class ByteSource {
public:
    virtual ~ByteSource() = default;
    virtual std::uint64_t size() const = 0;
    /// Fills `into` with the bytes from `offset` on. Whoever asks stays below `size()`; fewer bytes are an error
    /// (`unreadable`).
    virtual Result<void> read(std::uint64_t offset, std::span<std::byte> into) = 0;
};

/// Bytes that are in memory already, and stay there as long as this does.
class MemorySource final : public ByteSource {
public:
    explicit MemorySource(std::span<const std::byte> bytes) : bytes_(bytes) {}
    std::uint64_t size() const override { return bytes_.size(); }
    Result<void> read(std::uint64_t offset, std::span<std::byte> into) override {
        if (offset > bytes_.size() || bytes_.size() - offset < into.size()) {
            return fail(ErrorCode::unreadable, Message("error.file.cut_off"));
        }
        if (!into.empty()) { std::memcpy(into.data(), bytes_.data() + offset, into.size()); }
        return {};
    }

private:
    std::span<const std::byte> bytes_;
};

}  // namespace klarsicht
