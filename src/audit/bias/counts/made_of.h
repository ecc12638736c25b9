#pragma once
#include <cstddef>
#include <vector>

#include "audit/context.h"

namespace klarsicht::bias {

/// Columns that an amount is made of, or that are made of it: parts of a sum or difference, factors of a product or
/// ratio, the same on another scale, its bands. They do not explain the amount, they say it again.
/// @param rows to look at @return [columns of the table] 1: one of these
std::vector<std::uint8_t> made_of(const AuditContext& context, std::size_t amount,
                                  const std::vector<std::size_t>& rows);

}  // namespace klarsicht::bias
