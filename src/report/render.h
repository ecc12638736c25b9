#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "audit/report.h"
#include "base/error.h"
#include "base/json.h"
#include "base/version.h"
#include "report/message_format.h"

namespace klarsicht {

/// How much of a list that is handed out in pages (`Outcome::in_pages`).
enum class Lists : std::uint8_t { whole, first_page };

/// The report as CONTRACT.md has it, with every text in one language. Besides the contract's fields an outcome has
/// `name`, `headline`, `headline_note`, `chart` (what the app draws), `order` (its place in the reading order), the
/// `limits` that were used and who set them, `figures` and `table` (metrics and groups as people read them; a cell with
/// an interval is `[text, interval]`), and `cells` where they are to be shown. Of
/// lists that are cut, `groups_total` says how long they are; `detail_to_json` has the rest.
json report_to_json(const Report& report, Language language, Lists lists = Lists::whole);
/// The same as the text of a file: every figure, group and row of a list on a line of its own.
std::string report_to_json_file(const Report& report, Language language);
/// Some of a finding's groups, as the report has them: `{"id", "subject", "total", "first", "groups", "table"}`.
/// @param end behind the last one, at most their number
json detail_to_json(const Outcome& outcome, std::size_t first, std::size_t end, Language language);
/// Only the columns, as `klarsicht profile` prints them.
json columns_to_json(const std::vector<ColumnReport>& columns, Language language);
json source_to_json(const Source& source);
/// JSON as text; bytes that are no UTF-8 become U+FFFD, characters that act on a terminal are escaped. @param indent
/// spaces a level, -1 for one line
std::string json_text(const json& value, int indent = -1);

/// One self-contained page, no script, with charts as SVG.
std::string report_to_html(const Report& report, Language language);
std::string report_to_markdown(const Report& report, Language language);
/// One line a finding.
std::string report_to_csv(const Report& report, Language language);
/// The counts behind the group rates, one line a group, for recomputing in a spreadsheet: subject, group, n, selected,
/// tp, fp, tn, fn. Of groups of fewer than five people only n is told, unless values are to be shown.
std::string counts_to_csv(const Report& report);
/// One of the above. @param format `html`, `md`, `csv`, `counts.csv`; JSON where it is none of these
std::string report_to_format(const Report& report, std::string_view format, Language language);

/// An error as one sentence: what, where (row, column, byte), what to do. Rows count from 1 below the header, bytes
/// from 0.
std::string error_to_text(const Error& error, Language language);

}  // namespace klarsicht
