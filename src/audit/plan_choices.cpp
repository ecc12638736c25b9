#include "audit/plan_choices.h"

#include <algorithm>

namespace klarsicht {

namespace {

constexpr std::size_t most_values = 8;
constexpr std::string_view masked = "•••";

/// The values that can be chosen; nothing where the report hides them.
std::optional<ValueChoice> choice_of(const std::vector<std::string>& values, std::string chosen) {
    ValueChoice choice{.values = {}, .chosen = std::move(chosen)};
    for (const std::string& value : values) {
        if (choice.values.size() < most_values && value.find(masked) == std::string::npos) {
            choice.values.push_back(value);
        }
    }
    return choice.values.empty() ? std::nullopt : std::optional(std::move(choice));
}

}  // namespace

PlanChoices plan_choices(const Plan& plan, const ColumnFacts& column) {
    PlanChoices choices;
    if (const auto roles = plan.roles.find(column.name); roles != plan.roles.end()) { choices.roles = roles->second; }
    const auto has = [&](Role role) { return std::ranges::find(choices.roles, role) != choices.roles.end(); };
    if (has(Role::decision) || has(Role::outcome)) {
        const auto found = plan.positive.find(column.name);
        const Positive positive = found == plan.positive.end() ? Positive() : found->second;
        choices.bound = column.number && column.distinct > 2;
        choices.at_least = positive.at_least;
        if (!choices.bound) { choices.positive = choice_of(column.values, positive.equals.value_or("")); }
    }
    // Numbers and dates are compared in bins, which are no values of the column.
    if (has(Role::protected_) && !column.number && !column.date) {
        const auto found = plan.favoured.find(column.name);
        choices.favoured = choice_of(column.values, found == plan.favoured.end() ? std::string() : found->second);
    }
    if (const auto named = plan.meaning.find(column.name); named != plan.meaning.end()) {
        choices.meaning = named->second;
    }
    if (column.kept_back) { choices.harmless = std::ranges::find(plan.harmless, column.name) != plan.harmless.end(); }
    return choices;
}

}  // namespace klarsicht
