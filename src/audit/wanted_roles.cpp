#include "audit/wanted_roles.h"

#include <algorithm>

#include "audit/registry.h"

namespace klarsicht {

std::vector<Role> wanted_roles(const Outcome& outcome, const Plan& plan) {
    const Check* check = check_named(outcome.id);
    if (check == nullptr || outcome.status != Status::not_assessed) { return {}; }
    const auto given = [&](Role role) {
        return std::ranges::any_of(plan.roles, [&](const auto& column) {
            return std::ranges::find(column.second, role) != column.second.end();
        });
    };
    const CheckInfo& info = check->info();
    std::vector<Role> wanted;
    std::ranges::remove_copy_if(info.needs, std::back_inserter(wanted), given);
    // One of them is enough, and is there.
    if (info.any && wanted.size() < info.needs.size()) { return {}; }
    return wanted;
}

}  // namespace klarsicht
