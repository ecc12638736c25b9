#include "audit/quality/group_gaps.h"

#include <algorithm>
#include <cmath>

#include "audit/groups.h"
#include "stats/contingency.h"
#include "stats/interval.h"
#include "stats/tests.h"

namespace klarsicht::quality {

namespace {

constexpr std::uint64_t fewest_rows = 30;
constexpr double alpha_log10 = -1.3010299956639813;  // 0.05

struct Compared {
    std::size_t column;
    stats::Contingency table;  ///< [groups][filled, missing]
    double log10_p;
    double gap;
    std::size_t lowest, highest;
    bool apart = false;  ///< their intervals do not overlap
};

/// Counts one column; nothing if fewer than two groups are large enough.
std::optional<Compared> compare(const AuditContext& context, const Grouping& grouping, const MissingColumn& missing) {
    Compared result{missing.column, stats::Contingency(grouping.labels.size(), 2), stats::undefined, 0, 0, 0};
    const std::vector<std::uint32_t>& codes = context.table.columns[missing.column].codes;
    for (std::size_t row = 0; row < codes.size(); ++row) {
        if (grouping.group[row] != Grouping::none) { result.table.add(grouping.group[row], missing.missing[codes[row]]); }
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

}  // namespace

std::optional<Outcome> group_gaps(const AuditContext& context, const CheckInfo& info, std::size_t protected_column, const std::vector<MissingColumn>& columns,
                                  std::size_t protected_columns) {
    if (columns.empty()) { return std::nullopt; }
    const Grouping grouping = group_rows(context, {protected_column});
    if (grouping.labels.size() < 2 || grouping.labels.size() > 50) { return std::nullopt; }
    std::vector<Compared> compared;
    std::vector<double> log10_p;
    for (const MissingColumn& column : columns) {
        if (auto result = compare(context, grouping, column); result && !std::isnan(result->log10_p)) {
            log10_p.push_back(result->log10_p);
            compared.push_back(std::move(*result));
        }
    }
    const std::vector<double> holm = stats::holm_log10(log10_p);
    const double needed = alpha_log10 - std::log10(static_cast<double>(std::max<std::size_t>(1, protected_columns)));
    const double limit = context.limit("quality.completeness.group_gap");
    const Compared* worst = nullptr;
    double worst_p = 0;
    Outcome outcome = outcome_of(info, Status::warn, Severity::medium, {context.name(protected_column)});
    for (std::size_t i = 0; i < compared.size(); ++i) {
        if (compared[i].gap < limit || holm[i] > needed || !compared[i].apart) { continue; }
        outcome.groups.push_back({{"column", context.name(compared[i].column)}, {"gap", compared[i].gap}, {"log10_p_holm", holm[i]},
                                  {"lowest", grouping.labels[compared[i].lowest]}, {"highest", grouping.labels[compared[i].highest]}});
        if (worst == nullptr || compared[i].gap > worst->gap) {
            worst = &compared[i];
            worst_p = holm[i];
        }
    }
    if (worst == nullptr) { return std::nullopt; }
    const auto rate = [&](std::size_t g) { return stats::rate(worst->table.at(g, 1), grouping.sizes[g]); };
    outcome.subject.push_back(context.name(worst->column));
    outcome.title = Message(outcome.id + ".title.groups").text("column", context.name(worst->column)).text("group", context.name(protected_column));
    outcome.summary = Message(outcome.id + ".summary.groups")
                          .text("column", context.name(worst->column))
                          .text("group", context.name(protected_column))
                          .group("highest", grouping.labels[worst->highest], grouping.binned)
                          .group("lowest", grouping.labels[worst->lowest], grouping.binned)
                          .number("high", rate(worst->highest))
                          .number("low", rate(worst->lowest))
                          .count("n_high", grouping.sizes[worst->highest])
                          .count("n_low", grouping.sizes[worst->lowest])
                          .number("log10p", worst_p)
                          .count("columns", outcome.groups.size());
    outcome.headline = Message(outcome.id + ".headline.groups").number("high", rate(worst->highest)).number("low", rate(worst->lowest));
    outcome.headline_note = Message(outcome.id + ".headline_note.groups").group("highest", grouping.labels[worst->highest], grouping.binned).group("lowest", grouping.labels[worst->lowest], grouping.binned);
    outcome.why = Message(outcome.id + ".why.groups");
    outcome.remedy = Message(outcome.id + ".remedy.groups");
    outcome.metrics["columns_compared"] = compared.size();
    outcome.metrics["columns_with_gap"] = outcome.groups.size();
    outcome.metrics["largest_gap"] = worst->gap;
    outcome.metrics["log10_p_holm"] = worst_p;
    outcome.chart.kind = Chart::Kind::intervals;
    outcome.chart.title = Message(outcome.id + ".chart.groups").text("column", context.name(worst->column));
    outcome.chart.axis = Message(outcome.id + ".axis.groups");
    outcome.chart.unit = Unit::share;
    for (std::size_t g = 0; g < grouping.labels.size() && outcome.chart.rows.size() < 20; ++g) {
        if (grouping.sizes[g] < fewest_rows) { continue; }
        const stats::Interval interval = stats::wilson(worst->table.at(g, 1), grouping.sizes[g]);
        outcome.chart.rows.push_back({.section = context.name(protected_column), .label = grouping.labels[g], .label_term = spoken_label(grouping.labels[g], grouping.binned), .value = rate(g), .low = interval.low,
                                      .high = interval.high, .n = grouping.sizes[g], .reference = g == worst->lowest,
                                      .status = g == worst->highest ? Status::warn : Status::info});
    }
    return outcome;
}

}  // namespace klarsicht::quality
