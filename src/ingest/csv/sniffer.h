#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

#include "ingest/csv/dialect.h"
#include "ingest/ingest.h"

namespace klarsicht::csv {

/// So many bytes of a file are looked at before it is read.
inline constexpr std::size_t sniffed_bytes = 64 << 10;

/// How a file is written, as its first bytes tell.
struct Sniffed {
    Dialect dialect;
    bool header = true;
    std::size_t columns = 1;     ///< cells that most of its rows have
    std::size_t skip = 0;        ///< bytes above the table
    std::size_t skip_lines = 0;  ///< lines with text among them: a title, a note; the line `sep=;` is none
};

/// Tells the dialect from the first bytes.
///
/// Each delimiter, with and without quoting, divides the text into rows; the one that gives most rows the same number
/// of cells (two at least) and cells that are whole values (numbers, dates, or text without other delimiters) is taken.
/// `sep=;` in the first line, as spreadsheets write it, decides at once. Where the table has three columns and more,
/// lines above it with one filled cell, or with too few cells and a blank line below, are a title and not part of it.
/// A first row is a header unless its cells look like the rows below: numbers in number columns, or values that come
/// again below.
/// @param text valid from the first character on; a byte order mark is off already
/// @param whole the text is the whole file
Sniffed sniff(std::string_view text, bool whole, const IngestOptions& options);

}  // namespace klarsicht::csv
