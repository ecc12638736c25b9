#include "ingest/read_table.h"

#include <algorithm>
#include <vector>

namespace klarsicht {

namespace {

constexpr std::size_t slice_bytes = std::size_t{4} << 20;

}  // namespace

Result<Table> read_table(ByteSource& source, IngestOptions options, Progress& progress) {
    const auto ingest = make_ingest(std::move(options));
    std::vector<std::byte> slice(static_cast<std::size_t>(std::min<std::uint64_t>(source.size(), slice_bytes)));
    for (std::uint64_t at = 0; at < source.size();) {
        const std::span<std::byte> part =
            std::span(slice).first(static_cast<std::size_t>(std::min<std::uint64_t>(source.size() - at, slice.size())));
        KLARSICHT_TRY(source.read(at, part));
        KLARSICHT_TRY(ingest->feed(part));
        at += part.size();
        if (!progress.report("progress.reading", static_cast<double>(at) / static_cast<double>(source.size()))) {
            return fail(ErrorCode::cancelled, Message("error.cancelled"));
        }
    }
    return ingest->finish();
}

}  // namespace klarsicht
