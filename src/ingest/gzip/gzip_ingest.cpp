#include "ingest/gzip/gzip_ingest.h"

#include <algorithm>
#include <vector>

#include "ingest/format.h"
#include "ingest/zip/inflater.h"

namespace klarsicht::gzip {

namespace {

using zip::Inflater;

constexpr std::size_t piece_bytes = 256 << 10;

class GzipIngest final : public Ingest {
public:
    explicit GzipIngest(IngestOptions options)
        : name_(options.name), inner_(make_inner_ingest(unpacked(std::move(options)))), piece_(piece_bytes) {}

    Result<void> feed(std::span<const std::byte> slice) override {
        while (!slice.empty()) {
            if (between_members_) {
                KLARSICHT_TRY(next_member(slice));
                if (slice.empty()) { break; }
            }
            const Inflater::Step step = inflater_.step(slice, piece_);
            slice = slice.subspan(step.taken);
            packed_ += step.taken;
            unpacked_ += step.made;
            if (zip::is_bomb(packed_, unpacked_)) { return refuse(ErrorCode::too_large, "error.file.bomb"); }
            KLARSICHT_TRY(inner_->feed(std::span(piece_).first(step.made)));
            if (step.state == Inflater::State::damaged) { return refuse(ErrorCode::malformed, "error.gzip.damaged"); }
            between_members_ = step.state == Inflater::State::ended;
        }
        return {};
    }

    Result<Table> finish() override {
        KLARSICHT_TRY(drain());
        if (!between_members_ || magic_ > 0) { return refuse(ErrorCode::malformed, "error.gzip.cut_off"); }
        Table table = KLARSICHT_TRY(inner_->finish());
        table.source.compression = "gzip";
        return table;
    }

    std::uint64_t rows() const override { return inner_->rows(); }

private:
    /// Nobody knows how large it is unpacked.
    static IngestOptions unpacked(IngestOptions options) {
        options.file_bytes.reset();
        return options;
    }

    std::unexpected<Error> refuse(ErrorCode code, std::string_view key) const {
        return fail(code, Message(key).text("name", name_));
    }

    /// What follows a member: another one, or zeros that fill up the file.
    Result<void> next_member(std::span<const std::byte>& slice) {
        constexpr std::array magic = {std::byte{0x1F}, std::byte{0x8B}};
        while (!slice.empty() && magic_ < magic.size()) {
            const std::byte next = slice.front();
            if (magic_ == 0 && next == std::byte{0}) {
                padded_ = true;
            } else if (padded_ || next != magic[magic_]) {
                return refuse(ErrorCode::malformed, "error.gzip.junk");
            } else {
                ++magic_;
            }
            slice = slice.subspan(1);
        }
        if (magic_ < magic.size()) { return {}; }
        magic_ = 0;
        between_members_ = false;
        inflater_.restart();
        inflater_.step(magic, piece_);
        packed_ += magic.size();
        return {};
    }

    /// What zlib still holds when the file ends.
    Result<void> drain() {
        while (!between_members_) {
            const Inflater::Step step = inflater_.step({}, piece_);
            between_members_ = step.state == Inflater::State::ended;
            unpacked_ += step.made;
            if (step.made == 0) { break; }
            KLARSICHT_TRY(inner_->feed(std::span(piece_).first(step.made)));
        }
        return {};
    }

    std::string name_;
    std::unique_ptr<Ingest> inner_;
    std::vector<std::byte> piece_;
    Inflater inflater_{Inflater::Wrapper::gzip};
    std::uint64_t packed_ = 0;
    std::uint64_t unpacked_ = 0;
    bool between_members_ = false;
    bool padded_ = false;    ///< zeros have come: nothing may follow but zeros
    std::size_t magic_ = 0;  ///< bytes of the next member's start that have come
};

}  // namespace

std::unique_ptr<Ingest> make_gzip_ingest(IngestOptions options) {
    return std::make_unique<GzipIngest>(std::move(options));
}

}  // namespace klarsicht::gzip
