#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "ingest/ingest.h"

namespace klarsicht {

/// A kind of file that can be read. To add one:
///
/// 1. Write a folder beside `csv/` with an `Ingest` in it. Bytes that come in order are read as they come (as `csv/`
///    does); a format that must look at the end of the file first derives from `OffsetIngest` (ingest/offset_ingest.h,
///    as `xlsx/` does) and writes `read`. Rows go into a `TableBuilder`, which names columns and notes what is odd.
///    Whatever the bytes are, the answer is a table or an error.
/// 2. Name it in the list in format.cpp. Where its first bytes were refused so far (ingest/file_kind.cpp), take that
///    line out.
/// 3. Its errors are texts of assets/i18n/*/errors_ingest.json: one sentence what is wrong, one what to do.
/// 4. A fuzz target (tests/fuzz), and a test that the same rows as CSV give the same table.
struct Format {
    std::string_view name;  ///< as in Source::format
    /// How sure it is that a file which starts so is of this format, 0–100.
    /// @param start at most `sniffed_start` bytes
    unsigned (*sniff)(std::string_view start);
    std::unique_ptr<Ingest> (*make)(IngestOptions options);
    bool by_offset = false;   ///< its bytes are needed in another order than the file's
    bool has_sheets = false;  ///< IngestOptions::sheet means something
    bool is_wrapper = false;  ///< holds a file of another format
};

inline constexpr std::size_t sniffed_start = 64 << 10;

/// The format of a file that starts so: the surest one. CSV is what nothing else is.
const Format& format_of(std::string_view start);

/// What lies inside a wrapper: sniffed again, but no wrapper in a wrapper.
std::unique_ptr<Ingest> make_inner_ingest(IngestOptions options);

}  // namespace klarsicht
