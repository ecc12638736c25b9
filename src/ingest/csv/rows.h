#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "ingest/csv/cell.h"
#include "ingest/csv/structure.h"
#include "ingest/table_builder.h"

namespace klarsicht::csv {

/// Puts the rows of a text into a table: which bytes are a cell, which lines are a row.
class Rows {
public:
    static constexpr std::size_t most_cell_bytes = 64U << 20;

    /// @param columns cells that most rows have; counts only without a header
    /// @param above the lines above the table
    Rows(const Dialect& dialect, bool header, std::size_t columns, std::string_view above, std::string name)
        : dialect_(dialect),
          header_(header),
          expected_columns_(columns),
          name_(std::move(name)),
          line_(1 + line_ends_in(above)),
          builder_(header, name_) {}

    /// Adds the rows that have ended in the text.
    /// @param end end of the text; a row that ends there has no line end. `padding` bytes behind it are readable
    static constexpr std::size_t padding = TableBuilder::most_columns + 256;
    Result<void> add_rows(const char* text, std::size_t end, const Structure& structure);
    Result<Table> finish(TextRepair repair, bool find_nuls, CodePage page);

    TableBuilder& builder() { return builder_; }
    const TableBuilder& builder() const { return builder_; }

private:
    /// A row as it goes into the columns: column c is the text between marks c-1 and c.
    struct RowPlace {
        std::uint32_t start;
        std::uint32_t first_mark;  ///< index into the structure's marks, or into `made_`
        std::uint32_t end;         ///< of the last column's cell
        bool made;
    };
    enum LineEnd : std::uint8_t { lf, crlf, cr };

    Result<void> start_columns(const char* text, std::size_t start, const std::uint32_t* marks, std::size_t count,
                               std::size_t end);
    Result<void> add_row(const char* text, std::size_t start, const std::uint32_t* marks, std::uint32_t first_mark,
                         std::size_t count, std::size_t end);
    void place_short(std::size_t start, const std::uint32_t* marks, std::size_t count, std::size_t end);
    Result<void> add_surplus(const char* text, const std::uint32_t* marks, std::size_t count, std::size_t end);
    Result<void> check_cells(std::size_t start, const std::uint32_t* marks, std::size_t count, std::uint64_t row) const;
    Result<void> fill_columns(const char* text, const std::uint32_t* marks);
    std::string_view line_end();
    static std::uint64_t line_ends_in(std::string_view text);
    static bool on_one_line_each(const char* text, const Structure& structure);

    Dialect dialect_;
    bool header_;
    std::size_t expected_columns_;
    std::string name_;
    std::uint64_t line_;  ///< of the file, from 1: where the row begins that comes next
    TableBuilder builder_;
    std::array<OddRows, 3> line_ends_;  ///< by LineEnd

    // Of one call of add_rows.
    std::vector<RowPlace> places_;
    std::vector<std::uint32_t> made_;
    std::vector<const std::uint32_t*> row_marks_;
    std::vector<CellText> cells_;
    Scratch scratch_;
};

}  // namespace klarsicht::csv
