#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/byte_source.h"
#include "table/table.h"

namespace klarsicht {

/// What the person says about the file; whatever is empty is sniffed.
struct IngestOptions {
    std::string name;  ///< the file's name, for the report
    std::optional<char> delimiter;
    std::optional<char> quote;  ///< '\0': no quoting
    std::optional<bool> header;
    std::optional<std::string> encoding;      ///< as in Source::encoding
    std::optional<std::string> sheet;         ///< of a workbook; else the sheet that holds most
    std::optional<std::uint64_t> file_bytes;  ///< its size, if known: tells early that its table will not fit
    /// Bytes the table may take: 4 GiB, and what WebAssembly's address space allows beside the audit's own needs.
    std::uint64_t memory_limit = sizeof(void*) == 4 ? std::uint64_t{5} << 29 : std::uint64_t{4} << 30;
};

/// Turns bytes into a table. Feed slices of any size in order, then `finish` once.
class Ingest {
public:
    virtual ~Ingest() = default;
    virtual Result<void> feed(std::span<const std::byte> slice) = 0;
    virtual Result<Table> finish() = 0;
    /// Rows read so far, for the progress bar.
    virtual std::uint64_t rows() const = 0;
    /// A whole file, in place of `feed` and `finish`. This reads it in order; a format whose directory lies at the end
    /// looks where it wants.
    virtual Result<Table> read(ByteSource& source, Progress& progress);
};

/// Reads every format there is (ingest/format.h), told from the first bytes. What must be looked at by offset is held
/// in memory until its end is there, up to a quarter of the memory limit.
std::unique_ptr<Ingest> make_ingest(IngestOptions options);

/// Reads CSV, TSV and the like; the source then has neither size nor checksum.
std::unique_ptr<Ingest> make_csv_ingest(IngestOptions options);

}  // namespace klarsicht
