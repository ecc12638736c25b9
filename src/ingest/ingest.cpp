#include "ingest/ingest.h"

#include <algorithm>
#include <vector>

#include "base/sha256.h"
#include "ingest/format.h"
#include "ingest/guarded_ingest.h"

namespace klarsicht {

namespace {

constexpr std::size_t slice_bytes = std::size_t{4} << 20;

/// Hands a file over in slices, with progress.
template <class Take>
Result<void> read_in_order(ByteSource& source, Progress& progress, const Take& take) {
    const std::uint64_t size = source.size();
    std::vector<std::byte> slice(static_cast<std::size_t>(std::min<std::uint64_t>(size, slice_bytes)));
    for (std::uint64_t at = 0; at < size;) {
        const auto part =
            std::span(slice).first(static_cast<std::size_t>(std::min<std::uint64_t>(size - at, slice.size())));
        KLARSICHT_TRY(source.read(at, part));
        KLARSICHT_TRY(take(std::span<const std::byte>(part)));
        at += part.size();
        if (!progress.report("progress.reading", static_cast<double>(at) / static_cast<double>(size))) {
            return fail(ErrorCode::cancelled, Message("error.cancelled"));
        }
    }
    return {};
}

/// A part of the way.
class Stretch final : public Progress {
public:
    Stretch(Progress& whole, double from, double to) : whole_(whole), from_(from), to_(to) {}
    bool report(std::string_view stage, double done) override {
        return whole_.report(stage, from_ + (to_ - from_) * done);
    }

private:
    Progress& whole_;
    double from_, to_;
};

/// Sniffs, then hands everything to the format.
class AnyIngest final : public GuardedIngest {
public:
    /// @param inside a wrapper: whoever reads the wrapper counts and hashes its bytes
    AnyIngest(IngestOptions options, bool inside) : options_(std::move(options)), inside_(inside) {}

    std::uint64_t rows() const override { return format_ ? format_->rows() : 0; }

    Result<Table> read(ByteSource& source, Progress& progress) override {
        options_.file_bytes = source.size();
        start_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(source.size(), sniffed_start)));
        KLARSICHT_TRY(source.read(0, std::as_writable_bytes(std::span(start_))));
        if (!format_of(start_).by_offset) {
            start_.clear();
            return Ingest::read(source, progress);
        }
        KLARSICHT_TRY(begin());
        // The checksum is of the file as it lies there, whatever order it is read in.
        Stretch first(progress, 0, 0.1), rest(progress, 0.1, 1);
        KLARSICHT_TRY(read_in_order(source, first, [&](std::span<const std::byte> slice) -> Result<void> {
            count(slice);
            return {};
        }));
        return described(format_->read(source, rest));
    }

private:
    void count(std::span<const std::byte> slice) {
        if (inside_) { return; }
        sha_.update(slice);
        bytes_ += slice.size();
    }

    Result<void> take(std::span<const std::byte> slice) override {
        count(slice);
        if (!format_) {
            const auto first = slice.first(std::min(slice.size(), sniffed_start - start_.size()));
            start_.append(reinterpret_cast<const char*>(first.data()), first.size());
            if (start_.size() < sniffed_start) { return {}; }
            KLARSICHT_TRY(begin_with_start());
            slice = slice.subspan(first.size());
        }
        return format_->feed(slice);
    }

    Result<void> begin() {
        const Format& format = format_of(start_);
        if (options_.sheet && !format.has_sheets && !format.is_wrapper) {
            return fail(ErrorCode::usage,
                        Message("error.file.no_sheets").text("name", options_.name).text("sheet", *options_.sheet));
        }
        if (inside_ && format.is_wrapper) {
            return fail(ErrorCode::unsupported, Message("error.file.packed_twice").text("name", options_.name));
        }
        format_ = format.make(options_);
        return {};
    }

    Result<void> begin_with_start() {
        KLARSICHT_TRY(begin());
        const std::string start = std::exchange(start_, {});
        return format_->feed(std::as_bytes(std::span(start)));
    }

    Result<Table> end() override {
        if (!format_) { KLARSICHT_TRY(begin_with_start()); }
        return described(format_->finish());
    }

    Result<Table> described(Result<Table> table) {
        if (!table) { return table; }
        table->source.name = options_.name;
        if (!inside_) {
            table->source.bytes = bytes_;
            table->source.sha256 = sha_.finish();
        }
        return table;
    }

    IngestOptions options_;
    bool inside_;
    Sha256 sha_;
    std::uint64_t bytes_ = 0;
    std::string start_;  ///< the first bytes, until there are enough to sniff
    std::unique_ptr<Ingest> format_;
};

}  // namespace

Result<Table> Ingest::read(ByteSource& source, Progress& progress) {
    KLARSICHT_TRY(read_in_order(source, progress, [&](std::span<const std::byte> slice) { return feed(slice); }));
    return finish();
}

std::unique_ptr<Ingest> make_ingest(IngestOptions options) {
    return std::make_unique<AnyIngest>(std::move(options), false);
}

std::unique_ptr<Ingest> make_inner_ingest(IngestOptions options) {
    return std::make_unique<AnyIngest>(std::move(options), true);
}

}  // namespace klarsicht
