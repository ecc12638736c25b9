#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "audit/outcome.h"
#include "audit/rules.h"
#include "base/error.h"
#include "base/json.h"
#include "platform/cli/arguments.h"
#include "platform/cli/console.h"
#include "table/table.h"

namespace klarsicht::cli {

/// Every check (of one area): id, area, name, needs, limits with value, date and source, sources.
json checks_listing(const Rules& rules, std::optional<Area> area, Language language);

/// The scenarios with their rows and settings, one a line.
std::string scenario_listing();

/// The cells as they stand in the file: one JSON array of strings a line, the header first.
void print_rows(const Table& table, Console& console);

/// Reads values from standard input, one a line, and prints `valid` or `invalid` for each. An unknown type is an error
/// that lists what there is.
Result<int> check_values(std::string_view type, Console& console);

/// Reads a text as it comes, one record a line, and prints what is personal in it: a JSON object a span.
Result<int> find_personal_lines(const Arguments& arguments, Console& console);

}  // namespace klarsicht::cli
