#pragma once
#include <string>
#include <string_view>

#include "ingest/xlsx/number_format.h"

namespace klarsicht::xlsx {

/// A number as a workbook holds it (`<v>`), in the shortest plain way that reads back as the same
/// number: 1.1000000000000001 is 1.1. What lies beyond the 15 digits that Excel shows and comes of computing in binary
/// goes as well: 0.30000000000000004 is 0.3. What is no number stays.
void append_number(std::string_view held, std::string& out);

/// A number as its format says: dates as 2025-12-31, with a time as 2025-12-31T08:30:00, times as 08:30:00, durations
/// as 26:30:00, leading zeros where the format has them. Dates outside 1900–9999 stay numbers; 1900-01-00 and
/// 1900-02-29, which only Excel has, stay as it shows them.
/// @param from_1904 days count from 1904-01-01 on, not from 1900
void append_formatted(std::string_view held, NumberFormat format, bool from_1904, std::string& out);

}  // namespace klarsicht::xlsx
