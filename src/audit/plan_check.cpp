#include "audit/plan_check.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "audit/groups.h"
#include "table/trim.h"

namespace klarsicht {

namespace {

std::unexpected<Error> refuse(Message message) { return fail(ErrorCode::usage, std::move(message)); }

Result<void> check_limits(const Plan& given, const AuditContext& context) {
    for (const auto& [name, value] : given.limits) {
        const Limit* limit = context.rules.find(name);
        if (limit == nullptr) {
            return refuse(Message("error.plan_unknown_limit")
                              .text("name", std::string_view(name).substr(0, 200))
                              .text("rules", context.rules.id()));
        }
        if (value < limit->low || value > limit->high) {
            Message outside = Message("error.plan_limit_range").text("name", name).number("value", value);
            return refuse(outside.number("low", limit->low).number("high", limit->high));
        }
    }
    return {};
}

/// Numbers, dates and truth values can be compared with a number. A column without values can be anything.
bool has_numbers(const AuditContext& context, std::size_t column) {
    return !context.interpretation(column).values.empty() || context.interpretation(column).distinct == 0;
}

std::unexpected<Error> needs_numbers(std::string_view field, std::string_view column) {
    return refuse(Message("error.plan_needs_numbers").text("field", field).text("column", column));
}

Result<void> check_positive(const Plan& given, const AuditContext& context) {
    for (const auto& [name, positive] : given.positive) {
        const auto column = context.table.find(name);
        if (!column) { continue; }
        if (!positive.equals) {
            if (!has_numbers(context, *column)) {
                return needs_numbers(positive.at_least ? "positive: at_least" : "positive: at_most", name);
            }
            continue;
        }
        if (context.interpretation(*column).distinct < 2) { continue; }
        const auto codes = positive_codes(context, *column);
        if (std::ranges::find(codes, std::uint8_t{1}) == codes.end()) {
            return refuse(Message("error.plan_positive_absent").text("column", name).text("value", *positive.equals));
        }
    }
    return {};
}

Result<void> check_treatment(const Plan& given, const AuditContext& context) {
    if (!given.treatment) { return {}; }
    const auto column = context.table.find(given.treatment->column);
    if (!column) { return {}; }
    const CodeGroups groups =
        group_codes(context.table.columns[*column], context.interpretation(*column), {}, context.as_of);
    if (!groups.labels.empty() && !groups.find(given.treatment->control)) {
        return refuse(Message("error.plan_control_absent")
                          .text("column", given.treatment->column)
                          .text("value", given.treatment->control));
    }
    return {};
}

Result<void> check_population(const Plan& given, const AuditContext& context) {
    for (const auto& [name, shares] : given.population) {
        const auto column = context.table.find(name);
        if (!column) { continue; }
        const CodeGroups groups = groups_of(context, *column);
        const std::set<std::string_view> labels(groups.labels.begin(), groups.labels.end());
        for (const auto& [label, share] : shares) {
            if (!labels.empty() && share > 0 && !labels.contains(trim(label))) {
                return refuse(Message("error.plan_population_absent")
                                  .text("column", name)
                                  .text("value", std::string_view(label).substr(0, 200)));
            }
        }
    }
    return {};
}

}  // namespace

Result<void> check_plan(const Plan& given, const AuditContext& context) {
    KLARSICHT_TRY(check_limits(given, context));
    KLARSICHT_TRY(check_positive(given, context));
    for (const auto& [name, edges] : given.bins) {
        const auto column = context.table.find(name);
        if (column && !has_numbers(context, *column)) { return needs_numbers("bins", name); }
    }
    KLARSICHT_TRY(check_population(given, context));
    return check_treatment(given, context);
}

}  // namespace klarsicht
