#include "audit/dividing_columns.h"

#include <algorithm>
#include <array>
#include <span>

namespace klarsicht {

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

const std::vector<double>* bins_of(const AuditContext& context, std::size_t column) {
    const auto found = context.plan.bins.find(context.name(column));
    return found == context.plan.bins.end() || found->second.empty() ? nullptr : &found->second;
}

}  // namespace

std::string_view ungrouped(const AuditContext& context, std::size_t column) {
    const Interpretation& interpretation = context.interpretation(column);
    const bool on_a_scale = is_numeric(interpretation.kind) || is_dated(interpretation.kind);
    if (bins_of(context, column) != nullptr && on_a_scale) { return {}; }
    if (interpretation.distinct <= most_groups) { return {}; }
    return on_a_scale ? "needs_bins" : "too_many_groups";
}

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

}  // namespace klarsicht
