#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "audit/groups.h"

namespace klarsicht::bias {

/// A column that divides people into groups.
struct Divided {
    std::size_t column = 0;
    bool is_protected = false;
    CodeGroups groups;
    std::string_view problem;  ///< why it does not: as in Subject; empty if it does
};

/// The protected columns, then those by which people are told apart and that divide them into a few groups of some size
/// (job, family status, region); where there are none, attributes that tell of people. Not the columns that say what was done or what happened.
std::vector<Divided> dividing_columns(const AuditContext& context);

/// People per row where the file says who a row is about and people have several; else 1.
double people_per_row(const AuditContext& context);

/// Of which of their groups is not told what was measured: those of one to four people, and those from which, with all
/// others, it would follow. [columns][groups] 1: not told. All 0 with `show_values`.
std::vector<std::vector<std::uint8_t>> hidden_groups(const AuditContext& context, const std::vector<Divided>& columns);

}  // namespace klarsicht::bias
