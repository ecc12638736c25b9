#pragma once
#include <string_view>

#include "audit/plan_edit.h"

namespace klarsicht {

/// An edit as a person types or chooses it on the page, where all settings are texts; on the wire
/// `{"edit": "typed", "field": "bins|age", "text": "25; 60"}`. Numbers may have a decimal comma or a percent sign, days
/// may be written 1.11.2026. An empty text takes back what was chosen. A text that does not fit is an error that says
/// so in a sentence for the one who typed it.
/// @param field what is set and, behind `|`, of what: `as_of`, `market`, `date_order`, `missing_tokens`; by column
/// `positive`, `at_least`, `at_most`, `favoured`, `bins`, `control`, `meaning`; `holder|<role>`; `limit|<name>`;
/// `crossed|<columns as JSON>`, whose text does not matter: it crosses them, or does so no longer
Result<PlanEdit> typed_edit(std::string_view field, std::string_view text);

}  // namespace klarsicht
