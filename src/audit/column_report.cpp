#include "audit/column_report.h"

#include <algorithm>
#include <array>

#include "audit/report.h"
#include "profile/patterns.h"

namespace klarsicht {

namespace {

constexpr std::array told_of_people = {Role::decision, Role::outcome, Role::score, Role::price, Role::treatment};

/// The summary without what belongs to single spellings.
ColumnProfile summary_of(const ColumnProfile& profile) {
    ColumnProfile summary;
    summary.interpretation.kind = profile.interpretation.kind;
    summary.interpretation.missing = profile.interpretation.missing;
    summary.interpretation.invalid = profile.interpretation.invalid;
    summary.interpretation.distinct = profile.interpretation.distinct;
    summary.interpretation.number_style = profile.interpretation.number_style;
    summary.interpretation.date_style = profile.interpretation.date_style;
    summary.interpretation.ambiguous = profile.interpretation.ambiguous;
    summary.meaning = profile.meaning;
    summary.rows = profile.rows;
    summary.min = profile.min;
    summary.max = profile.max;
    summary.mean = profile.mean;
    summary.std = profile.std;
    summary.quantiles = profile.quantiles;
    summary.histogram = profile.histogram;
    return summary;
}

/// Joins bins of one to four rows with their neighbours.
void join_small_bins(Histogram& histogram) {
    const auto small = [](std::uint64_t rows) { return rows > 0 && rows < least_people_shown; };
    Histogram joined;
    for (std::size_t bin = 0; bin < histogram.counts.size(); ++bin) {
        if (!joined.counts.empty() && small(joined.counts.back())) {
            joined.counts.back() += histogram.counts[bin];
        } else {
            joined.edges.push_back(histogram.edges[bin]);
            joined.counts.push_back(histogram.counts[bin]);
        }
    }
    while (joined.counts.size() > 1 && small(joined.counts.back())) {
        const std::uint64_t rows = joined.counts.back();
        joined.counts.pop_back();
        joined.edges.pop_back();
        joined.counts.back() += rows;
    }
    if (joined.counts.empty() || small(joined.counts.back())) {
        histogram = {};
        return;
    }
    joined.edges.push_back(histogram.edges.back());
    histogram = std::move(joined);
}

std::uint64_t rows_with(const Column& column, const Interpretation& interpretation, double value) {
    std::uint64_t rows = 0;
    for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
        if (interpretation.values[code] == value) { rows += column.counts[code]; }
    }
    return rows;
}

/// Of what few rows stand behind, nothing. @param masked of a masked column no quantile either: it is somebody's value
void hide_single_people(const Column& column, const Interpretation& interpretation, bool masked,
                        ColumnProfile& summary) {
    if (!summary.min) { return; }
    const auto valid_rows = static_cast<double>(summary.rows - interpretation.missing - interpretation.invalid);
    const auto least = static_cast<double>(least_people_shown);
    if (rows_with(column, interpretation, *summary.min) < least_people_shown) { summary.min.reset(); }
    if (rows_with(column, interpretation, *summary.max) < least_people_shown) { summary.max.reset(); }
    for (std::size_t q = 0; q < profile_quantiles.size(); ++q) {
        if (masked || std::min(profile_quantiles[q], 1 - profile_quantiles[q]) * valid_rows < least) {
            summary.quantiles[q].reset();
        }
    }
    if (valid_rows < least) {
        summary.mean.reset();
        summary.std.reset();
    }
    join_small_bins(summary.histogram);
}

/// Even of masked values: how five and more are written tells of none of them.
std::vector<ShownValue> shown_patterns(const Column& column, const Interpretation& interpretation, bool all) {
    constexpr std::size_t most = 10;
    std::vector<ShownValue> shown;
    for (Pattern& pattern : patterns_of(column, interpretation, most, all ? 1 : least_people_shown)) {
        shown.push_back({std::move(pattern.shape), pattern.rows});
    }
    return shown;
}

}  // namespace

ColumnReport column_report(const AuditContext& context, std::size_t column) {
    const ColumnProfile& profile = context.profile.columns[column];
    const Column& data = context.table.columns[column];
    ColumnReport report;
    report.name = data.name;
    report.index = column;
    report.meaning = context.meaning(column);
    report.summary = summary_of(profile);
    const auto named = context.plan.roles.find(data.name);
    if (named != context.plan.roles.end()) { report.roles = named->second; }
    if (column < context.plan.why.size()) { report.why = context.plan.why[column]; }

    report.masked = !context.shows_values(column);
    report.stays_here = !report.masked && !context.options.show_values && context.leaving(column) != Shows::all;
    report.harmless = std::ranges::find(context.plan.harmless, data.name) != context.plan.harmless.end();
    const bool all = context.options.show_values;
    // Masked though its meaning is nobody's: numbers that were given to somebody (audit/shown_values.h).
    const bool given_out = report.masked && profile.interpretation.kind == Kind::integer && !context.personal(column);
    const bool identifies = given_out || context.plan.has_role(data.name, Role::identifier) ||
                            context.plan.has_role(data.name, Role::person);
    report.patterns = shown_patterns(data, profile.interpretation, all);
    if (!all && identifies) {
        report.summary.min.reset();
        report.summary.max.reset();
        report.summary.mean.reset();
        report.summary.std.reset();
        report.summary.quantiles = {};
        report.summary.histogram = {};
        return report;
    }
    // The lowest and the highest are what was decided, scored or paid for one person.
    const bool about_people = context.personal(column) || std::ranges::any_of(told_of_people, [&](Role role) {
                                  return context.plan.has_role(data.name, role);
                              });
    if (!all && (about_people || report.masked)) {
        hide_single_people(data, profile.interpretation, report.masked, report.summary);
    }
    for (const TopValue& value : profile.top) {
        if (context.shows(value.rows)) { report.top.push_back({context.shown(column, value.code), value.rows}); }
    }
    return report;
}

}  // namespace klarsicht
