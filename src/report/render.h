#pragma once
#include <string>

#include "audit/report.h"
#include "report/message_format.h"

namespace klarsicht {

/// The report as CONTRACT.md has it, with every text in one language. Besides the contract's fields an outcome has `headline`,
/// `headline_note` and `chart` (what the app draws), and `ui` = {"area_title": …} nothing else is needed to show it.
json report_to_json(const Report& report, Language language);
/// One self-contained page, no script, with charts as SVG.
std::string report_to_html(const Report& report, Language language);
std::string report_to_markdown(const Report& report, Language language);
/// One line a finding.
std::string report_to_csv(const Report& report, Language language);

/// An error as one sentence: what, where (row, column, byte), what to do.
std::string error_to_text(const Error& error, Language language);

}  // namespace klarsicht
