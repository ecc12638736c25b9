#include "audit/plan_edit.h"

#include <algorithm>
#include <array>
#include <utility>

#include "audit/plan_names.h"

namespace klarsicht {

namespace {

constexpr std::array<Role, 24> offered = {
    Role::protected_, Role::decision,   Role::outcome,   Role::score,    Role::quasi_identifier,
    Role::identifier, Role::sensitive,  Role::attribute, Role::person,   Role::timestamp,
    Role::consent,    Role::opt_out,    Role::channel,   Role::campaign, Role::copy,
    Role::product,    Role::price,      Role::treatment, Role::reviewer, Role::model_version,
    Role::ai_flag,    Role::label_flag, Role::weight,    Role::ignore};

template <class Map, class Value>
void set_or_erase(Map& map, const std::string& key, const std::optional<Value>& value) {
    if (value) {
        map[key] = *value;
    } else if (const auto found = map.find(key); found != map.end()) {
        map.erase(found);
    }
}

/// One edit, done to the person's plan.
class Editor {
public:
    Editor(Plan given, const Plan& used) : given_(std::move(given)), used_(used) {}

    Result<Plan> run(const PlanEdit& edit) {
        KLARSICHT_TRY(std::visit([&](const auto& one) { return apply(one); }, edit));
        return std::move(given_);
    }

private:
    Result<void> known(std::string_view field, const std::string& column) const {
        const std::vector<std::string>& columns = used_.column_order;
        if (std::ranges::find(columns, column) == columns.end()) {
            return unknown_name("column", field, column, {columns.begin(), columns.end()});
        }
        return {};
    }

    Result<void> known(std::string_view field, const std::vector<std::vector<std::string>>& sets) const {
        for (const std::vector<std::string>& set : sets) {
            for (const std::string& column : set) { KLARSICHT_TRY(known(field, column)); }
        }
        return {};
    }

    /// The roles a column has as long as nobody changes them.
    std::vector<Role> roles_now(const std::string& column) const {
        for (const Plan* plan : {&std::as_const(given_), &used_}) {
            if (const auto found = plan->roles.find(column); found != plan->roles.end()) { return found->second; }
        }
        return {};
    }

    Result<void> apply(const edit::SetRoles& edit) {
        KLARSICHT_TRY(known("roles", edit.column));
        // Who names one column's roles must not lose the others' suggestions: every column keeps those it has.
        for (const auto& [column, roles] : used_.roles) { given_.roles.try_emplace(column, roles); }
        given_.roles[edit.column] = edit.roles;
        if (given_.treatment && !given_.has_role(given_.treatment->column, Role::treatment)) {
            given_.treatment.reset();
        }
        // Which groups are crossed follows from who is protected.
        const bool crossed = !given_.crossed.empty();
        std::erase_if(given_.crossed, [&](const std::vector<std::string>& set) {
            return std::ranges::any_of(
                set, [&](const std::string& column) { return !given_.has_role(column, Role::protected_); });
        });
        if (crossed && given_.crossed.empty()) { given_.crossed_given = false; }
        return {};
    }

    Result<void> apply(const edit::ToggleRole& edit) {
        std::vector<Role> roles = roles_now(edit.column);
        if (std::erase(roles, edit.role) == 0) {
            std::erase_if(roles, [&](Role other) { return edit.role == Role::ignore || other == Role::ignore; });
            roles.push_back(edit.role);
        }
        return apply(edit::SetRoles{edit.column, std::move(roles)});
    }

    Result<void> apply(const edit::SetMeaning& edit) {
        KLARSICHT_TRY(known("meaning", edit.column));
        set_or_erase(given_.meaning, edit.column, edit.meaning);
        return {};
    }

    Result<void> apply(const edit::SetPositive& edit) {
        KLARSICHT_TRY(known("positive", edit.column));
        set_or_erase(given_.positive, edit.column, edit.positive);
        return {};
    }

    Result<void> apply(const edit::SetBins& edit) {
        KLARSICHT_TRY(known("bins", edit.column));
        set_or_erase(given_.bins, edit.column, edit.edges);
        return {};
    }

    Result<void> apply(const edit::SetFavoured& edit) {
        KLARSICHT_TRY(known("favoured", edit.column));
        set_or_erase(given_.favoured, edit.column, edit.group);
        return {};
    }

    Result<void> apply(const edit::SetCrossed& edit) {
        if (edit.sets) { KLARSICHT_TRY(known("crossed", *edit.sets)); }
        given_.crossed_given = edit.sets.has_value();
        given_.crossed = edit.sets.value_or(std::vector<std::vector<std::string>>());
        return {};
    }

    Result<void> apply(const edit::Cross& edit) { return cross(edit.columns, false); }

    Result<void> apply(const edit::ToggleCross& edit) { return cross(edit.columns, true); }

    /// @param toggle takes a set out that is there
    Result<void> cross(const std::vector<std::string>& columns, bool toggle) {
        KLARSICHT_TRY(known("crossed", std::vector<std::vector<std::string>>{columns}));
        if (!given_.crossed_given && given_.crossed.empty()) { given_.crossed = used_.crossed; }
        given_.crossed_given = true;
        const auto same = [&](const std::vector<std::string>& set) {
            return std::ranges::is_permutation(set, columns);
        };
        if (toggle && std::erase_if(given_.crossed, same) > 0) { return {}; }
        if (std::ranges::none_of(given_.crossed, same)) { given_.crossed.push_back(columns); }
        return {};
    }

    Result<void> apply(const edit::SetLimit& edit) {
        set_or_erase(given_.limits, edit.name, edit.value);
        return {};
    }

    Result<void> apply(const edit::SetMissingTokens& edit) {
        given_.missing_tokens = edit.tokens;
        return {};
    }

    Result<void> apply(const edit::SetAsOf& edit) {
        given_.as_of = edit.date;
        if (auto days = as_of_days(given_); !days) { return std::unexpected(std::move(days).error()); }
        return {};
    }

    Result<void> apply(const edit::SetDateOrder& edit) {
        given_.date_order = edit.order;
        return {};
    }

    Result<void> apply(const edit::SetMarket& edit) {
        given_.market = edit.market;
        return {};
    }

    Result<void> apply(const edit::SetHolder& edit) {
        if (edit.column) { KLARSICHT_TRY(known("roles", *edit.column)); }
        const auto has = [&](const std::string& column) {
            const std::vector<Role> roles = roles_now(column);
            return std::ranges::find(roles, edit.role) != roles.end();
        };
        for (const std::string& column : used_.column_order) {
            if (column != edit.column && has(column)) { KLARSICHT_TRY(apply(edit::ToggleRole{column, edit.role})); }
        }
        if (edit.column && !has(*edit.column)) { return apply(edit::ToggleRole{*edit.column, edit.role}); }
        return {};
    }

    Result<void> apply(const edit::SetTreatment& edit) {
        if (edit.treatment) { KLARSICHT_TRY(known("treatment", edit.treatment->column)); }
        given_.treatment = edit.treatment;
        if (!edit.treatment || given_.has_role(edit.treatment->column, Role::treatment)) { return {}; }
        // Its column is the one with that role from now on.
        std::vector<Role> roles = roles_now(edit.treatment->column);
        std::erase(roles, Role::ignore);
        if (std::ranges::find(roles, Role::treatment) == roles.end()) { roles.push_back(Role::treatment); }
        return apply(edit::SetRoles{edit.treatment->column, std::move(roles)});
    }

    Result<void> apply(const edit::SetHarmless& edit) {
        KLARSICHT_TRY(known("harmless", edit.column));
        std::erase(given_.harmless, edit.column);
        if (edit.on) { given_.harmless.push_back(edit.column); }
        return {};
    }

    Result<void> apply(const edit::SetPopulation& edit) {
        KLARSICHT_TRY(known("population", edit.column));
        set_or_erase(given_.population, edit.column, edit.shares);
        return {};
    }

    Result<void> apply(const edit::SetRemedies& edit) {
        for (const RemedyStep& step : edit.remedies) {
            const RemedyValue* column = step.find("column");
            const std::string* name = column == nullptr ? nullptr : std::get_if<std::string>(column);
            if (name != nullptr) { KLARSICHT_TRY(known("remedies", *name)); }
        }
        given_.remedies = edit.remedies;
        return {};
    }

    Plan given_;
    const Plan& used_;
};

}  // namespace

Result<Plan> edit_plan(Plan given, const Plan& used, const PlanEdit& edit) {
    return Editor(std::move(given), used).run(edit);
}

Result<Plan> edit_plan(Plan given, const Plan& used, std::span<const PlanEdit> edits) {
    for (const PlanEdit& edit : edits) { given = KLARSICHT_TRY(edit_plan(std::move(given), used, edit)); }
    return given;
}

std::span<const Role> offered_roles() { return offered; }

}  // namespace klarsicht
