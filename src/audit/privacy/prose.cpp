#include "audit/privacy/prose.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "audit/understanding_row.h"

namespace klarsicht::privacy {

bool may_hold_prose(const AuditContext& context, std::size_t column) {
    const Interpretation& data = context.interpretation(column);
    if ((data.kind != Kind::text && data.kind != Kind::category) || is_personal(context.meaning(column))) {
        return false;
    }
    return !context.plan.has_role(context.name(column), Role::ignore);
}

bool speaks_to_everybody(const AuditContext& context) {
    static constexpr std::array<std::string_view, 3> kinds = {"ad", "post", "product"};
    return std::ranges::find(kinds, what_a_row_is(context).kind) != kinds.end();
}

bool is_about_things(const AuditContext& context) {
    return speaks_to_everybody(context) || what_a_row_is(context).kind == "thing";
}

}  // namespace klarsicht::privacy
