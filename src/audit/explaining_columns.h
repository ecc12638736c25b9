#pragma once
#include <cstddef>

#include "audit/context.h"

namespace klarsicht {

/// Whether the column was known before a decision and may have led to it: neither the decision nor what came of it, nor
/// what only names or weighs a row.
bool may_explain(const AuditContext& context, std::size_t column);

}  // namespace klarsicht
