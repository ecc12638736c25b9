#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/row_list.h"
#include "base/shared_list.h"
#include "table/column.h"
#include "table/line_numbers.h"

namespace klarsicht {

/// Something odd about the file's structure, met while reading; nothing is dropped silently. Shown by the check
/// `quality.structure`.
struct StructureIssue {
    enum class Kind : std::uint8_t {
        short_row,  ///< fewer cells than the header; the rest reads as empty
        long_row,   ///< more cells than the header; the surplus is in the extra columns `column_N`, unless it is blank
        repeated_header,   ///< the header line again inside the data; a row of the table whose cells read as invalid
                           ///< (Column::header_rows)
        unclosed_quote,    ///< a quote that the file never closes; read as text
        quote_in_field,    ///< a quote in the middle of an unquoted field, or text after a closing quote
        nul_byte,          ///< a NUL byte inside a cell
        invalid_encoding,  ///< bytes that the encoding does not allow, replaced by U+FFFD
        blank_line,        ///< an empty line between rows; no row of the table, except in a table of one column
        trailing_junk,     ///< text in one cell below the last whole row; set apart if it is no value of its column
        duplicate_name,    ///< two columns of one name; the later one gets a number. `first_rows` are columns
        empty_name,        ///< a column without a name; it is called `column_N`. `first_rows` are columns
        mixed_line_ends,   ///< rows that end in another way than most
        leading_junk,      ///< lines above the header, no rows of the table
        formula_without_value,  ///< a formula whose value nobody calculated before the file was saved; empty cells. No
                                ///< rows are listed
        total_row,              ///< the sum of other rows; set apart
        blank_row,              ///< delimiters with nothing between them; set apart
        header_row,             ///< a further line of the header: units, kinds of answers; set apart
    };
    Kind kind;
    std::uint64_t count = 0;
    std::vector<std::uint64_t> first_rows;  ///< at most 20, 0-based below the header, as the file counts them
    RowList rows = {};                      ///< all of them
};

inline constexpr std::size_t structure_issue_kinds = 17;

/// The stable name of a structure issue as reports and texts use it, e.g. `short_row`.
std::string_view name_of(StructureIssue::Kind kind);

/// Where a table came from and how it was read.
struct Source {
    std::string name;
    std::uint64_t bytes = 0;
    std::string sha256;               ///< 64 hex digits
    std::string format;               ///< csv, xlsx
    std::string compression;          ///< gzip, or "" for none
    std::string sheet;                ///< of a workbook: the sheet that was read; else ""
    std::vector<std::string> sheets;  ///< of a workbook: all sheets in their order, hidden ones too
    std::string encoding;             ///< utf-8, utf-8-bom, utf-16le, utf-16be, windows-1252, cp850 …
    bool encoding_sure = true;        ///< false: guessed from letters, and another page would fit nearly as well
    std::vector<std::string> encoding_alternatives;  ///< of a guess that is not sure, the likeliest first
    std::vector<std::string> encodings;  ///< of a file in a code page: all that it can be read in, alternatives first
    std::string delimiter;               ///< "," ";" "\t" "|" …
    std::string quote;                   ///< "\"" or "'" or "" for none
    std::string line_end;                ///< lf, crlf, cr, mixed; lf for a single line
    bool has_header = true;              ///< false: the columns are named column_1, column_2 …
    bool skips_space = false;            ///< spaces after a delimiter were left out: a, b, c
    std::vector<StructureIssue> issues;
};

/// A row of the file in which nobody stands: a sum of others, a note below the table, nothing at all. It is no row of
/// the table, and not lost.
struct RowApart {
    std::uint64_t row = 0;           ///< 0-based below the header, as the file counts
    std::vector<std::string> cells;  ///< [columns]; none of a blank row
};

/// Columns of equal length. Built by an ingest, then never changed.
class Table {
public:
    Source source;
    SharedList<Column> columns;   ///< a copy of the table shares them
    std::vector<RowApart> apart;  ///< ascending
    LineNumbers lines;            ///< of the rows as the file counts them

    /// Takes rows out of the columns. @param rows ascending, as the table counts before
    void set_apart(const std::vector<std::uint64_t>& rows);
    /// The number that a row of the table has in the file, 0-based below the header.
    std::uint64_t file_row(std::uint64_t row) const;

    std::uint64_t rows() const { return columns.empty() ? 0 : columns.front().rows(); }
    /// Index of the column of that name.
    std::optional<std::size_t> find(std::string_view name) const;
    /// Puts the rows of `other` below the rows of this table (same columns, same order): summary(A ++ B) is the summary
    /// of the result. Bytes and issues are added, with the rows they then have; a checksum of the two together there is
    /// none.
    Result<void> append(const Table& other);
};

}  // namespace klarsicht
