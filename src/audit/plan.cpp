#include "audit/plan.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace klarsicht {

namespace {

/// In the order of `Role`.
constexpr std::array<std::string_view, 24> role_names = {
    "identifier", "quasi_identifier", "sensitive", "protected", "attribute", "outcome",  "decision",
    "score",      "weight",           "treatment", "timestamp", "person",    "consent",  "opt_out",
    "channel",    "campaign",         "copy",      "price",     "product",   "reviewer", "model_version",
    "ai_flag",    "label_flag",       "ignore",
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

}  // namespace

std::string_view name_of(Role role) { return role_names[static_cast<std::size_t>(role)]; }

std::optional<Role> role_named(std::string_view name) {
    const auto found = std::ranges::find(role_names, name);
    if (found == role_names.end()) { return std::nullopt; }
    return static_cast<Role>(found - role_names.begin());
}

const RemedyValue* RemedyStep::find(std::string_view field) const {
    const auto found = std::ranges::find(fields, field, &RemedyField::name);
    return found == fields.end() ? nullptr : &found->value;
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

std::string iso_date(double days) {
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(static_cast<std::int32_t>(days)))};
    const auto padded = [](int value, std::size_t width) {
        std::string text = std::to_string(value);
        return text.size() < width ? std::string(width - text.size(), '0') + text : text;
    };
    return padded(static_cast<int>(date.year()), 4) + "-" +
           padded(static_cast<int>(static_cast<unsigned>(date.month())), 2) + "-" +
           padded(static_cast<int>(static_cast<unsigned>(date.day())), 2);
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

Result<double> as_of_days(const Plan& plan) {
    if (!plan.as_of) {
        const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
        return static_cast<double>(now.time_since_epoch().count());
    }
    const auto days = days_of_iso_date(*plan.as_of);
    if (!days) { return fail(ErrorCode::usage, Message("error.plan_not_a_date").text("value", *plan.as_of)); }
    return *days;
}

}  // namespace klarsicht
