#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "audit/report.h"
#include "report/message_format.h"

namespace klarsicht {

/// Every text of an outcome in one language.
struct OutcomeText {
    std::string name;  ///< the check's short name
    std::string title, summary, headline, headline_note;
    std::string why, limits, remedy, needs;
    std::vector<std::string> sources;
};

/// Renders an outcome's messages; `why`, `limits`, `remedy` and `needs` fall back to the check's own texts.
OutcomeText outcome_text(const Outcome& outcome, const Texts& texts);

/// `<id>.<part>` as text, "" where there is none.
std::string check_text(std::string_view id, std::string_view part, const Texts& texts);

/// The texts of an opened figure, the ends of their keys.
inline constexpr std::string_view explanation_parts[] = {"name",    "formula", "marketer",
                                                         "officer", "trainer", "not_shown"};
/// @param part one of explanation_parts
std::string opened_text(const OpenedFigure& opened, std::string_view part, const Texts& texts);

/// A chart row's label: the translated term where there is one.
std::string label_of(const ChartRow& row, const Texts& texts);

/// The keys of what stands above a section's rows.
inline constexpr std::string_view section_head[] = {"report.column.column", "report.column.meaning",
                                                    "report.card.share"};
/// Which share of a column's cells holds what the card says, "–" where nobody looked.
std::string share_text(const Section::Row& row, const Texts& texts);

/// How many rows a finding is about and which are the first, counted as people count: from 1 below the header; "" where
/// it is about none.
std::string affected_text(const RowSet& rows, const Texts& texts);

/// Whose decisions are in no figure (Report::withheld_rows), so that nobody looks for them; "" where there are none.
std::string withheld_text(const Report& report, const Texts& texts);

/// A chart's number in its unit.
std::string in_unit(double value, Unit unit, const Texts& texts);

}  // namespace klarsicht
