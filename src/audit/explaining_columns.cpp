#include "audit/explaining_columns.h"

#include <algorithm>
#include <array>

namespace klarsicht {

bool may_explain(const AuditContext& context, std::size_t column) {
    constexpr std::array others = {Role::decision, Role::outcome,       Role::score,   Role::weight,
                                   Role::ignore,   Role::identifier,    Role::person,  Role::reviewer,
                                   Role::copy,     Role::model_version, Role::ai_flag, Role::label_flag};
    const bool excluded =
        std::ranges::any_of(others, [&](Role role) { return context.plan.has_role(context.name(column), role); });
    return !excluded && context.interpretation(column).distinct >= 2;
}

}  // namespace klarsicht
