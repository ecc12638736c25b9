#pragma once
#include <cstdint>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "ingest/code_page_guess.h"
#include "ingest/column_builder.h"
#include "ingest/issues.h"
#include "ingest/memory_forecast.h"
#include "table/table.h"

namespace klarsicht {

/// What the bytes in the dictionaries are; they become UTF-8 at the end.
enum class TextRepair : std::uint8_t {
    none,       ///< they are UTF-8
    code_page,  ///< all of them are in a code page
    replace,    ///< UTF-8 with damage
};

/// Makes a table of rows, whatever the format: names the columns, notes rows that are odd, takes the cells column by
/// column.
///
///     builder.start({"name", "age"});                     // the first row
///     KLARSICHT_TRY(builder.add_row(2, false));           // a row comes …
///     KLARSICHT_TRY(builder.append(0, names));            // … and sooner or later its cells
///     KLARSICHT_TRY(builder.append(1, ages));
///     Table table = KLARSICHT_TRY(builder.finish(TextRepair::none, false));
class TableBuilder {
public:
    static constexpr std::size_t most_columns = 16384;       ///< in the first row
    static constexpr std::size_t most_surplus_columns = 64;  ///< for cells beyond it
    static constexpr std::uint64_t most_rows = 0xFFFFFFFEu;

    /// @param header the first row names the columns
    /// @param name the file's, for errors
    TableBuilder(bool header, std::string name) : header_(header), name_(std::move(name)) {}

    /// The first row. @param names its cells, one a column; of a table without a header as many empty ones as there are
    /// columns
    Result<void> start(std::vector<std::string> names);
    bool started() const { return !columns_.empty(); }
    std::size_t columns() const { return columns_.size(); }
    /// The names as the file has them; a format that learns more of them while it reads (merged cells) may change them
    /// until `finish`.
    std::vector<std::string>& names() { return header_cells_; }
    void declare(std::size_t column, DeclaredKind kind) { declared_[column] = kind; }

    /// A line with nothing in it. It counts only if a row follows.
    void add_blank_lines(std::uint64_t count) { blank_lines_ += count; }
    /// The line of the file, or row of the sheet, on which the row begins that comes now, from 1.
    void on_line(std::uint64_t line) { line_ = line; }
    /// The blank lines above the row that comes now: in a table of one column they are rows, and the caller appends as
    /// many empty cells; else they are noted. @return how many rows they are
    std::uint64_t take_blank_rows();
    /// A row. @param cells as many as it has: too few or too many are noted @param lonely it has one cell: below the
    /// table it may be a note
    Result<void> add_row(std::size_t cells, bool lonely);
    /// The next cells of a column, in the order of rows.
    Result<void> append(std::size_t column, std::span<const CellText> cells);
    /// A cell of the last row beyond the columns. @param place 0, 1 … below `most_surplus_columns`
    Result<void> append_surplus(std::size_t place, CellText cell);

    /// The table of all rows, without the parts of its source that only the format knows.
    /// @param page where `repair` asks for one
    Result<Table> finish(TextRepair repair, bool find_nuls, CodePage page = CodePage::windows_1252);
    /// Which code page the names and cells so far are in, by their letters.
    CodePageGuess guess_code_page() const;

    std::uint64_t rows() const { return rows_; }
    /// Bytes that the table holds so far.
    std::uint64_t bytes() const;
    /// An error if that is more than allowed.
    Result<void> check_memory(std::uint64_t limit) const;
    /// An error if the whole table will clearly take more than allowed. @param read bytes of the file so far
    Result<void> check_forecast(MemoryForecast& forecast, std::uint64_t read) const;
    IssueLog& issues() { return issues_; }

private:
    std::vector<std::string> unique_names();
    std::string unique_name(std::string name, std::size_t index);
    Result<Column> finish_column(std::size_t index, ColumnBuilder& builder);
    void find_repeated_headers(Table& table);
    void name_trailing_rows(const Table& table);
    void find_padded_notes(const Table& table);
    bool is_note(const Table& table, std::uint64_t row) const;
    void set_rows_apart(Table& table);
    Error full() const;

    bool header_;
    std::string name_;
    std::vector<std::string> header_cells_;           ///< [columns_] as they stand in the file
    std::vector<DeclaredKind> declared_;              ///< [columns_]
    std::map<std::string, std::size_t> last_number_;  ///< of each name, to make the next one unique
    std::deque<ColumnBuilder> columns_;
    std::deque<ColumnBuilder> surplus_;
    std::uint64_t rows_ = 0;
    IssueLog issues_;
    LineNumbers lines_;
    std::uint64_t line_ = 0;             ///< 0: nobody says
    std::uint64_t blank_lines_ = 0;      ///< since the last row
    std::vector<std::uint64_t> lonely_;  ///< the last rows, as far as they have a single cell
    bool lonely_short_ = false;          ///< they were noted as short
    std::vector<std::uint64_t> notes_;   ///< of the rows below the table, those that are none of it
};

}  // namespace klarsicht
