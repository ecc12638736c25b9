#pragma once
#include <cstdint>
#include <vector>

#include "audit/dividing_columns.h"

namespace klarsicht::bias {

/// People per row where the file says who a row is about and people have several; else 1.
double people_per_row(const AuditContext& context);

/// Of which of their groups is not told what was measured: those of one to four people, and those from which, with all
/// others, it would follow. [columns][groups] 1: not told. All 0 with `show_values`.
std::vector<std::vector<std::uint8_t>> hidden_groups(const AuditContext& context, const std::vector<Divided>& columns);

}  // namespace klarsicht::bias
