#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "audit/groups.h"

namespace klarsicht {

/// More groups than a single column is divided into.
inline constexpr std::size_t most_groups = 200;

/// Tells without looking at the rows why a column cannot be divided into groups: `needs_bins`, `too_many_groups`; empty
/// if it can.
std::string_view ungrouped(const AuditContext& context, std::size_t column);

/// A column that divides people into groups.
struct Divided {
    std::size_t column = 0;
    bool is_protected = false;
    CodeGroups groups;
    std::string_view problem;  ///< why it does not: as in Subject; empty if it does
};

/// The protected columns, then those by which people are told apart and that divide them into a few groups of some size
/// (job, family status, region); where there are none, attributes that tell of people. Not the columns that say what
/// was done or what happened.
std::vector<Divided> dividing_columns(const AuditContext& context);

}  // namespace klarsicht
