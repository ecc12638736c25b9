#pragma once
#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "base/error.h"
#include "ingest/csv/cell.h"
#include "ingest/csv/column_builder.h"
#include "ingest/csv/issues.h"
#include "ingest/csv/structure.h"
#include "table/table.h"

namespace klarsicht::csv {

/// What the bytes in the dictionaries are; they become UTF-8 at the end.
enum class TextRepair : std::uint8_t {
    none,          ///< they are UTF-8
    windows_1252,  ///< all of them are Windows-1252
    replace,       ///< UTF-8 with damage
};

/// Makes columns of rows.
class TableBuilder {
public:
    struct Limits {
        std::size_t columns = 16384;             ///< in the first row
        std::size_t surplus_columns = 64;        ///< for cells beyond it; the last one takes all that is left, undivided
        std::uint64_t rows = 0xFFFFFFFEu;
        std::size_t cell_bytes = 64U << 20;
    };

    /// @param columns cells that most rows have; counts only without a header
    TableBuilder(const Dialect& dialect, bool header, std::size_t columns, std::string name)
        : dialect_(dialect), header_(header), expected_columns_(columns), name_(std::move(name)) {}

    /// Adds the rows that have ended in the text.
    /// @param end end of the text; a row that ends there has no line end. `padding` bytes behind it are readable
    static constexpr std::size_t padding = 16384 + 256;
    Result<void> add_rows(const char* text, std::size_t end, const Structure& structure);
    /// The table of all rows, without the parts of its source that only the reader knows.
    Result<Table> finish(TextRepair repair, bool find_nuls);

    bool started() const { return !columns_.empty(); }
    std::uint64_t rows() const { return rows_; }
    /// Bytes that the table holds so far.
    std::uint64_t bytes() const;
    IssueLog& issues() { return issues_; }

private:
    /// A row as it goes into the columns: column c is the text between marks c-1 and c.
    struct RowPlace {
        std::uint32_t start;
        std::uint32_t first_mark;  ///< index into the structure's marks, or into `made_`
        std::uint32_t end;         ///< of the last column's cell
        bool made;
    };
    enum LineEnd : std::uint8_t { lf, crlf, cr };

    Result<void> start_columns(const char* text, std::size_t start, const std::uint32_t* marks, std::size_t count, std::size_t end);
    Result<void> add_row(const char* text, std::size_t start, const std::uint32_t* marks, std::uint32_t first_mark, std::size_t count, std::size_t end);
    void add_short(std::size_t start, const std::uint32_t* marks, std::size_t count, std::size_t end);
    Result<void> add_surplus(const char* text, const std::uint32_t* marks, std::size_t count, std::size_t end);
    Result<void> check_cells(std::size_t start, const std::uint32_t* marks, std::size_t count) const;
    Result<void> fill_columns(const char* text, const std::uint32_t* marks);
    std::string unique_name(std::string name, std::size_t index);
    void find_repeated_headers(Table& table);
    Error full() const;

    Dialect dialect_;
    bool header_;
    std::size_t expected_columns_;
    std::string name_;
    Limits limits_;
    std::vector<std::string> names_;         ///< [columns_ and surplus_] unique
    std::map<std::string, std::size_t> last_number_;  ///< of each name, to make the next one unique
    std::vector<std::string> header_cells_;  ///< [columns_] as they stand in the file
    std::deque<ColumnBuilder> columns_;
    std::deque<ColumnBuilder> surplus_;
    std::uint64_t rows_ = 0;
    IssueLog issues_;
    std::array<OddRows, 3> line_ends_;       ///< by LineEnd
    std::uint64_t blank_lines_ = 0;          ///< since the last row
    std::vector<std::uint64_t> lonely_;      ///< the last rows, as far as they have a single cell

    // Of one call of add_rows.
    std::vector<RowPlace> places_;
    std::vector<std::uint32_t> made_;
    std::vector<const std::uint32_t*> row_marks_;
    std::vector<CellText> cells_;
    Scratch scratch_;
};

}  // namespace klarsicht::csv
