#include "app/model/comparison.h"

#include <algorithm>

#include "app/model/json_read.h"
#include "audit/groups.h"

namespace klarsicht::app {

namespace {

constexpr std::size_t most_chart_rows = 12;
constexpr double usual_ratio = 0.8;

std::vector<Comparison::Group> groups_of(const Finding& finding) {
    std::vector<Comparison::Group> groups;
    if (finding.groups.empty() || count_in(finding.metrics, "favoured_n") == 0) { return groups; }
    // The favoured group's label as a person says it stands in the chart only.
    std::string favoured = string_in(finding.metrics, "favoured");
    for (const ChartRowModel& row : finding.chart.rows) {
        if (row.reference) { favoured = row.label; }
    }
    groups.push_back({.label = favoured, .value = string_in(finding.metrics, "favoured"), .selected = {count_in(finding.metrics, "favoured_selected"), count_in(finding.metrics, "favoured_n")}, .gap = {}});
    for (const json& group : finding.groups) {
        const std::string spoken = string_in(group, "label");
        const std::string value = string_in(group, "group");
        groups.push_back({.label = spoken.empty() ? value : spoken, .value = value, .selected = {count_in(group, "selected"), count_in(group, "n")}, .gap = {}});
    }
    return groups;
}

/// A limit of the plan, else the rule pack's.
double limit_used(const ReportModel& report, std::string_view name, double usual) {
    const json* limits = member(report.plan, "limits");
    const json* own = limits == nullptr ? nullptr : member(*limits, name);
    return own != nullptr && own->is_number() ? own->get<double>() : usual;
}

}  // namespace

double ratio_used(const ReportModel& report) { return limit_used(report, "bias.selection_rate.ratio", usual_ratio); }

Comparison compare(const ReportModel& report, const std::vector<std::size_t>& findings, std::size_t subject, std::size_t favoured, double ratio) {
    std::vector<std::size_t> others = findings;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(subject));
    return compare(report, others, groups_of(report.findings[findings[subject]]), favoured, ratio);
}

Comparison compare(const ReportModel& report, const std::vector<std::size_t>& others, std::vector<Comparison::Group> groups, std::size_t favoured, double ratio) {
    Comparison result;
    if (groups.size() < 2) { return result; }
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
    double alpha = 0, power = 0;
    for (const Finding& finding : report.findings) {
        if (finding.id == "bias.group_gaps" && alpha == 0) {
            alpha = number_in(finding.metrics, "alpha");
            power = number_in(finding.metrics, "power");
        }
    }
    for (const std::size_t other : others) { add(groups_of(report.findings[other]), 0, 1); }
    judge_gaps(gaps, {.ratio = ratio, .negligible_ratio = limit_used(report, "bias.group_gaps.negligible_ratio", 0.95), .alpha = alpha > 0 ? alpha : 0.05, .power = power > 0 ? power : 0.8});
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
    const auto status_of = [](const Gap& gap) { return gap.verdict == GapVerdict::disparity_large ? Status::fail : gap.verdict == GapVerdict::disparity ? Status::warn : Status::info; };
    for (const Comparison::Group& group : comparison.groups) {
        if (group.gap && !group.gap->less() && status_of(*group.gap) != Status::info && reference != Status::fail) { reference = status_of(*group.gap); }
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
        std::ranges::stable_sort(shown, {}, rank);
        shown.resize(most_chart_rows);
    }
    for (const std::size_t g : shown) {
        const Comparison::Group& group = comparison.groups[g];
        const Status status = g == comparison.favoured ? reference : group.gap && group.gap->less() ? status_of(*group.gap) : Status::info;
        chart.rows.push_back({.section = {}, .label = group.label, .value = group.selected.value(), .low = group.selected.ci95().low, .high = group.selected.ci95().high,
                              .n = group.selected.n, .reference = g == comparison.favoured, .status = status, .limit_low = {}, .limit_high = {}});
    }
    return chart;
}

}  // namespace klarsicht::app
