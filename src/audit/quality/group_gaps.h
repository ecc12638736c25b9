#pragma once
#include <optional>
#include <vector>

#include "audit/check.h"
#include "audit/quality/rows.h"

namespace klarsicht::quality {

/// A column in which some cells hold nothing.
struct MissingColumn {
    std::size_t column;
    CodeFlags missing;  ///< [codes]
};

/// Whether values are missing more often in some groups of a protected column than in others: chi-squared per column, corrected for the number of
/// columns (Holm), and a gap of at least `quality.completeness.group_gap` between groups of 30 rows and more. Nothing if there is none.
std::optional<Outcome> group_gaps(const AuditContext& context, const CheckInfo& info, std::size_t protected_column, const std::vector<MissingColumn>& columns);

}  // namespace klarsicht::quality
