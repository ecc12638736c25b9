#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "ingest/ingest.h"

namespace klarsicht {

/// Bytes that came in order and are kept, to be read in any. Never moves them: a growing buffer would hold everything
/// twice for a moment.
class HeldBytes final : public ByteSource {
public:
    void append(std::span<const std::byte> bytes);
    std::uint64_t size() const override { return size_; }
    Result<void> read(std::uint64_t offset, std::span<std::byte> into) override;

private:
    static constexpr std::size_t block_bytes = 1 << 20;
    std::vector<std::unique_ptr<std::byte[]>> blocks_;
    std::uint64_t size_ = 0;
};

/// A format that needs its bytes by offset: it writes `read`. Fed in order, it holds them until the end.
class OffsetIngest : public Ingest {
public:
    explicit OffsetIngest(IngestOptions options) : options_(std::move(options)) {}
    Result<void> feed(std::span<const std::byte> slice) final;
    Result<Table> finish() final;
    Result<Table> read(ByteSource& source, Progress& progress) override = 0;

protected:
    IngestOptions options_;

private:
    HeldBytes held_;
};

}  // namespace klarsicht
