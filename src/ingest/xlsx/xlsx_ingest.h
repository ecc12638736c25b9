#pragma once
#include <memory>

#include "ingest/ingest.h"

namespace klarsicht::xlsx {

/// Reads an Excel workbook (.xlsx, .xlsm): one sheet of it, the one the options name, else the visible one with most
/// filled cells.
std::unique_ptr<Ingest> make_xlsx_ingest(IngestOptions options);

}  // namespace klarsicht::xlsx
