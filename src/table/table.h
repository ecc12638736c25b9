#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "table/column.h"

namespace klarsicht {

/// Something odd about the file's structure, met while reading; nothing is dropped silently. Shown by the check `quality.structure`.
struct StructureIssue {
    enum class Kind : std::uint8_t {
        short_row,          ///< fewer cells than the header; the rest reads as empty
        long_row,           ///< more cells than the header; the surplus is in the extra columns `column_N`
        repeated_header,    ///< the header line again inside the data
        unclosed_quote,     ///< a quote that the file never closes
        quote_in_field,     ///< a quote in the middle of an unquoted field, or text after a closing quote
        nul_byte,           ///< a NUL byte inside a cell
        invalid_encoding,   ///< bytes that the encoding does not allow, replaced by U+FFFD
        blank_line,         ///< an empty line between rows
        trailing_junk,      ///< text after the last table row
        duplicate_name,     ///< two columns of one name; the later one gets a number
        empty_name,         ///< a column without a name
        mixed_line_ends,
    };
    Kind kind;
    std::uint64_t count = 0;
    std::vector<std::uint64_t> first_rows;  ///< at most 20, 0-based below the header
};

/// The stable name of a structure issue as reports and texts use it, e.g. `short_row`.
std::string_view name_of(StructureIssue::Kind kind);

/// Where a table came from and how it was read.
struct Source {
    std::string name;
    std::uint64_t bytes = 0;
    std::string sha256;     ///< 64 hex digits
    std::string format;     ///< csv, …
    std::string encoding;   ///< utf-8, utf-8-bom, utf-16le, utf-16be, windows-1252
    std::string delimiter;  ///< "," ";" "\t" "|" …
    std::string quote;      ///< "\"" or "'" or "" for none
    std::string line_end;   ///< lf, crlf, cr, mixed
    bool has_header = true; ///< false: the columns are named column_1, column_2 …
    std::vector<StructureIssue> issues;
};

/// Columns of equal length. Built by an ingest, then never changed.
class Table {
public:
    Source source;
    std::vector<Column> columns;

    std::uint64_t rows() const { return columns.empty() ? 0 : columns.front().rows(); }
    /// Index of the column of that name.
    std::optional<std::size_t> find(std::string_view name) const;
    /// Puts the rows of `other` below the rows of this table (same columns, same order): summary(A ++ B) is the summary of the result.
    Result<void> append(const Table& other);
};

}  // namespace klarsicht
