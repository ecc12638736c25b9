#include "audit/ethics/contacts.h"

#include <limits>

namespace klarsicht {

namespace {

bool has_dates(const AuditContext& context, std::size_t column) {
    const Kind kind = context.interpretation(column).kind;
    return kind == Kind::date || kind == Kind::datetime;
}

}  // namespace

ContactColumns contact_columns(const AuditContext& context) {
    ContactColumns found;
    found.person = context.first_with(Role::person);
    found.consent = context.first_with(Role::consent);
    found.opt_out = context.first_with(Role::opt_out);
    found.channel = context.first_with(Role::channel);
    for (const std::size_t column : context.columns_with(Role::timestamp)) {
        if (!has_dates(context, column)) { continue; }
        // A time of day says more than a day.
        const bool better = context.interpretation(column).kind == Kind::datetime && found.timestamp &&
                            context.interpretation(*found.timestamp).kind == Kind::date;
        if (!found.timestamp || better) { found.timestamp = column; }
    }
    // A channel alone may be how somebody became a customer, or how they like to be reached.
    found.contacts = (found.channel && found.timestamp) || context.first_with(Role::campaign) || context.first_with(Role::copy);
    return found;
}

double day_of(const Interpretation& interpretation, std::uint32_t code) {
    if (!interpretation.valid(code)) { return std::numeric_limits<double>::quiet_NaN(); }
    constexpr double seconds_a_day = 86'400;
    return interpretation.kind == Kind::datetime ? interpretation.values[code] / seconds_a_day : interpretation.values[code];
}

void add_row(RowSet& rows, std::uint64_t row) {
    constexpr std::size_t most = 20;
    ++rows.count;
    if (rows.first.size() < most) { rows.first.push_back(row); }
}

}  // namespace klarsicht
