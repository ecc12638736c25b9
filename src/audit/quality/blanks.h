#pragma once
#include <cstdint>
#include <vector>

#include "audit/context.h"
#include "audit/quality/rows.h"

namespace klarsicht::quality {

/// Whether an empty cell of the column says "no", "not yet" or "nothing to add", by what the column is, by its name, or
/// by its other values: then it is no gap.
bool may_be_blank(const AuditContext& context, std::size_t column);

/// Whether another column says where the cells of this one are missing: all are where a case is still open, hardly one
/// is elsewhere.
/// @param missing [codes] of the column
/// @param most share of rows that may lack a value elsewhere
bool explained_by_another(const AuditContext& context, std::size_t column, const CodeFlags& missing, double most);

}  // namespace klarsicht::quality
