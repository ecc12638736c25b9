#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ingest/ingest.h"
#include "ingest/table_builder.h"
#include "ingest/xlsx/sheet_layout.h"

namespace klarsicht::xlsx {

/// Makes a table of a sheet's rows. The first ones are kept to see where the table begins; the others go into the
/// columns some thousand at a time.
class SheetTable final : public RowSink {
public:
    /// @param merges as far as they are known: they stand behind the rows
    /// @param texts holds the cells' texts; emptied whenever they are in the columns
    SheetTable(const IngestOptions& options, std::vector<Merge> merges, Scratch& texts)
        : options_(options), merges_(std::move(merges)), texts_(texts) {}

    Result<void> add(std::uint32_t row, std::span<const Cell> cells) override;
    /// The table, without the parts of its source that only the workbook knows. @param merges all of them
    /// @param not_calculated formulas without a value
    Result<Table> finish(std::span<const Merge> merges, std::uint64_t not_calculated);
    /// Whether these merges change where the header lies, so that the sheet must be read once more.
    bool moves_header(std::span<const Merge> merges);

    std::uint64_t rows() const { return builder_ ? builder_->rows() : 0; }
    /// Bytes that the table holds so far.
    std::uint64_t bytes() const {
        return (builder_ ? builder_->bytes() : 0) + texts_.bytes() + cells_.capacity() * sizeof(CellText);
    }

private:
    /// Cells of a column that say what they are.
    struct Kinds {
        std::uint64_t texts = 0, numbers = 0, others = 0;
    };

    Result<void> begin();
    Result<void> add_row(std::uint32_t row, std::span<const Cell> cells);
    Result<void> add_surplus(std::span<const Cell> cells);
    Result<void> flush();
    void declare_kinds();

    const IngestOptions& options_;
    std::vector<Merge> merges_;
    Scratch& texts_;
    Scratch kept_;  ///< texts of the first rows, for the header
    std::vector<FirstRow> first_rows_;
    Layout layout_;
    std::optional<TableBuilder> builder_;
    std::optional<std::uint32_t> last_row_;
    std::vector<Kinds> kinds_;                      ///< [columns]
    std::map<std::uint32_t, std::size_t> surplus_;  ///< place of a column beyond the table's
    std::vector<CellText> cells_;                   ///< column by column, `batch_rows_` each
    std::size_t batch_rows_ = 0;
    std::size_t waiting_ = 0;  ///< rows in `cells_`
    bool replaying_ = false;   ///< the first rows go into the table: their texts are still needed
};

}  // namespace klarsicht::xlsx
