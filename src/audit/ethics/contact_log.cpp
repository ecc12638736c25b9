#include "audit/ethics/contact_log.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "audit/truth.h"

namespace klarsicht {

ContactColumns contact_columns(const AuditContext& context) {
    ContactColumns found;
    found.person = context.first_with(Role::person);
    found.consents = context.columns_with(Role::consent);
    found.opt_outs = context.columns_with(Role::opt_out);
    found.channel = context.first_with(Role::channel);
    constexpr MemoKey<ContactEvidence> contacts{"ethics.contacts"};
    found.contact =
        context.memo->get(contacts, [&] { return contact_evidence(context.table, context.profile, context.plan); });
    return found;
}

std::vector<ConsentState> wishes(const AuditContext& context, std::size_t column, Role role) {
    const Column& values = context.table.columns[column];
    if (!context.plan.positive.contains(values.name)) {
        return consent_states(values, context.interpretation(column), role);
    }
    std::vector<ConsentState> states;
    for (const std::uint8_t yes : truth_codes(context, column)) {
        const ConsentState said = role == Role::consent ? ConsentState::given : ConsentState::withdrawn;
        const ConsentState denied = role == Role::consent ? ConsentState::refused : ConsentState::given;
        states.push_back(yes == 1 ? said : yes == 0 ? denied : ConsentState::none);
    }
    return states;
}

ContactsAbout::ContactsAbout(const AuditContext& context, const ContactColumns& columns, std::size_t column,
                             const std::vector<std::size_t>& of_role)
    : table_(context.table), contact_(columns.contact) {
    if (!contact_.any()) { return; }
    const ContactWay wish = contact_way(context.name(column));
    const bool narrow = of_role.size() > 1 && wish != ContactWay::any && wish != ContactWay::email;
    const auto spoken = [&](std::string_view contact) {
        const ContactWay way = contact_way(contact);
        return narrow ? way == wish : speaks_of(wish, way);
    };
    const std::optional<std::size_t> by = columns.channel;
    if (by && *by != column) {
        ways_ = &table_.columns[*by].codes;
        const Dictionary& ways = table_.columns[*by].dictionary;
        for (std::uint32_t code = 0; code < ways.size(); ++code) { spoken_of_.push_back(spoken(ways[code]) ? 1 : 0); }
        return;
    }
    always_ = spoken(context.name(*contact_.column));
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

}  // namespace klarsicht
