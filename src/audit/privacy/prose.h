#pragma once
#include <cstddef>

#include "audit/context.h"

namespace klarsicht::privacy {

/// Whether people write into the column, or machines fill it with whole sentences and addresses.
bool may_hold_prose(const AuditContext& context, std::size_t column);

/// Advertisements, posts and products: they speak of illness, and of whatever else, to everybody.
bool speaks_to_everybody(const AuditContext& context);

/// Rows of which none is somebody's: whoever is told of in them is no customer.
bool is_about_things(const AuditContext& context);

}  // namespace klarsicht::privacy
