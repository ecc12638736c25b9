#pragma once
#include <string>

#include "audit/report.h"
#include "report/message_format.h"

namespace klarsicht {

/// A status as a word with its sign, in the colours of the style sheet.
std::string status_chip(Status status, const Texts& texts);
/// The names of the columns as HTML, joined by " + ".
std::string subject_html(const Outcome& outcome);
/// A finding in full: figure, chart, explanation, figures, groups, rows, sources. @param anchor its id on the page
std::string finding_html(const Outcome& outcome, const Report& report, const std::string& anchor, const Texts& texts);

}  // namespace klarsicht
