#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "audit/check.h"

namespace klarsicht {

/// A limit that a check used, and who set it.
struct UsedLimit {
    std::string name;
    double value = 0;
    double low = 0, high = 0;  ///< between which a plan may set it, both included
    bool of_plan = false;      ///< else of the rule pack
    std::vector<std::pair<std::string, std::string>>
        reasons;  ///< language and the rule pack's reason for its value; none for a plan's
};

/// The limits of a check, in its order.
std::vector<UsedLimit> used_limits(const CheckInfo& check, const AuditContext& context);

}  // namespace klarsicht
