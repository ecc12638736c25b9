#include "audit/used_limits.h"

namespace klarsicht {

std::vector<UsedLimit> used_limits(const CheckInfo& check, const AuditContext& context) {
    std::vector<UsedLimit> used;
    for (const std::string_view name : check.limits) {
        UsedLimit limit{.name = std::string(name),
                        .value = context.limit(name),
                        .of_plan = context.plan.limits.contains(std::string(name))};
        if (const Limit* known = context.rules.find(name)) {
            limit.low = known->low;
            limit.high = known->high;
            if (!limit.of_plan) { limit.reasons.assign(known->source.begin(), known->source.end()); }
        }
        used.push_back(std::move(limit));
    }
    return used;
}

}  // namespace klarsicht
