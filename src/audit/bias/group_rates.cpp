#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks.h"
#include "audit/bias/explanations.h"
#include "audit/bias/group_figures.h"
#include "audit/bias/subjects.h"
#include "stats/contingency.h"
#include "stats/tests.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 2> needs = {Role::protected_, Role::decision};
constexpr std::size_t most_chart_rows = 12;

json pair(const stats::Interval& interval) { return json::array({interval.low, interval.high}); }

void put(json& group, std::string_view name, const stats::Fraction& fraction) {
    const std::string key(name);
    group[key] = fraction.value();
    group[key + "_ci95"] = pair(fraction.ci95());
}

void put_weighted(json& group, const WeightedSelection& sum) {
    const double share = sum.weight > 0 ? sum.selected / sum.weight : stats::undefined;
    const double rows = sum.squares > 0 ? sum.weight * sum.weight / sum.squares : 0;
    group["weighted_n"] = sum.weight;
    group["effective_n"] = rows;
    group["weighted_selection_rate"] = share;
    group["weighted_selection_rate_ci95"] = pair(stats::wilson_share(share, rows));
}

/// The whole table of a subject: counts, rates, figures between the groups. What it says about fairness is left to bias.group_gaps,
/// so that one finding is not told twice.
class GroupRates final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.group_rates", .area = Area::bias, .needs = needs, .any = false, .limits = {}};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const DecisionColumns columns = decision_columns(context);
        if (!columns.decision || measured_subjects(context).empty()) { return {nothing_to_compare(info(), context, columns)}; }
        std::vector<Outcome> outcomes;
        for (const Subject& subject : measured_subjects(context)) { outcomes.push_back(table_of(context, columns, subject)); }
        return outcomes;
    }

private:
    Outcome table_of(const AuditContext& context, const DecisionColumns& columns, const Subject& subject) const {
        if (subject.grouping.labels.empty()) {
            Outcome outcome = not_assessed(info(), subject.names);
            if (!subject.problem.empty()) { outcome.needs = needs_of(subject.problem); }
            return outcome;
        }
        Outcome outcome = outcome_of(info(), Status::info, Severity::none, subject.names);
        const bool with_outcome = columns.outcome.has_value();
        const std::size_t groups = subject.grouping.labels.size();
        std::vector<stats::Confusion> confusions(groups);
        stats::Contingency decisions(groups, 2);
        for (std::size_t g = 0; g < groups; ++g) {
            json group = {{"group", subject.grouping.labels[g]}};
            if (with_outcome) {
                const stats::Confusion c = subject.cube.confusion(g);
                group["n"] = c.n();
                group["tp"] = c.tp;
                group["fp"] = c.fp;
                group["tn"] = c.tn;
                group["fn"] = c.fn;
                for (const stats::RateDefinition& rate : stats::confusion_rates()) { put(group, rate.name, rate.of(c)); }
                confusions[g] = c;
            } else {
                const stats::Fraction selection = subject.cube.selection(g);
                group["n"] = selection.n;
                group["selected"] = selection.k;
                put(group, "selection_rate", selection);
                // Without an outcome every decision counts as one about somebody to whom nothing happened.
                confusions[g] = {.tp = 0, .fp = selection.k, .tn = selection.n - selection.k, .fn = 0};
            }
            if (!subject.weighted.empty()) { put_weighted(group, subject.weighted[g]); }
            decisions.add(g, 0, confusions[g].selected());
            decisions.add(g, 1, confusions[g].n() - confusions[g].selected());
            outcome.groups.push_back(std::move(group));
        }
        outcome.binned = subject.grouping.binned;
        const std::optional<std::size_t> favoured = subject.grouping.favoured ? std::optional<std::size_t>(*subject.grouping.favoured) : std::nullopt;
        const GroupFigures figures{.groups = confusions, .favoured = favoured, .with_outcome = with_outcome};
        figures.add_to_groups(outcome.groups);
        add_metrics(outcome.metrics, context, columns, subject, confusions, decisions);
        figures.add_metrics(outcome.metrics);
        figures.add_intervals(outcome.intervals, outcome.metrics);
        outcome.explanations = explanations({.labels = subject.grouping.labels,
                                             .groups = confusions,
                                             .binned = outcome.binned,
                                             .favoured = favoured,
                                             .with_outcome = with_outcome,
                                             .metrics = outcome.metrics,
                                             .intervals = outcome.intervals});
        add_texts(outcome, subject, confusions, with_outcome);
        return outcome;
    }

    static void add_metrics(json& metrics, const AuditContext& context, const DecisionColumns& columns, const Subject& subject,
                            const std::vector<stats::Confusion>& groups, const stats::Contingency& decisions) {
        stats::Confusion all;
        for (const stats::Confusion& group : groups) { all += group; }
        const bool named = subject.grouping.favoured.has_value();
        metrics["decision"] = context.name(*columns.decision);
        metrics["outcome"] = columns.outcome ? json(context.name(*columns.outcome)) : json(nullptr);
        metrics["favoured"] = named ? json(subject.grouping.labels[*subject.grouping.favoured]) : json(nullptr);
        metrics["rows"] = all.n();
        metrics["rows_without_group"] = subject.grouping.left_out;
        metrics["rows_without_decision"] = subject.undecided;
        if (columns.outcome) { metrics["rows_without_outcome"] = subject.outcome_unknown; }

        const stats::Association association = stats::association(decisions);
        metrics["chi2"] = association.chi2;
        metrics["chi2_dof"] = association.dof;
        metrics["log10_p"] = association.log10_p;
        metrics["cramers_v"] = association.cramers_v;
        metrics["g"] = 2 * static_cast<double>(association.n) * association.mutual_information;
        metrics["g_log10_p"] = stats::chi_squared_log10_p(metrics["g"].get<double>(), association.dof);
        metrics["mutual_information"] = association.mutual_information;
        metrics["cramers_v_bias_corrected"] = association.cramers_v_bias_corrected;
        json undefined_groups = json::array();
        for (std::size_t g = 0; g < groups.size(); ++g) {
            const bool rates_known = stats::true_positive_rate(groups[g]).n > 0 && stats::false_positive_rate(groups[g]).n > 0;
            if (groups[g].n() == 0 || (columns.outcome && !rates_known)) { undefined_groups.push_back(subject.grouping.labels[g]); }
        }
        metrics["undefined_groups"] = std::move(undefined_groups);
    }

    static void add_texts(Outcome& outcome, const Subject& subject, const std::vector<stats::Confusion>& groups, bool with_outcome) {
        // With an outcome the chart shows who of those it fits is reached; the rates of selection are the chart of bias.group_gaps.
        const auto rate_of = with_outcome ? stats::true_positive_rate : stats::selection_rate;
        std::vector<std::size_t> order;
        for (std::size_t g = 0; g < groups.size(); ++g) {
            if (stats::selection_rate(groups[g]).n > 0) { order.push_back(g); }
        }
        const std::size_t with_decisions = order.size();
        const auto rate = [&](std::size_t g) { return stats::selection_rate(groups[g]).value(); };
        // What was decided about a handful of people is not said in a sentence, unless there are only such groups.
        const auto few = [&](std::size_t g) { return stats::selection_rate(groups[g]).n < least_people_shown; };
        if (!std::ranges::all_of(order, few)) { std::erase_if(order, few); }
        const auto [lowest, highest] = std::ranges::minmax_element(order, {}, rate);
        std::uint64_t rows = 0;
        for (const stats::Confusion& group : groups) { rows += group.n(); }
        const std::string variant = order.empty() ? "empty" : with_outcome ? "with_outcome" : "decision_only";
        outcome.title = Message(outcome.id + ".title." + variant);
        outcome.summary = Message(outcome.id + ".summary." + (with_decisions == 1 ? "one" : variant)).count("groups", with_decisions).count("rows", rows);
        if (order.empty()) { return; }
        outcome.summary.number("low", rate(*lowest))
            .number("high", rate(*highest))
            .group("lowest", subject.grouping.labels[*lowest], subject.grouping.binned)
            .group("highest", subject.grouping.labels[*highest], subject.grouping.binned)
            .count("lowest_n", groups[*lowest].n())
            .count("highest_n", groups[*highest].n());
        outcome.headline = Message(outcome.id + ".headline").number("low", rate(*lowest)).number("high", rate(*highest));
        outcome.headline_note = Message(outcome.id + ".headline_note").count("groups", with_decisions);

        outcome.chart.kind = Chart::Kind::intervals;
        outcome.chart.title = Message(outcome.id + (with_outcome ? ".chart.tpr" : ".chart.selection_rate"));
        outcome.chart.axis = Message(outcome.id + (with_outcome ? ".axis.tpr" : ".axis.selection_rate"));
        outcome.chart.unit = Unit::share;
        if (!subject.grouping.binned) {
            std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return groups[a].n() > groups[b].n(); });
        }
        for (const std::size_t g : order) {
            const stats::Fraction fraction = rate_of(groups[g]);
            if (fraction.n < least_people_shown || outcome.chart.rows.size() == most_chart_rows) { continue; }
            ChartRow row;
            row.label = subject.grouping.labels[g];
            row.label_term = spoken_label(row.label, subject.grouping.binned);
            row.value = fraction.value();
            row.low = fraction.ci95().low;
            row.high = fraction.ci95().high;
            row.n = fraction.n;
            row.reference = g == subject.grouping.favoured;
            outcome.chart.rows.push_back(std::move(row));
        }
        if (outcome.chart.rows.empty()) { outcome.chart = {}; }
    }
};

}  // namespace

const Check& group_rates() {
    static const GroupRates check;
    return check;
}

}  // namespace klarsicht::bias
