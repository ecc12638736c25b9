#include "app/model/comparison.h"

#include <algorithm>
#include <map>

#include "app/model/figures_read.h"
#include "base/sort_few.h"

namespace klarsicht::app {

namespace {

constexpr std::size_t most_chart_rows = 12;

std::vector<Comparison::Group> groups_of(const Finding& finding) {
    std::vector<Comparison::Group> groups;
    const std::optional<std::uint64_t> selected = known_count(finding.metrics.find("favoured_selected"));
    const std::uint64_t people = count_of(finding.metrics, "favoured_n");
    if (finding.groups.empty() || people == 0 || !selected) { return groups; }
    // The favoured group's label as a person says it stands in the chart only.
    const std::string value(finding.metrics.text_of("favoured"));
    std::string favoured = value;
    for (const ChartRowModel& row : finding.chart.rows) {
        if (row.reference) { favoured = row.label; }
    }
    groups.push_back({.label = favoured, .value = value, .selected = {*selected, people}, .gap = {}});
    for (const Group& group : finding.groups) {
        const std::optional<std::uint64_t> own = known_count(group.figures.find("selected"));
        if (!own) { continue; }
        groups.push_back({.label = spoken_label(group),
                          .value = std::string(group.label()),
                          .selected = {*own, count_of(group.figures, "n")},
                          .gap = {}});
    }
    return groups;
}

}  // namespace

std::optional<GapLimits> gap_limits_of(const Finding& finding) {
    const auto ratio = finding.limit("bias.selection_rate.ratio"),
               negligible = finding.limit("bias.group_gaps.negligible_ratio");
    const auto alpha = finding.limit("bias.group_gaps.alpha"), power = finding.limit("bias.group_gaps.power");
    if (!ratio || !negligible || !alpha || !power) { return std::nullopt; }
    return GapLimits{.ratio = *ratio, .negligible_ratio = *negligible, .alpha = *alpha, .power = *power};
}

std::optional<GapLimits> gap_limits_of(const ReportModel& report) {
    const auto gaps = std::ranges::find(report.findings, "bias.group_gaps", &Finding::id);
    return gaps == report.findings.end() ? std::nullopt : gap_limits_of(*gaps);
}

Comparison compare(const ReportModel& report, const std::vector<std::size_t>& findings, std::size_t subject,
                   std::size_t favoured, double ratio) {
    std::vector<std::size_t> others = findings;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(subject));
    return compare(report, others, groups_of(report.findings[findings[subject]]), favoured, ratio);
}

Comparison compare(const ReportModel& report, const std::vector<std::size_t>& others,
                   std::vector<Comparison::Group> groups, std::size_t favoured, double ratio) {
    Comparison result;
    std::optional<GapLimits> limits = gap_limits_of(report);
    if (groups.size() < 2 || !limits) { return result; }
    limits->ratio = ratio;
    result.groups = std::move(groups);
    result.ratio = ratio;
    result.favoured = std::min(favoured, result.groups.size() - 1);
    std::vector<Gap> gaps;
    const auto add = [&](const std::vector<Comparison::Group>& compared, std::size_t reference, std::size_t subject) {
        for (std::size_t g = 0; g < compared.size(); ++g) {
            if (g == reference || compared[g].selected.n == 0) { continue; }
            Gap gap = compare_rates(compared[g].selected, compared[reference].selected);
            gap.subject = subject;
            gap.group = g;
            gaps.push_back(gap);
        }
    };
    add(result.groups, result.favoured, 0);
    for (const std::size_t other : others) { add(groups_of(report.findings[other]), 0, 1); }
    judge_gaps(gaps, *limits);
    for (const Gap& gap : gaps) {
        if (gap.subject != 0) { continue; }
        const bool found = gap.verdict == GapVerdict::disparity_large || gap.verdict == GapVerdict::disparity;
        result.behind += found && gap.less() ? 1 : 0;
        result.ahead += found && !gap.less() ? 1 : 0;
        result.unclear += gap.verdict == GapVerdict::too_few ? 1 : 0;
        result.groups[gap.group].gap = gap;
    }
    return result;
}

std::vector<Comparison::Group> crossed_groups(const JointCounts& counts, const std::vector<std::size_t>& chosen,
                                              const Texts& texts) {
    std::vector<Comparison::Group> groups;
    const JointCounts::Set* set = counts.find(chosen);
    if (set == nullptr) { return groups; }
    std::vector<std::size_t> favoured;
    for (const std::size_t c : chosen) {
        if (counts.columns[c].favoured) { favoured.push_back(*counts.columns[c].favoured); }
    }
    std::map<std::vector<std::size_t>, const JointCounts::Cell*> ordered;  // by the columns' own order of their groups
    for (const JointCounts::Cell& cell : set->cells) {
        if (cell.n > 0 && cell.selected) { ordered.emplace(cell.members, &cell); }
    }
    std::size_t first = 0;
    bool named = false;
    for (const auto& [members, cell] : ordered) {
        Comparison::Group group{.label = {}, .value = {}, .selected = {*cell->selected, cell->n}, .gap = {}};
        for (std::size_t i = 0; i < members.size(); ++i) {
            const JointCounts::Column& column = counts.columns[chosen[i]];
            const std::string& value = column.values[members[i]];
            group.label += (i == 0 ? "" : " & ") + (column.binned ? texts.group(value) : value);
            group.value += (i == 0 ? "" : " & ") + value;
        }
        if (members == favoured) {
            first = groups.size();
            named = true;
        } else if (!named && (groups.empty() || cell->n > groups[first].selected.n)) {
            first = groups.size();
        }
        groups.push_back(std::move(group));
    }
    const auto start = groups.begin() + static_cast<std::ptrdiff_t>(first);
    if (!groups.empty()) { std::rotate(groups.begin(), start, start + 1); }
    return groups;
}

ChartModel chart_of(const Comparison& comparison) {
    ChartModel chart;
    if (comparison.groups.size() < 2) { return chart; }
    chart.kind = Chart::Kind::intervals;
    chart.unit = Unit::share;
    const stats::Fraction& favoured = comparison.groups[comparison.favoured].selected;
    chart.limit_low = favoured.value() * comparison.ratio;
    chart.limit_high = std::min(1.0, favoured.value() / comparison.ratio);
    // Where others are ahead, the group held against is the one behind.
    Status reference = Status::info;
    const auto status_of = [](const Gap& gap) {
        return gap.verdict == GapVerdict::disparity_large ? Status::fail
               : gap.verdict == GapVerdict::disparity     ? Status::warn
                                                          : Status::info;
    };
    for (const Comparison::Group& group : comparison.groups) {
        if (group.gap && !group.gap->less() && status_of(*group.gap) != Status::info && reference != Status::fail) {
            reference = status_of(*group.gap);
        }
    }
    std::vector<std::size_t> shown;
    for (std::size_t g = 0; g < comparison.groups.size(); ++g) {
        if (comparison.groups[g].selected.n >= least_people_shown) { shown.push_back(g); }
    }
    if (shown.size() > most_chart_rows) {
        const auto rank = [&](std::size_t g) {
            const std::optional<Gap>& gap = comparison.groups[g].gap;
            return gap ? std::pair(1 + static_cast<int>(gap->verdict), gap->difference) : std::pair(0, 0.0);
        };
        sort_few(shown, {}, rank);
        shown.resize(most_chart_rows);
    }
    for (const std::size_t g : shown) {
        const Comparison::Group& group = comparison.groups[g];
        const Status status = g == comparison.favoured         ? reference
                              : group.gap && group.gap->less() ? status_of(*group.gap)
                                                               : Status::info;
        chart.rows.push_back({.section = {},
                              .label = group.label,
                              .value = group.selected.value(),
                              .low = group.selected.ci95().low,
                              .high = group.selected.ci95().high,
                              .n = group.selected.n,
                              .reference = g == comparison.favoured,
                              .status = status,
                              .limit_low = {},
                              .limit_high = {}});
    }
    return chart;
}

}  // namespace klarsicht::app
