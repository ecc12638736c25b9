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
    using enum Role;
    static constexpr Role order[] = {protected_, decision, outcome, score, quasi_identifier, identifier, sensitive, attribute,
                                     person, timestamp, consent, opt_out, channel, campaign, copy, product,
                                     price, treatment, reviewer, model_version, ai_flag, label_flag, weight, ignore};
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> all;
        for (const Role role : order) { all.push_back(name_of(role)); }
        return all;
    }();
    return names;
}

bool has_role(const json& plan, std::string_view column, std::string_view role) {
    const json roles = entry(plan, "roles", column);
    return roles.is_array() && std::ranges::any_of(roles, [&](const json& one) { return one.is_string() && one.get_ref<const std::string&>() == role; });
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

std::string positive_value(const json& plan, std::string_view column) { return string_in(entry(plan, "positive", column), "equals"); }

void set_positive_value(json& plan, std::string_view column, std::string_view value) {
    section(plan, "positive")[std::string(column)] = json{{"equals", std::string(value)}};
}

std::optional<double> positive_at_least(const json& plan, std::string_view column) { return optional_in(entry(plan, "positive", column), "at_least"); }

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

}  // namespace klarsicht::app
