#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "audit/context.h"

namespace klarsicht {

/// Groups of one column of which is not told what was found out about them: those of fewer than five people, and where
/// the sum over all is told elsewhere, as many more as it takes that these do not follow by subtraction. None with
/// `show_values`.
/// @param people [groups] @param others people in none of the groups who count in the sum too
/// @return [groups] 1 where hidden
std::vector<std::uint8_t> hidden_groups(const AuditContext& context, std::span<const std::uint64_t> people,
                                        std::uint64_t others = 0);

}  // namespace klarsicht
