#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "audit/plan.h"

namespace klarsicht {

/// What a person changes about a plan. Where a value is absent, what was chosen is taken back and suggested anew.
namespace edit {

struct SetRoles {
    std::string column;
    std::vector<Role> roles;
    bool operator==(const SetRoles&) const = default;
};
/// Gives the column the role or takes it; `ignore` excludes every other role.
struct ToggleRole {
    std::string column;
    Role role = Role::ignore;
    bool operator==(const ToggleRole&) const = default;
};
struct SetMeaning {
    std::string column;
    std::optional<std::string> meaning;
    bool operator==(const SetMeaning&) const = default;
};
struct SetPositive {
    std::string column;
    std::optional<Positive> positive;
    bool operator==(const SetPositive&) const = default;
};
struct SetBins {
    std::string column;
    std::optional<std::vector<double>> edges;
    bool operator==(const SetBins&) const = default;
};
struct SetFavoured {
    std::string column;
    std::optional<std::string> group;
    bool operator==(const SetFavoured&) const = default;
};
struct SetCrossed {
    std::optional<std::vector<std::vector<std::string>>> sets;
    bool operator==(const SetCrossed&) const = default;
};
/// Crosses these columns as well, if they are not crossed yet.
struct Cross {
    std::vector<std::string> columns;
    bool operator==(const Cross&) const = default;
};
/// Absent: the rule pack's.
struct SetLimit {
    std::string name;
    std::optional<double> value;
    bool operator==(const SetLimit&) const = default;
};
/// Absent: the usual ones.
struct SetMissingTokens {
    std::optional<std::vector<std::string>> tokens;
    bool operator==(const SetMissingTokens&) const = default;
};
/// Absent: today.
struct SetAsOf {
    std::optional<std::string> date;
    bool operator==(const SetAsOf&) const = default;
};
/// "dmy" or "mdy"; absent: nobody said it.
struct SetDateOrder {
    std::optional<std::string> order;
    bool operator==(const SetDateOrder&) const = default;
};
struct SetTreatment {
    std::optional<Treatment> treatment;
    bool operator==(const SetTreatment&) const = default;
};
/// Absent: nothing is known of the population.
struct SetPopulation {
    std::string column;
    std::optional<std::map<std::string, double, std::less<>>> shares;
    bool operator==(const SetPopulation&) const = default;
};
struct SetRemedies {
    std::vector<RemedyStep> remedies;
    bool operator==(const SetRemedies&) const = default;
};

/// Absent: no country.
struct SetMarket {
    std::optional<std::string> market;
    bool operator==(const SetMarket&) const = default;
};
/// Gives the role to this column and takes it from all others. Absent: no column has it.
struct SetHolder {
    Role role = Role::ignore;
    std::optional<std::string> column;
    bool operator==(const SetHolder&) const = default;
};
/// Crosses these columns, or does so no longer.
struct ToggleCross {
    std::vector<std::string> columns;
    bool operator==(const ToggleCross&) const = default;
};

/// Whether the person says that the column names nobody.
struct SetHarmless {
    std::string column;
    bool on = false;
    bool operator==(const SetHarmless&) const = default;
};

}  // namespace edit

using PlanEdit =
    std::variant<edit::SetRoles, edit::ToggleRole, edit::SetMeaning, edit::SetPositive, edit::SetBins,
                 edit::SetFavoured, edit::SetCrossed, edit::Cross, edit::SetLimit, edit::SetMissingTokens,
                 edit::SetAsOf, edit::SetTreatment, edit::SetPopulation, edit::SetRemedies, edit::SetHarmless,
                 edit::SetMarket, edit::SetHolder, edit::ToggleCross, edit::SetDateOrder>;

/// Changes a plan as a person asked. Whatever was suggested and not chosen is suggested anew by the next
/// `complete_plan`; after a change of roles every column keeps those it has, and crossed sets lose what is no longer
/// protected.
/// @param given what the person has chosen so far
/// @param used the complete plan that the person looks at; its `column_order` says which columns there are
/// @return what the person has chosen by then; an unknown column is an error that names it
Result<Plan> edit_plan(Plan given, const Plan& used, const PlanEdit& edit);
/// One after another: all of them or none.
Result<Plan> edit_plan(Plan given, const Plan& used, std::span<const PlanEdit> edits);

/// The contract's roles in the order in which a person is offered them.
std::span<const Role> offered_roles();

}  // namespace klarsicht
