#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "audit/check.h"
#include "audit/context.h"

namespace klarsicht {

/// The file with every row once: for what would be taken for more people than there are.
struct DistinctRows {
    Table table;
    Profile profile;
    std::uint64_t repeats = 0;  ///< rows left out: equal in all columns to one before them
};

/// Where the report itself calls so many rows duplicates that tests on them would be too sure (`quality.duplicates`),
/// and no column says who a row is about, which tests allow for. Empty elsewhere.
std::optional<DistinctRows> distinct_rows(const AuditContext& context, std::span<const Outcome> outcomes);

/// Says in each comparison of people that repeated rows were counted, and takes the alarm back where it is gone once
/// they count once. @param context in which they were made @param checks those that judged
void count_rows_once(const AuditContext& context, const DistinctRows& distinct, std::span<const Check* const> checks,
                     std::vector<Outcome>& outcomes);

}  // namespace klarsicht
