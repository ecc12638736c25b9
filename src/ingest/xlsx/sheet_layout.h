#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ingest/xlsx/sheet_xml.h"

namespace klarsicht::xlsx {

/// One of a sheet's first rows, kept to see where the table begins.
struct FirstRow {
    std::uint32_t row = 0;
    std::vector<Cell> cells;
};

/// Where the table lies in the sheet.
struct Layout {
    std::size_t above = 0;   ///< of the first rows: titles and notes above the table
    std::size_t header = 0;  ///< index of the row with the names, `above` or one below
    bool has_header = true;
    std::uint32_t first_column = 0;
    std::size_t columns = 0;
};

/// As the first rows tell. Lines with one filled cell above a table of three columns and more are a title, as are
/// shorter ones with a blank row below; the row that follows must be a header or a row of the table
/// (ingest/first_rows.h, as in CSV). Names in two rows, the upper one with cells merged side by side over the lower
/// one's, are one header.
/// @param named what the person says about the header
Layout find_layout(std::span<const FirstRow> rows, std::span<const Merge> merges, std::optional<bool> named);

/// The header's cells: the texts of merged cells in all the columns they cover, the upper of two rows before the lower
/// one's.
std::vector<std::string> header_names(std::span<const FirstRow> rows, const Layout& layout,
                                      std::span<const Merge> merges);

}  // namespace klarsicht::xlsx
