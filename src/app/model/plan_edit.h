#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/model/report_model.h"

namespace klarsicht::app {

/// The contract's roles, in the order in which a person is offered them.
const std::vector<std::string_view>& offered_roles();

bool has_role(const json& plan, std::string_view column, std::string_view role);
/// Gives the column the role or takes it. `ignore` excludes every other role.
void toggle_role(json& plan, std::string_view column, std::string_view role);

/// The value that counts as positive ("" if a bound or nothing is set).
std::string positive_value(const json& plan, std::string_view column);
void set_positive_value(json& plan, std::string_view column, std::string_view value);
/// The lowest number that counts as positive, if that is how it is set.
std::optional<double> positive_at_least(const json& plan, std::string_view column);
void set_positive_at_least(json& plan, std::string_view column, double bound);

std::string favoured_group(const json& plan, std::string_view column);
void set_favoured_group(json& plan, std::string_view column, std::string_view value);

/// Shares of the people the file stands for, by group of a column, as the plan has them; made to sum to 1.
std::map<std::string, double> population_of(const json& plan, std::string_view column);
/// @param shares by group, in any unit
void set_population(json& plan, std::string_view column, const std::vector<std::pair<std::string, double>>& shares);

/// The plan with the columns crossed as well.
void add_crossed(json& plan, const std::vector<std::string>& columns);
void set_limit(json& plan, std::string_view name, double value);

}  // namespace klarsicht::app
