#include "audit/ethics/contact_log.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

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
    found.contacts =
        (found.channel && found.timestamp) || context.first_with(Role::campaign) || context.first_with(Role::copy);
    return found;
}

double day_of(const Interpretation& interpretation, std::uint32_t code) {
    if (!interpretation.valid(code)) { return std::numeric_limits<double>::quiet_NaN(); }
    constexpr double seconds_a_day = 86'400;
    return interpretation.kind == Kind::datetime ? interpretation.values[code] / seconds_a_day
                                                 : interpretation.values[code];
}

std::uint64_t people_in(const AuditContext& context, const ContactColumns& columns) {
    return columns.person ? context.interpretation(*columns.person).distinct : context.table.rows();
}

std::vector<std::uint64_t> people_per_value(const AuditContext& context, const ContactColumns& columns,
                                            std::size_t column) {
    const Column& values = context.table.columns[column];
    std::vector<std::uint64_t> people(values.counts.begin(), values.counts.end());
    if (!columns.person) { return people; }
    const std::vector<std::uint32_t>& persons = context.table.columns[*columns.person].codes;
    std::vector<std::array<std::uint32_t, least_people_shown>> known(people.size());
    std::ranges::fill(people, 0);
    for (std::size_t row = 0; row < values.codes.size(); ++row) {
        std::uint64_t& count = people[values.codes[row]];
        if (count == least_people_shown) { continue; }
        auto& seen = known[values.codes[row]];
        const auto end = seen.begin() + static_cast<std::ptrdiff_t>(count);
        if (std::find(seen.begin(), end, persons[row]) != end) { continue; }
        *end = persons[row];
        ++count;
    }
    return people;
}

void put_people(Figures& figures, std::string_view name, const std::optional<std::uint64_t>& people) {
    if (people) {
        figures.size(name, *people);
    } else {
        figures.none(name);
    }
}

Outcome too_few_people(const CheckInfo& info, std::vector<std::string> subject) {
    Outcome outcome = not_assessed(info, std::move(subject));
    outcome.needs = Message("ethics.needs.people");
    return outcome;
}

void add_row(RowSet& rows, std::uint64_t row) {
    constexpr std::size_t most = 20;
    ++rows.count;
    if (rows.first.size() < most) { rows.first.push_back(row); }
}

}  // namespace klarsicht
