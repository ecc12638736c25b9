#include "app/model/plan_edit.h"

#include <algorithm>

#include "app/model/json_read.h"

namespace klarsicht::app {

namespace {

/// The object of that name in the plan, made if it is not there.
json& section(json& plan, std::string_view name) {
    if (!plan.is_object()) { plan = json::object(); }
    json& found = plan[std::string(name)];
    if (!found.is_object()) { found = json::object(); }
    return found;
}

json entry(const json& plan, std::string_view name, std::string_view column) {
    const json* part = member(plan, name);
    const json* found = part != nullptr ? member(*part, column) : nullptr;
    return found != nullptr ? *found : json();
}

}  // namespace

const std::vector<std::string_view>& offered_roles() {
    static const std::vector<std::string_view> roles = {
        "protected",  "decision", "outcome",   "score",     "quasi_identifier", "identifier",    "sensitive",
        "attribute",  "person",   "timestamp", "consent",   "opt_out",          "channel",       "campaign",
        "copy",       "product",  "price",     "treatment", "reviewer",         "model_version", "ai_flag",
        "label_flag", "weight",   "ignore"};
    return roles;
}

bool has_role(const json& plan, std::string_view column, std::string_view role) {
    const json roles = entry(plan, "roles", column);
    return roles.is_array() && std::ranges::any_of(roles, [&](const json& one) {
               return one.is_string() && one.get_ref<const std::string&>() == role;
           });
}

void toggle_role(json& plan, std::string_view column, std::string_view role) {
    json& roles = section(plan, "roles")[std::string(column)];
    if (!roles.is_array()) { roles = json::array(); }
    const bool had = has_role(plan, column, role);
    json changed = json::array();
    for (const json& one : roles) {
        if (!one.is_string()) { continue; }
        const std::string& name = one.get_ref<const std::string&>();
        const bool excluded = !had && (role == "ignore" || name == "ignore");
        if (name != role && !excluded) { changed.push_back(name); }
    }
    if (!had) { changed.push_back(std::string(role)); }
    roles = std::move(changed);
}

std::string positive_value(const json& plan, std::string_view column) {
    return string_in(entry(plan, "positive", column), "equals");
}

void set_positive_value(json& plan, std::string_view column, std::string_view value) {
    section(plan, "positive")[std::string(column)] = json{{"equals", std::string(value)}};
}

std::optional<double> positive_at_least(const json& plan, std::string_view column) {
    return optional_in(entry(plan, "positive", column), "at_least");
}

void set_positive_at_least(json& plan, std::string_view column, double bound) {
    section(plan, "positive")[std::string(column)] = json{{"at_least", bound}};
}

std::string favoured_group(const json& plan, std::string_view column) {
    const json* part = member(plan, "favoured");
    return part != nullptr ? string_in(*part, column) : std::string();
}

void set_favoured_group(json& plan, std::string_view column, std::string_view value) {
    section(plan, "favoured")[std::string(column)] = std::string(value);
}

std::map<std::string, double> population_of(const json& plan, std::string_view column) {
    std::map<std::string, double> shares;
    const json given = entry(plan, "population", column);
    if (!given.is_object()) { return shares; }
    double all = 0;
    for (const auto& [group, share] : given.items()) {
        if (!share.is_number() || share.get<double>() < 0) { continue; }
        shares[group] = share.get<double>();
        all += share.get<double>();
    }
    if (!(all > 0)) { return {}; }
    for (auto& [group, share] : shares) { share /= all; }
    return shares;
}

void set_population(json& plan, std::string_view column, const std::vector<std::pair<std::string, double>>& shares) {
    json given = json::object();
    for (const auto& [group, share] : shares) { given[group] = share; }
    section(plan, "population")[std::string(column)] = std::move(given);
}

void add_crossed(json& plan, const std::vector<std::string>& columns) {
    if (!plan.is_object()) { plan = json::object(); }
    json& crossed = plan["crossed"];
    if (!crossed.is_array()) { crossed = json::array(); }
    crossed.push_back(columns);
}

void set_limit(json& plan, std::string_view name, double value) { section(plan, "limits")[std::string(name)] = value; }

}  // namespace klarsicht::app
