#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "audit/check.h"
#include "audit/quality/rows.h"

namespace klarsicht::quality {

/// A column in which some cells hold nothing.
struct MissingColumn {
    std::size_t column;
    CodeFlags missing;  ///< [codes]
};

inline constexpr std::string_view group_gap_limit = "quality.completeness.group_gap";

/// Whether values are missing more often in some groups of a protected column than in others: chi-squared per column,
/// corrected for the number of columns (Holm, and Bonferroni for the number of protected columns), and a gap of at
/// least `quality.completeness.group_gap` between two groups of 30 rows and more whose intervals do not overlap.
/// Nothing if there is none.
std::optional<Outcome> missing_by_group(const AuditContext& context, const CheckInfo& info,
                                        std::size_t protected_column, const std::vector<MissingColumn>& columns,
                                        std::size_t protected_columns);

}  // namespace klarsicht::quality
