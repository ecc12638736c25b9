#include "audit/used_limits.h"

#include <tuple>

namespace klarsicht {

namespace {

std::vector<std::pair<std::string, std::string>> reasons_of(const Rules& rules, std::string_view limit) {
    std::vector<std::pair<std::string, std::string>> reasons;
    const auto found = rules.all().find(limit);
    if (found == rules.all().end()) { return reasons; }
    const auto source = found->find("source");
    if (source == found->end() || !source->is_object()) { return reasons; }
    for (const auto& [language, reason] : source->items()) {
        if (reason.is_string()) { reasons.emplace_back(language, reason.get<std::string>()); }
    }
    return reasons;
}

}  // namespace

std::vector<UsedLimit> used_limits(const CheckInfo& check, const AuditContext& context) {
    std::vector<UsedLimit> used;
    for (const std::string_view name : check.limits) {
        UsedLimit limit{.name = std::string(name),
                        .value = context.limit(name),
                        .of_plan = context.plan.limits.contains(std::string(name))};
        std::tie(limit.low, limit.high) = context.rules.range(name);
        if (!limit.of_plan) { limit.reasons = reasons_of(context.rules, name); }
        used.push_back(std::move(limit));
    }
    return used;
}

}  // namespace klarsicht
