#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "ingest/cell_text.h"
#include "ingest/xlsx/package.h"
#include "ingest/xlsx/shared_strings.h"
#include "ingest/xlsx/xml.h"

namespace klarsicht::xlsx {

/// A cell that is not empty.
struct Cell {
    enum class Kind : std::uint8_t { text, number, other };  ///< other: dates, truth values, errors
    std::uint32_t column = 0;                                ///< 0-based
    Kind kind = Kind::text;
    CellText text;
};

/// Cells that are shown as one, rows and columns 0-based, both ends included; the text is in the first one.
struct Merge {
    std::uint32_t first_row = 0, last_row = 0;
    std::uint32_t first_column = 0, last_column = 0;
    bool covers(std::uint32_t row, std::uint32_t column) const {
        return row >= first_row && row <= last_row && column >= first_column && column <= last_column;
    }
};

/// Takes a sheet's rows from above.
class RowSink {
public:
    virtual ~RowSink() = default;
    /// @param row 0-based, greater than the one before; rows without cells are left out @param cells from left to right
    virtual Result<void> add(std::uint32_t row, std::span<const Cell> cells) = 0;
    /// Whether that was enough.
    virtual bool full() const { return false; }
};

/// Hears a sheet's XML and hands its rows on. Cells are shown as they are read by `append_formatted`; formulas as the
/// value that was kept with them; errors (#N/A) as their text.
class SheetHandler final : public XmlHandler {
public:
    /// @param strings null: texts do not matter, all of them are "?"
    /// @param texts holds what no shared string holds; the sink empties it when it has used them
    SheetHandler(const zip::Archive& archive, std::string_view part, const Workbook& workbook,
                 const SharedStrings* strings, Scratch& texts, RowSink& sink)
        : archive_(archive), part_(part), workbook_(workbook), strings_(strings), texts_(texts), sink_(sink) {}

    void start(std::string_view name, const Attributes& attributes) override;
    void text(std::string_view piece) override;
    void end(std::string_view name) override;

    /// The first of them: those of a header stand above those of the rows.
    const std::vector<Merge>& merges() const { return merges_; }
    /// Cells with a formula and no value.
    std::uint64_t not_calculated() const { return not_calculated_; }

private:
    enum class Type : std::uint8_t { number, shared, text, inline_text, boolean, error, date };

    void start_row(const Attributes& attributes);
    void start_cell(const Attributes& attributes);
    void end_cell();
    void end_row();
    void add_cell(Cell::Kind kind, CellText text);
    void add_number();
    void add_shared();
    void damaged();

    const zip::Archive& archive_;
    std::string part_;
    const Workbook& workbook_;
    const SharedStrings* strings_;
    Scratch& texts_;
    RowSink& sink_;
    std::vector<Merge> merges_;
    std::uint64_t not_calculated_ = 0;

    std::vector<Cell> cells_;  ///< of the open row
    std::uint32_t row_ = 0;
    std::uint32_t next_row_ = 0;
    std::uint32_t column_ = 0;  ///< of the open cell
    std::uint32_t next_column_ = 0;
    Type type_ = Type::number;
    NumberFormat format_;
    bool in_cell_ = false, in_value_ = false, has_formula_ = false;
    std::string value_;
    RichText inline_text_;
    std::string formatted_;
};

/// Reads a sheet's part. @param after_piece is asked after each piece whether to go on, with the packed bytes read
template <class AfterPiece>
Result<void> read_sheet(const zip::Archive& archive, const zip::Entry& part, SheetHandler& handler,
                        const AfterPiece& after_piece) {
    zip::EntryReader reader = KLARSICHT_TRY(zip::EntryReader::open(archive, part));
    return read_xml(reader, archive.name(), handler, [&] { return after_piece(reader); });
}

}  // namespace klarsicht::xlsx
