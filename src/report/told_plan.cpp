#include "report/told_plan.h"

#include <algorithm>
#include <variant>

#include "audit/known_values.h"
#include "audit/shown_values.h"

namespace klarsicht {

namespace {

/// What the plan says of the values of a column: left out where they are masked.
void hide_values(const ColumnReport& column, bool leaves, Plan& plan) {
    const auto hidden = [&](std::string_view value) {
        return column.masked || (leaves && column.stays_here && !is_known_value(value, column.meaning));
    };
    const auto erase_if_hidden = [&](auto& by_column, const auto& value_of) {
        const auto found = by_column.find(column.name);
        if (found != by_column.end() && hidden(value_of(found->second))) { by_column.erase(found); }
    };
    erase_if_hidden(plan.favoured, [](const std::string& value) { return value; });
    erase_if_hidden(plan.positive, [](const Positive& positive) { return positive.equals.value_or(""); });
    if (const auto found = plan.population.find(column.name); found != plan.population.end()) {
        if (std::ranges::any_of(found->second, [&](const auto& share) { return hidden(share.first); })) {
            plan.population.erase(found);
        }
    }
    if (plan.treatment && plan.treatment->column == column.name && hidden(plan.treatment->control)) {
        plan.treatment.reset();
    }
}

void hide_names(RemedyStep& step) {
    for (RemedyField& field : step.fields) {
        if (auto* text = std::get_if<std::string>(&field.value)) { *text = without_full_names(*text); }
        if (auto* list = std::get_if<std::vector<std::string>>(&field.value)) {
            for (std::string& name : *list) { name = without_full_names(name); }
        }
    }
}

}  // namespace

Plan told_plan(const Report& report) {
    Plan plan = report.plan;
    if (report.options.show_values) { return plan; }
    const bool leaves = !report.options.on_screen;
    for (const ColumnReport& column : report.columns) { hide_values(column, leaves, plan); }
    if (!leaves) { return plan; }
    // Words that somebody has declared missing are values of the file.
    const std::vector<std::string>& usual = default_missing_tokens();
    if (plan.missing_tokens) {
        std::erase_if(*plan.missing_tokens, [&](const std::string& token) {
            return std::ranges::find(usual, token) == usual.end() && !is_known_value(token, "");
        });
    }
    std::ranges::for_each(plan.remedies, [](RemedyStep& step) { hide_names(step); });
    if (plan.reading.sheet) { plan.reading.sheet = without_full_names(*plan.reading.sheet); }
    return plan;
}

}  // namespace klarsicht
