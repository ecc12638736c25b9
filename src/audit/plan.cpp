#include "audit/plan.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace klarsicht {

namespace {

/// In the order of `Role`.
constexpr std::array<std::string_view, 24> role_names = {
    "identifier", "quasi_identifier", "sensitive", "protected", "attribute", "outcome", "decision", "score",
    "weight", "treatment", "timestamp", "person", "consent", "opt_out", "channel", "campaign",
    "copy", "price", "product", "reviewer", "model_version", "ai_flag", "label_flag", "ignore",
};

/// Two or four digits; −1 if there is anything else.
int digits(std::string_view text) {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') { return -1; }
        value = value * 10 + (c - '0');
    }
    return value;
}

template <class Map>
json object_of(const Map& map, auto&& to_json) {
    json object = json::object();
    for (const auto& [key, value] : map) { object[key] = to_json(value); }
    return object;
}

json roles_to_json(const std::vector<Role>& roles) {
    json names = json::array();
    for (const Role role : roles) { names.push_back(name_of(role)); }
    return names;
}

json positive_to_json(const Positive& positive) {
    json object = json::object();
    if (positive.equals) { object["equals"] = *positive.equals; }
    if (positive.at_least) { object["at_least"] = *positive.at_least; }
    if (positive.at_most) { object["at_most"] = *positive.at_most; }
    return object;
}

}  // namespace

std::string_view name_of(Role role) { return role_names[static_cast<std::size_t>(role)]; }

std::optional<Role> role_named(std::string_view name) {
    const auto found = std::ranges::find(role_names, name);
    if (found == role_names.end()) { return std::nullopt; }
    return static_cast<Role>(found - role_names.begin());
}

bool Plan::has_role(std::string_view column, Role role) const {
    const auto found = roles.find(column);
    return found != roles.end() && std::ranges::find(found->second, role) != found->second.end();
}

std::vector<std::string> Plan::columns_with(Role role) const {
    std::vector<std::string> names;
    if (column_order.empty()) {
        for (const auto& [name, column_roles] : roles) {
            if (has_role(name, role)) { names.push_back(name); }
        }
    } else {
        for (const std::string& name : column_order) {
            if (has_role(name, role)) { names.push_back(name); }
        }
    }
    return names;
}

json plan_to_json(const Plan& plan) {
    const auto as_is = [](const auto& value) { return json(value); };
    json object = json::object();
    object["version"] = 1;
    json roles = json::object();
    for (const std::string& name : plan.column_order) {
        const auto found = plan.roles.find(name);
        if (found != plan.roles.end()) { roles[name] = roles_to_json(found->second); }
    }
    for (const auto& [name, column_roles] : plan.roles) {
        if (!roles.contains(name)) { roles[name] = roles_to_json(column_roles); }
    }
    object["roles"] = std::move(roles);
    if (!plan.meaning.empty()) { object["meaning"] = object_of(plan.meaning, as_is); }
    if (!plan.positive.empty()) { object["positive"] = object_of(plan.positive, positive_to_json); }
    if (!plan.bins.empty()) { object["bins"] = object_of(plan.bins, as_is); }
    if (!plan.favoured.empty()) { object["favoured"] = object_of(plan.favoured, as_is); }
    if (plan.crossed_given || !plan.crossed.empty()) { object["crossed"] = plan.crossed; }
    if (!plan.population.empty()) { object["population"] = object_of(plan.population, as_is); }
    if (plan.treatment) { object["treatment"] = {{"column", plan.treatment->column}, {"control", plan.treatment->control}}; }
    if (plan.missing_tokens) { object["missing_tokens"] = *plan.missing_tokens; }
    if (!plan.limits.empty()) { object["limits"] = object_of(plan.limits, as_is); }
    if (plan.as_of) { object["as_of"] = *plan.as_of; }
    if (plan.market) { object["market"] = *plan.market; }
    if (!plan.remedies.empty()) { object["remedies"] = plan.remedies; }
    return object;
}

std::optional<double> days_of_iso_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') { return std::nullopt; }
    const int year = digits(text.substr(0, 4));
    const int month = digits(text.substr(5, 2));
    const int day = digits(text.substr(8, 2));
    if (year < 0 || month < 0 || day < 0) { return std::nullopt; }
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) { return std::nullopt; }
    return static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count());
}

Result<ProfileOptions> profile_options_of(const Plan& plan) {
    ProfileOptions options;
    if (plan.missing_tokens) {
        options.missing_tokens = *plan.missing_tokens;
    } else {
        const auto tokens = default_missing_tokens();
        options.missing_tokens.assign(tokens.begin(), tokens.end());
    }
    if (plan.as_of) {
        const auto days = days_of_iso_date(*plan.as_of);
        if (!days) { return fail(ErrorCode::usage, Message("error.plan_not_a_date").text("value", *plan.as_of)); }
        options.as_of = *days;
    } else {
        const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
        options.as_of = static_cast<double>(now.time_since_epoch().count());
    }
    return options;
}

}  // namespace klarsicht
