#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks/checks.h"
#include "audit/bias/counts/group_figures.h"
#include "audit/bias/counts/subjects.h"
#include "audit/bias/explain/group_measures.h"
#include "stats/contingency.h"
#include "stats/tests.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 2> needs = {Role::protected_, Role::decision};

void add_weighted(Figures& figures, const WeightedSelection& sum) {
    const double share = sum.weight > 0 ? sum.selected / sum.weight : stats::undefined;
    const double rows = sum.squares > 0 ? sum.weight * sum.weight / sum.squares : 0;
    figures.number("weighted_n", sum.weight);
    figures.number("effective_n", rows);
    figures.share("weighted_selection_rate", share).with(stats::wilson_share(share, rows));
}

/// Without an outcome every decision counts as one about somebody to whom nothing happened.
stats::Confusion confusion_of(const Subject& subject, std::size_t group, bool with_outcome) {
    if (with_outcome) { return subject.cube.confusion(group); }
    const stats::Fraction selection = subject.cube.selection(group);
    return {.tp = 0, .fp = selection.k, .tn = selection.n - selection.k, .fn = 0};
}

Group group_of(const Subject& subject, std::size_t g, bool with_outcome) {
    Group group;
    group.people = subject.people(g);
    group.hidden = subject.hidden[g] != 0;
    Figures& figures = group.figures;
    figures.label("group", subject.grouping.labels[g]);
    if (with_outcome) {
        const stats::Confusion c = subject.cube.confusion(g);
        figures.size("n", group.hidden ? *group.people : c.n());
        figures.count("tp", c.tp);
        figures.count("fp", c.fp);
        figures.count("tn", c.tn);
        figures.count("fn", c.fn);
        for (const stats::RateDefinition& rate : stats::confusion_rates()) {
            const stats::Fraction fraction = rate.of(c);
            figures.share(rate.name, fraction.value()).with(fraction.ci95());
        }
    } else {
        const stats::Fraction selection = subject.cube.selection(g);
        figures.size("n", group.hidden ? *group.people : selection.n);
        figures.count("selected", selection.k);
        figures.share("selection_rate", selection);
    }
    if (!subject.weighted.empty()) { add_weighted(figures, subject.weighted[g]); }
    return group;
}

/// The groups that may be told of, with what was decided about them.
struct ShownGroups {
    std::vector<std::size_t> places;  ///< in the subject
    std::vector<std::string> labels;
    std::vector<stats::Confusion> confusions;
    std::optional<std::size_t> favoured;  ///< place here

    ShownGroups(const Subject& subject, bool with_outcome) : places(shown_groups(subject)) {
        for (const std::size_t g : places) {
            if (g == subject.grouping.favoured) { favoured = labels.size(); }
            labels.push_back(subject.grouping.labels[g]);
            confusions.push_back(confusion_of(subject, g, with_outcome));
        }
    }
};

/// The whole table of a subject: counts, rates, figures between the groups. What it says about fairness is left to
/// bias.group_gaps, so that one finding is not told twice.
class GroupRates final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "bias.group_rates", .area = Area::bias, .needs = needs, .any = false, .limits = {}};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const DecisionColumns columns = decision_columns(context);
        if (!columns.decision || measured_subjects(context).empty()) {
            return {nothing_to_compare(info(), context, columns)};
        }
        std::vector<Outcome> outcomes;
        for (const Subject& subject : measured_subjects(context)) {
            outcomes.push_back(table_of(context, columns, subject));
        }
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
        outcome.binned = subject.grouping.binned;
        for (std::size_t g = 0; g < subject.grouping.labels.size(); ++g) {
            outcome.groups.push_back(group_of(subject, g, with_outcome));
        }
        const ShownGroups shown(subject, with_outcome);
        std::vector<Group*> listed;
        for (const std::size_t g : shown.places) { listed.push_back(&outcome.groups[g]); }
        const GroupFigures figures{
            .groups = shown.confusions, .favoured = shown.favoured, .with_outcome = with_outcome};
        figures.add_to_groups(listed);
        add_metrics(outcome.metrics, context, columns, subject, shown);
        figures.add_metrics(outcome.metrics);
        outcome.explanations = explanations({.labels = shown.labels,
                                             .groups = shown.confusions,
                                             .binned = outcome.binned,
                                             .favoured = shown.favoured,
                                             .with_outcome = with_outcome,
                                             .metrics = outcome.metrics});
        add_texts(outcome, subject, shown, with_outcome);
        return outcome;
    }

    static void add_metrics(Figures& metrics, const AuditContext& context, const DecisionColumns& columns,
                            const Subject& subject, const ShownGroups& shown) {
        stats::Confusion all;
        stats::Contingency decisions(shown.confusions.size(), 2);
        for (std::size_t g = 0; g < shown.confusions.size(); ++g) {
            const stats::Confusion& group = shown.confusions[g];
            all += group;
            decisions.add(g, 0, group.selected());
            decisions.add(g, 1, group.n() - group.selected());
        }
        const auto name_or_none = [&](std::string_view name, bool there, const std::string& text) {
            there ? metrics.text(name, text) : metrics.none(name);
        };
        const bool named = subject.grouping.favoured.has_value();
        metrics.text("decision", context.name(*columns.decision));
        name_or_none("outcome", columns.outcome.has_value(),
                     columns.outcome ? context.name(*columns.outcome) : std::string());
        if (named) {
            metrics.label("favoured", subject.grouping.labels[*subject.grouping.favoured]);
        } else {
            metrics.none("favoured");
        }
        metrics.size("rows", all.n());
        metrics.size("rows_without_group", subject.grouping.left_out);
        metrics.size("rows_without_decision", subject.undecided);
        if (columns.outcome) { metrics.size("rows_without_outcome", subject.outcome_unknown); }
        metrics.size("groups_hidden", subject.hidden.size() - shown.places.size());

        const stats::Association association = stats::association(decisions);
        const double g = 2 * static_cast<double>(association.n) * association.mutual_information;
        metrics.number("chi2", association.chi2);
        metrics.number("chi2_dof", association.dof);
        metrics.log10_p("log10_p", association.log10_p);
        metrics.number("cramers_v", association.cramers_v);
        metrics.number("g", g);
        metrics.log10_p("g_log10_p", stats::chi_squared_log10_p(g, association.dof));
        metrics.number("mutual_information", association.mutual_information);
        metrics.number("cramers_v_bias_corrected", association.cramers_v_bias_corrected);
        std::vector<std::string> undefined_groups;
        for (std::size_t i = 0; i < shown.confusions.size(); ++i) {
            const stats::Confusion& group = shown.confusions[i];
            const bool rates_known = stats::true_positive_rate(group).n > 0 && stats::false_positive_rate(group).n > 0;
            if (group.n() == 0 || (columns.outcome && !rates_known)) { undefined_groups.push_back(shown.labels[i]); }
        }
        metrics.labels("undefined_groups", undefined_groups);
    }

    static void add_texts(Outcome& outcome, const Subject& subject, const ShownGroups& shown, bool with_outcome) {
        std::vector<std::size_t> order;  // places in `shown`
        std::uint64_t rows = 0;
        for (std::size_t i = 0; i < shown.confusions.size(); ++i) {
            if (stats::selection_rate(shown.confusions[i]).n > 0) { order.push_back(i); }
            rows += shown.confusions[i].n();
        }
        const auto rate = [&](std::size_t i) { return stats::selection_rate(shown.confusions[i]).value(); };
        const std::string variant =
            order.empty()  ? (subject.hidden.empty() || shown.places.size() == subject.hidden.size() ? "empty" : "few")
            : with_outcome ? "with_outcome"
                           : "decision_only";
        outcome.title = Message(outcome.id + ".title." + variant);
        const std::size_t left_out = subject.hidden.size() - shown.places.size();
        const bool some_left_out = left_out > 0 && !order.empty();
        outcome.summary = Message(outcome.id + ".summary." + (order.size() == 1 ? "one" : variant) +
                                  (some_left_out ? ".left_out" : ""))
                              .count("groups", order.size())
                              .count("left_out", left_out)
                              .count("least", least_people_shown)
                              .count("rows", rows);
        if (order.empty()) { return; }
        const auto [lowest, highest] = std::ranges::minmax_element(order, {}, rate);
        outcome.summary.number("low", rate(*lowest))
            .number("high", rate(*highest))
            .group("lowest", shown.labels[*lowest], outcome.binned)
            .group("highest", shown.labels[*highest], outcome.binned)
            .count("lowest_n", shown.confusions[*lowest].n())
            .count("highest_n", shown.confusions[*highest].n());
        outcome.headline =
            Message(outcome.id + ".headline").number("low", rate(*lowest)).number("high", rate(*highest));
        outcome.headline_note = Message(outcome.id + ".headline_note").count("groups", order.size());
        outcome.chart = chart_of(outcome, shown, std::move(order), with_outcome);
    }

    /// With an outcome the chart shows who of those it fits is reached; the rates of selection are the chart of
    /// bias.group_gaps.
    static Chart chart_of(const Outcome& outcome, const ShownGroups& shown, std::vector<std::size_t> order,
                          bool with_outcome) {
        Chart chart;
        chart.kind = Chart::Kind::intervals;
        chart.title = Message(outcome.id + (with_outcome ? ".chart.tpr" : ".chart.selection_rate"));
        chart.axis = Message(outcome.id + (with_outcome ? ".axis.tpr" : ".axis.selection_rate"));
        chart.unit = Unit::share;
        const auto rate_of = with_outcome ? stats::true_positive_rate : stats::selection_rate;
        for (const std::size_t i : order) {
            const stats::Fraction fraction = rate_of(shown.confusions[i]);
            if (fraction.n < least_people_shown) { continue; }
            chart.rows.push_back(ChartRow::of(shown.labels[i], outcome.binned, fraction));
            chart.rows.back().reference = i == shown.favoured;
        }
        return chart.rows.empty() ? Chart{} : chart;
    }
};

}  // namespace

const Check& group_rates() {
    static const GroupRates check;
    return check;
}

}  // namespace klarsicht::bias
