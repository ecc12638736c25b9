#include "audit/bias/traps.h"

#include <cmath>

#include "audit/bias/score_curves.h"

namespace klarsicht::bias {

namespace {

/// More rows a person than this on average, and rows are no longer independent people.
constexpr double most_rows_a_person = 1.05;

Outcome trap(const CheckInfo& info, std::string_view problem, Severity severity, std::vector<std::string> subject) {
    Outcome outcome = outcome_of(info, severity == Severity::none ? Status::info : Status::warn, severity, std::move(subject));
    const std::string end(problem);
    outcome.title = Message(outcome.id + ".title." + end);
    outcome.summary = Message(outcome.id + ".summary." + end);
    outcome.remedy = Message(outcome.id + ".remedy." + end);
    outcome.metrics = {{"problem", end}};
    return outcome;
}

void repeated_people(const CheckInfo& info, const AuditContext& context, std::vector<Outcome>& outcomes) {
    const auto column = context.first_with(Role::person);
    if (!column) { return; }
    const Interpretation& data = context.interpretation(*column);
    const std::uint64_t rows = context.table.rows() - data.missing - data.invalid;
    if (data.distinct == 0) { return; }
    const double each = static_cast<double>(rows) / static_cast<double>(data.distinct);
    if (!(each > most_rows_a_person)) { return; }
    Outcome outcome = trap(info, "same_people", Severity::low, {context.name(*column)});
    outcome.summary.count("rows", rows).count("people", data.distinct).number("each", each);
    outcome.metrics["people"] = data.distinct;
    outcome.metrics["rows_per_person"] = each;
    outcomes.push_back(std::move(outcome));
}

void odd_score(const CheckInfo& info, const AuditContext& context, std::vector<Outcome>& outcomes) {
    if (!context.first_with(Role::outcome)) { return; }
    for (const ScoreGroups& groups : score_groups(context)) {
        if (!groups.problem.empty()) { continue; }
        const stats::AucEstimate auc = stats::auc_estimate(*groups.all);
        if (std::isnan(auc.variance)) { return; }
        const bool knows = auc.ci95().low >= context.limit("quality.leakage.auc");
        const bool reversed = auc.ci95().high < 0.5;
        if (!knows && !reversed) { return; }
        Outcome outcome = trap(info, knows ? "score_knows" : "score_reversed", Severity::medium, {context.name(*context.first_with(Role::score))});
        outcome.summary.text("score", context.name(*context.first_with(Role::score))).text("outcome", context.name(*context.first_with(Role::outcome))).number("auc", auc.auc);
        outcome.metrics["auc"] = auc.auc;
        outcomes.push_back(std::move(outcome));
        return;
    }
}

void many_classes(const CheckInfo& info, const AuditContext& context, std::vector<Outcome>& outcomes) {
    for (const Role role : {Role::decision, Role::outcome}) {
        const auto column = context.first_with(role);
        if (!column || context.interpretation(*column).distinct < 3) { continue; }
        const auto positive = context.plan.positive.find(context.name(*column));
        if (positive == context.plan.positive.end() || !positive->second.equals) { continue; }
        Outcome outcome = trap(info, "classes", Severity::none, {context.name(*column)});
        outcome.summary.text("column", context.name(*column)).count("values", context.interpretation(*column).distinct).text("value", *positive->second.equals);
        outcome.metrics["values"] = context.interpretation(*column).distinct;
        outcomes.push_back(std::move(outcome));
    }
}

void bad_weights(const CheckInfo& info, const AuditContext& context, std::vector<Outcome>& outcomes) {
    const auto column = context.first_with(Role::weight);
    const std::optional<Cube>& cube = joint_cube(context);
    if (!column || !cube || cube->bad_weights() == 0) { return; }
    Outcome outcome = trap(info, "bad_weights", Severity::low, {context.name(*column)});
    outcome.summary.text("column", context.name(*column)).count("rows", cube->bad_weights()).count("all", cube->rows());
    outcome.metrics["rows_without_weight"] = cube->bad_weights();
    outcomes.push_back(std::move(outcome));
}

}  // namespace

void find_traps(const CheckInfo& info, const AuditContext& context, std::vector<Outcome>& outcomes) {
    many_classes(info, context, outcomes);
    odd_score(info, context, outcomes);
    repeated_people(info, context, outcomes);
    bad_weights(info, context, outcomes);
}

}  // namespace klarsicht::bias
