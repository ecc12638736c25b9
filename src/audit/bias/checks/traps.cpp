#include "audit/bias/checks/traps.h"

#include <algorithm>
#include <cmath>

#include "audit/bias/counts/score_curves.h"
#include "stats/tests.h"

namespace klarsicht::bias {

namespace {

/// More rows a person than this on average, and rows are no longer independent people.
constexpr double most_rows_a_person = 1.05;
/// With fewer of those to whom it happened, or did not, a score's curve is chance.
constexpr std::uint64_t least_each = 10;

/// The finding of a trap; the values are given to it.
OutcomeBuilder trap(const CheckInfo& info, std::string_view problem, Severity severity, const std::string& column) {
    OutcomeBuilder finding(info, severity == Severity::none ? Status::info : Status::warn, severity, {column});
    finding.say(problem).remedy(problem);
    finding.values.text("column", column);
    return finding;
}

Figures problem_of(std::string_view problem) {
    Figures metrics;
    metrics.text("problem", problem);
    return metrics;
}

void repeated_people(const CheckInfo& info, const AuditContext& context, std::vector<Outcome>& outcomes) {
    constexpr std::string_view problem = "same_people";
    const auto column = context.first_with(Role::person);
    if (!column) { return; }
    const Interpretation& data = context.interpretation(*column);
    const std::uint64_t rows = context.table.rows() - data.missing - data.invalid;
    if (data.distinct == 0) { return; }
    const double each = static_cast<double>(rows) / static_cast<double>(data.distinct);
    if (!(each > most_rows_a_person)) { return; }
    OutcomeBuilder finding = trap(info, problem, Severity::low, context.name(*column));
    finding.values.count("rows", rows).count("people", data.distinct).number("each", each);
    Outcome outcome = finding.make();
    outcome.metrics = problem_of(problem);
    outcome.metrics.size("people", data.distinct);
    outcome.metrics.number("rows_per_person", each);
    outcomes.push_back(std::move(outcome));
}

void odd_score(const CheckInfo& info, const AuditContext& context, std::vector<Outcome>& outcomes) {
    const auto happened = context.first_with(Role::outcome);
    if (!happened) { return; }
    const std::vector<ScoreGroups>& subjects = score_groups(context);
    const auto any = std::ranges::find_if(subjects, [](const ScoreGroups& one) { return one.problem.empty(); });
    if (any == subjects.end()) { return; }
    const stats::AucEstimate auc = stats::auc_estimate(*any->all);
    const std::uint64_t rests_on = std::min(auc.positives, auc.negatives);
    if (std::isnan(auc.variance) || rests_on < least_each) { return; }
    const bool knows = auc.ci95().low >= context.limit("quality.leakage.auc");
    const double off = auc.auc - 0.5;
    const bool reversed = -off >= context.limit("bias.scores.auc_gap") &&
                          stats::chi_squared_log10_p(off * off / std::max(auc.variance, 1e-9), 1) <
                              std::log10(context.limit("bias.further.alpha"));
    if (!knows && !reversed) { return; }
    const std::string_view problem = knows ? "score_knows" : "score_reversed";
    const std::string& score = context.name(*context.first_with(Role::score));
    OutcomeBuilder finding = trap(info, problem, Severity::medium, score);
    finding.values.text("score", score).text("outcome", context.name(*happened)).number("auc", auc.auc);
    Outcome outcome = finding.make();
    outcome.metrics = problem_of(problem);
    outcome.metrics.number("auc", auc.auc).of(rests_on);
    outcomes.push_back(std::move(outcome));
}

void many_classes(const CheckInfo& info, const AuditContext& context, std::vector<Outcome>& outcomes) {
    constexpr std::string_view problem = "classes";
    for (const Role role : {Role::decision, Role::outcome}) {
        const auto column = context.first_with(role);
        if (!column || context.interpretation(*column).distinct < 3) { continue; }
        const auto positive = context.plan.positive.find(context.name(*column));
        if (positive == context.plan.positive.end() || !positive->second.equals) { continue; }
        const std::uint64_t values = context.interpretation(*column).distinct;
        OutcomeBuilder finding = trap(info, problem, Severity::none, context.name(*column));
        finding.values.count("values", values).text("value", context.shown(*column, *positive->second.equals));
        Outcome outcome = finding.make();
        outcome.metrics = problem_of(problem);
        outcome.metrics.count("values", values);
        outcomes.push_back(std::move(outcome));
    }
}

void bad_weights(const CheckInfo& info, const AuditContext& context, std::vector<Outcome>& outcomes) {
    constexpr std::string_view problem = "bad_weights";
    const auto column = context.first_with(Role::weight);
    const std::optional<Cube>& cube = joint_cube(context);
    if (!column || !cube || cube->bad_weights() == 0) { return; }
    OutcomeBuilder finding = trap(info, problem, Severity::low, context.name(*column));
    finding.values.count("rows", cube->bad_weights()).count("all", cube->rows());
    Outcome outcome = finding.make();
    outcome.metrics = problem_of(problem);
    outcome.metrics.size("rows_without_weight", cube->bad_weights());
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
