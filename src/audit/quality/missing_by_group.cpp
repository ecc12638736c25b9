#include "audit/quality/missing_by_group.h"

#include <algorithm>
#include <cmath>

#include "audit/groups.h"
#include "stats/contingency.h"
#include "stats/interval.h"
#include "stats/tests.h"

namespace klarsicht::quality {

namespace {

/// Smaller groups are not compared, and nothing is told of them.
constexpr std::uint64_t fewest_rows = 30;
constexpr double alpha_log10 = -1.3010299956639813;  // 0.05

struct Compared {
    std::size_t column;
    const CodeFlags* missing;  ///< [codes] of it
    stats::Contingency table;  ///< [groups][filled, missing]
    double log10_p;
    double gap;
    std::size_t lowest, highest;
    bool apart = false;  ///< their intervals do not overlap
};

/// Counts one column; nothing if fewer than two groups are large enough.
std::optional<Compared> compare(const AuditContext& context, const Grouping& grouping, const MissingColumn& missing) {
    Compared result{
        missing.column, &missing.missing, stats::Contingency(grouping.labels.size(), 2), stats::undefined, 0, 0, 0};
    const std::vector<std::uint32_t>& codes = context.table.columns[missing.column].codes;
    for (std::size_t row = 0; row < codes.size(); ++row) {
        if (grouping.group[row] != Grouping::none) {
            result.table.add(grouping.group[row], missing.missing[codes[row]]);
        }
    }
    stats::Contingency large(grouping.labels.size(), 2);
    std::size_t groups = 0;
    double low = 2;
    double high = -1;
    for (std::size_t g = 0; g < grouping.labels.size(); ++g) {
        if (grouping.sizes[g] < fewest_rows) { continue; }
        large.add(g, 0, result.table.at(g, 0));
        large.add(g, 1, result.table.at(g, 1));
        ++groups;
        const double rate = stats::rate(result.table.at(g, 1), grouping.sizes[g]);
        if (rate < low) {
            low = rate;
            result.lowest = g;
        }
        if (rate > high) {
            high = rate;
            result.highest = g;
        }
    }
    if (groups < 2) { return std::nullopt; }
    const auto interval = [&](std::size_t g) { return stats::wilson(result.table.at(g, 1), grouping.sizes[g]); };
    result.apart = interval(result.highest).low > interval(result.lowest).high;
    result.gap = high - low;
    result.log10_p = stats::association(large).log10_p;
    return result;
}

/// All columns that can be compared, with the probabilities corrected for their number.
struct Comparison {
    std::vector<Compared> columns;
    std::vector<double> log10_p_holm;
};

Comparison compare_all(const AuditContext& context, const Grouping& grouping,
                       const std::vector<MissingColumn>& columns) {
    Comparison comparison;
    std::vector<double> log10_p;
    for (const MissingColumn& column : columns) {
        if (auto result = compare(context, grouping, column); result && !std::isnan(result->log10_p)) {
            log10_p.push_back(result->log10_p);
            comparison.columns.push_back(std::move(*result));
        }
    }
    comparison.log10_p_holm = stats::holm_log10(log10_p);
    return comparison;
}

/// Whether another column explains the gap: where the missing cells go with the month, they go with whoever was asked
/// in that month. What follows from the group itself explains nothing.
class Explainer {
public:
    Explainer(const AuditContext& context, const Grouping& grouping) : context_(context), grouping_(grouping) {}

    bool explains(const Compared& gap, double limit) const {
        constexpr std::size_t most_steps = 40'000'000;
        std::size_t steps = 0;
        for (std::size_t by = 0; by < context_.table.columns.size() && steps < most_steps; ++by) {
            steps += grouping_.group.size();
            if (by != gap.column && by != grouping_.columns[0] && may_explain(by) && beside(gap, by) < limit) {
                return true;
            }
        }
        return false;
    }

private:
    bool may_explain(std::size_t by) const {
        constexpr std::size_t most_values = 40;
        const Interpretation& data = context_.interpretation(by);
        const std::size_t values = context_.table.columns[by].counts.size();
        return (data.kind == Kind::category || data.kind == Kind::integer || data.kind == Kind::date) &&
               data.distinct > 1 && values <= most_values && !ignored(context_, by) && !context_.personal(by) &&
               !context_.plan.has_role(context_.name(by), Role::protected_);
    }

    /// What is left of the gap between the two groups once each row is expected to lack what rows with its value of the
    /// other column lack.
    double beside(const Compared& gap, std::size_t by) const {
        constexpr double same = 0.5;  // Cramér's V from which the other column may stand for the group
        const Column& other = context_.table.columns[by];
        const std::vector<std::uint32_t>& codes = context_.table.columns[gap.column].codes;
        stats::Contingency with(grouping_.labels.size(), other.counts.size());
        std::vector<double> lacks(other.counts.size()), rows(other.counts.size());
        for (std::size_t row = 0; row < codes.size(); ++row) {
            if (grouping_.group[row] == Grouping::none) { continue; }
            with.add(grouping_.group[row], other.codes[row]);
            rows[other.codes[row]] += 1;
            lacks[other.codes[row]] += (*gap.missing)[codes[row]];
        }
        if (!(stats::association(with).cramers_v_bias_corrected < same)) { return gap.gap; }
        const auto expected = [&](std::size_t g) {
            double sum = 0;
            for (std::size_t value = 0; value < rows.size(); ++value) {
                const auto n = static_cast<double>(with.at(g, value));
                sum += n > 0 ? n * lacks[value] / rows[value] : 0;
            }
            return sum / static_cast<double>(grouping_.sizes[g]);
        };
        return gap.gap - (expected(gap.highest) - expected(gap.lowest));
    }

    const AuditContext& context_;
    const Grouping& grouping_;
};

stats::Fraction missing_in(const Compared& compared, const Grouping& grouping, std::size_t group) {
    return {compared.table.at(group, 1), grouping.sizes[group]};
}

Chart chart_of(const AuditContext& context, const Grouping& grouping, const Compared& worst, const std::string& id) {
    Chart chart;
    chart.kind = Chart::Kind::intervals;
    chart.title = Message(id + ".chart.groups").text("column", context.name(worst.column));
    chart.axis = Message(id + ".axis.groups");
    chart.unit = Unit::share;
    for (std::size_t g = 0; g < grouping.labels.size(); ++g) {
        if (grouping.sizes[g] < fewest_rows) { continue; }
        ChartRow row = ChartRow::of(grouping.labels[g], grouping.binned, missing_in(worst, grouping, g));
        row.section = context.name(grouping.columns[0]);
        row.reference = g == worst.lowest;
        row.status = g == worst.highest ? Status::warn : Status::info;
        chart.rows.push_back(std::move(row));
    }
    return chart;
}

Outcome finding_of(const AuditContext& context, const CheckInfo& info, const Grouping& grouping, const Compared& worst,
                   double log10_p_holm, std::size_t columns) {
    const std::string& protected_name = context.name(grouping.columns[0]);
    const stats::Fraction high = missing_in(worst, grouping, worst.highest);
    const stats::Fraction low = missing_in(worst, grouping, worst.lowest);
    OutcomeBuilder finding(info, Status::warn, Severity::medium, {protected_name, context.name(worst.column)});
    finding.values.text("column", context.name(worst.column))
        .text("group", protected_name)
        .group("highest", grouping.labels[worst.highest], grouping.binned)
        .group("lowest", grouping.labels[worst.lowest], grouping.binned)
        .number("high", high.value())
        .number("low", low.value())
        .count("n_high", high.n)
        .count("n_low", low.n)
        .number("log10p", log10_p_holm)
        .count("columns", columns);
    finding.say("groups").headline("groups").headline_note("groups");
    return finding.remedy("groups").why("groups").make();
}

}  // namespace

std::optional<Outcome> missing_by_group(const AuditContext& context, const CheckInfo& info,
                                        std::size_t protected_column, const std::vector<MissingColumn>& columns,
                                        std::size_t protected_columns) {
    if (columns.empty()) { return std::nullopt; }
    const Grouping grouping = group_rows(context, {protected_column});
    if (grouping.labels.size() < 2 || grouping.labels.size() > 50) { return std::nullopt; }
    const Comparison comparison = compare_all(context, grouping, columns);
    const std::vector<double>& holm = comparison.log10_p_holm;
    const auto tests = static_cast<double>(std::max<std::size_t>(1, protected_columns));
    const double needed = alpha_log10 - std::log10(tests);
    const double limit = context.limit(group_gap_limit);
    std::optional<std::size_t> worst;
    std::vector<Group> groups;
    const Explainer explainer(context, grouping);
    for (std::size_t i = 0; i < comparison.columns.size(); ++i) {
        const Compared& one = comparison.columns[i];
        if (one.gap < limit || holm[i] > needed || !one.apart || explainer.explains(one, limit)) { continue; }
        Group& group = groups.emplace_back();
        group.people = std::min(grouping.sizes[one.lowest], grouping.sizes[one.highest]);
        group.figures.text("column", context.name(one.column));
        group.figures.points("gap", one.gap);
        group.figures.log10_p("log10_p_holm", holm[i]);
        group.figures.label("lowest", grouping.labels[one.lowest]);
        group.figures.label("highest", grouping.labels[one.highest]);
        if (!worst || one.gap > comparison.columns[*worst].gap) { worst = i; }
    }
    if (!worst) { return std::nullopt; }
    const Compared& gravest = comparison.columns[*worst];
    Outcome outcome = finding_of(context, info, grouping, gravest, holm[*worst], groups.size());
    outcome.metrics.count("columns_compared", comparison.columns.size());
    outcome.metrics.count("columns_with_gap", groups.size());
    outcome.metrics.points("largest_gap", gravest.gap);
    outcome.metrics.log10_p("log10_p_holm", holm[*worst]);
    outcome.groups = std::move(groups);
    outcome.chart = chart_of(context, grouping, gravest, outcome.id);
    return outcome;
}

}  // namespace klarsicht::quality
