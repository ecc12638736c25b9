#include "audit/bias/counts/dividing_columns.h"

#include <algorithm>
#include <array>

#include "audit/bias/counts/subjects.h"
#include "audit/bias/counts/told_crossings.h"
#include "audit/small_cells.h"
#include "base/sort_few.h"

namespace klarsicht::bias {

namespace {

/// More columns that are not protected are not looked at, nor such with more groups, or smaller ones on average.
constexpr std::size_t most_other_columns = 8;
constexpr std::size_t most_other_groups = 30;
constexpr std::uint64_t least_each = 20;
/// A number without bins of more values is an amount, not a group.
constexpr std::size_t most_numbers = 10;

/// What an attribute tells of people, by which they are compared where nothing else divides them.
constexpr std::array<std::string_view, 7> who_people_are = {"country",   "education", "household", "income",
                                                            "job_title", "language",  "region"};

bool has_any_role(const AuditContext& context, std::size_t column, std::span<const Role> roles) {
    const std::string& name = context.name(column);
    return std::ranges::any_of(roles, [&](Role role) { return context.plan.has_role(name, role); });
}

bool divides(const AuditContext& context, std::size_t column, const CodeGroups& groups) {
    const Kind kind = context.interpretation(column).kind;
    const bool counts = kind == Kind::category || kind == Kind::boolean || groups.binned ||
                        ((kind == Kind::integer || kind == Kind::text) && groups.labels.size() <= most_numbers);
    std::uint64_t rows = 0;
    for (const std::uint64_t size : groups.sizes) { rows += size; }
    return counts && groups.labels.size() >= 2 && groups.labels.size() <= most_other_groups &&
           rows >= least_each * groups.labels.size();
}

}  // namespace

std::vector<Divided> dividing_columns(const AuditContext& context) {
    constexpr std::array not_who = {Role::ignore,  Role::outcome,    Role::decision,  Role::score,
                                    Role::weight,  Role::treatment,  Role::timestamp, Role::person,
                                    Role::price,   Role::identifier, Role::product,   Role::campaign,
                                    Role::channel, Role::copy,       Role::consent,   Role::opt_out};
    constexpr std::array what_happened = {Role::ignore, Role::outcome};
    std::vector<Divided> divided;
    for (const std::size_t column : context.columns_with(Role::protected_)) {
        if (has_any_role(context, column, what_happened)) { continue; }
        Divided one{.column = column, .is_protected = true, .groups = {}, .problem = ungrouped(context, column)};
        if (one.problem.empty()) { one.groups = groups_of(context, column); }
        divided.push_back(std::move(one));
    }
    std::size_t others = 0;
    const auto add = [&](std::size_t column) {
        const bool told = context.plan.has_role(context.name(column), Role::protected_);
        if (told || has_any_role(context, column, not_who) || !ungrouped(context, column).empty()) { return; }
        CodeGroups groups = groups_of(context, column);
        if (others == most_other_columns || !divides(context, column, groups)) { return; }
        divided.push_back({.column = column, .is_protected = false, .groups = std::move(groups), .problem = {}});
        ++others;
    };
    for (const std::size_t column : context.columns_with(Role::quasi_identifier)) { add(column); }
    const bool any = std::ranges::any_of(divided, [](const Divided& one) { return one.problem.empty(); });
    for (const std::size_t column : context.columns_with(Role::attribute)) {
        if (!any && std::ranges::find(who_people_are, context.meaning(column)) != who_people_are.end()) { add(column); }
    }
    return divided;
}

double people_per_row(const AuditContext& context) {
    /// A few people who are in it twice are no log of people.
    constexpr double nearly_one = 0.95;
    const std::optional<std::size_t> person = context.first_with(Role::person);
    if (!person) { return 1; }
    const Interpretation& data = context.interpretation(*person);
    const std::uint64_t rows = context.table.rows() - data.missing - data.invalid;
    const double people = stats::rate(data.distinct, rows);
    return people < nearly_one ? people : 1;
}

std::vector<std::vector<std::uint8_t>> hidden_groups(const AuditContext& context, const std::vector<Divided>& columns) {
    std::vector<std::vector<std::uint8_t>> hidden;
    std::vector<DividedColumn> parts;
    std::vector<GroupKey> keys;
    for (const Divided& one : columns) {
        hidden.emplace_back(one.groups.labels.size(), 0);
        if (one.problem.empty()) { parts.push_back({one.column, one.groups}); }
    }
    if (context.options.show_values) { return hidden; }
    for (const DividedColumn& part : parts) {
        std::vector<std::uint32_t> order(part.groups.labels.size());
        for (std::uint32_t g = 0; g < order.size(); ++g) { order[g] = g; }
        sort_few(order, [&](std::uint32_t a, std::uint32_t b) { return part.groups.sizes[a] > part.groups.sizes[b]; });
        for (const std::uint32_t g : order) { keys.push_back(group_key(parts, {part.column}, {g})); }
    }
    const ToldCrossings told(context, parts, std::move(keys), std::nullopt);
    for (std::size_t c = 0; c < columns.size(); ++c) {
        bool unchecked = false;
        for (std::uint32_t g = 0; g < hidden[c].size(); ++g) {
            const Telling telling = told.of({columns[c].column}, {g});
            hidden[c][g] = telling == Telling::hidden ? 1 : 0;
            unchecked = unchecked || telling == Telling::unchecked;
        }
        if (!unchecked) { continue; }
        // Too many groups to find out what all of them tell together: at least what each column's sum tells.
        const std::vector<std::vector<std::uint32_t>> members(hidden[c].size());
        const std::vector<std::uint8_t> alone =
            hidden_cells(members, columns[c].groups.sizes, std::vector<std::vector<std::size_t>>(1));
        for (std::size_t g = 0; g < alone.size(); ++g) { hidden[c][g] |= alone[g] != 0 ? 1 : 0; }
    }
    return hidden;
}

}  // namespace klarsicht::bias
