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

bool is_about_things(const AuditContext& context) {
    static constexpr std::array<std::string_view, 4> kinds = {"ad", "post", "product", "thing"};
    return std::ranges::find(kinds, what_a_row_is(context).kind) != kinds.end();
}

}  // namespace klarsicht::privacy
