#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/xlsx/number_format.h"
#include "ingest/zip/archive.h"

namespace klarsicht::xlsx {

/// A sheet with cells, as the workbook lists it; charts and macros are none.
struct Sheet {
    std::string name;
    bool hidden = false;
    const zip::Entry* part = nullptr;
};

/// What a workbook says about itself, without its cells.
struct Workbook {
    std::vector<Sheet> sheets;                   ///< in the workbook's order
    const zip::Entry* shared_strings = nullptr;  ///< null: there are none
    std::vector<NumberFormat> formats;           ///< by the number a cell's `s` gives
    bool from_1904 = false;
};

/// Finds the parts of a workbook by their relationships (ECMA-376 Part 2) and reads sheets and styles. Another archive
/// (a document, an OpenDocument or binary workbook, a ZIP of files) is an error that names it and says what to do.
Result<Workbook> open_workbook(const zip::Archive& archive);

}  // namespace klarsicht::xlsx
