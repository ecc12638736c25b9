#include "audit/context.h"

#include <algorithm>

#include "audit/chosen_meaning.h"
#include "audit/known_values.h"
#include "audit/suggest.h"
#include "audit/suggest_names.h"

namespace klarsicht {

namespace {

constexpr MemoKey<std::vector<Shows>> shown_key{"audit.shown"};

}  // namespace

AuditContext::AuditContext(const Table& audited, const Profile& profiled, const Plan& complete, const Rules& pack,
                           AuditOptions asked)
    : table(audited),
      profile(profiled),
      plan(complete),
      rules(pack),
      options(asked),
      as_of(as_of_days(complete).value_or(0)) {}

double AuditContext::limit(std::string_view name) const {
    const auto own = plan.limits.find(name);
    return own == plan.limits.end() ? rules.limit(name) : own->second;
}

std::vector<std::size_t> AuditContext::columns_with(Role role) const {
    std::vector<std::size_t> found;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (plan.has_role(table.columns[c].name, role)) { found.push_back(c); }
    }
    return found;
}

std::optional<std::size_t> AuditContext::first_with(Role role) const {
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (plan.has_role(table.columns[c].name, role)) { return c; }
    }
    return std::nullopt;
}

std::string_view AuditContext::meaning(std::size_t column) const {
    const std::string_view meant = meaning_in(plan, name(column), profile.columns[column].meaning.id);
    // Who is told apart by a number has a number, whatever the profile thought of its name.
    const bool numbered =
        meant.empty() && !plan.meaning.contains(name(column)) &&
        (plan.has_role(name(column), Role::person) || plan.has_role(name(column), Role::identifier)) &&
        stands_for_one(plain_name(name(column)));
    return numbered ? std::string_view("customer_id") : meant;
}

bool AuditContext::personal(std::size_t column) const {
    const std::string& column_name = name(column);
    // Whatever people write freely may be about somebody ("Reha nach Bandscheibenvorfall"), except what is written for
    // everybody.
    const bool for_everybody = plan.has_role(column_name, Role::copy) || plan.has_role(column_name, Role::campaign) ||
                               plan.has_role(column_name, Role::product);
    const bool free_text =
        !for_everybody && (meaning(column) == "comment" || interpretation(column).kind == Kind::text);
    return free_text || is_personal(meaning(column)) || plan.has_role(column_name, Role::identifier) ||
           plan.has_role(column_name, Role::person) || plan.has_role(column_name, Role::reviewer) ||
           plan.has_role(column_name, Role::sensitive);
}

Shows AuditContext::leaving(std::size_t column) const {
    return memo->get(shown_key, [&] { return shown_columns(*this); })[column];
}

bool AuditContext::shows_values(std::size_t column) const {
    return options.show_values || leaving(column) != Shows::nothing || (options.on_screen && !personal(column));
}

std::string AuditContext::shown(std::size_t column, std::string_view spelling) const {
    return shown(column, spelling, std::nullopt);
}

std::string AuditContext::shown(std::size_t column, std::string_view spelling,
                                std::optional<std::uint64_t> rows) const {
    if (!shows_values(column)) { return "•••"; }
    const Kind kind = interpretation(column).kind;
    const bool words = kind == Kind::text || kind == Kind::category;
    if (options.show_values || !words) { return std::string(spelling); }
    const Shows leaves = leaving(column);
    const bool known_only = leaves == Shows::known || leaves == Shows::frequent;
    if (!options.on_screen && known_only && !is_known_value(spelling, meaning(column))) { return "•••"; }
    if (leaves == Shows::frequent) {
        const Column& data = table.columns[column];
        if (!rows) {
            const std::uint32_t code = data.dictionary.find(spelling);
            rows = code == Dictionary::npos ? 0 : data.counts[code];
        }
        if (*rows < least_people_shown) { return "•••"; }
    }
    return without_personal(spelling, class_of(meaning(column)) == PersonalClass::special);
}

}  // namespace klarsicht
