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
/// @param explained an earlier finding whose explanation and sources are the same, or nullptr: the page then points
/// there; and its anchor
std::string finding_html(const Outcome& outcome, const Report& report, const std::string& anchor,
                         const Outcome* explained, const std::string& explained_anchor, const Texts& texts);
/// Whether two findings explain themselves in the same words.
bool same_explanation(const Outcome& a, const Outcome& b, const Texts& texts);

}  // namespace klarsicht
