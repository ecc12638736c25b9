#include "app/model/frontier.h"

#include <algorithm>
#include <string>

namespace klarsicht::app {

namespace {

constexpr std::size_t steps = 40;

/// The scores between two thresholds as one: a rule stands at a threshold, so nothing finer is needed.
stats::ScoreCurve curve_of(const Playground& playground, const Playground::Group& group) {
    stats::ScoreCurve curve;
    const auto add = [&](double score, std::uint64_t positives, std::uint64_t negatives) {
        if (positives + negatives == 0) { return; }
        curve.push_back({.score = score,
                         .rows = static_cast<std::uint32_t>(positives + negatives),
                         .positives = static_cast<std::uint32_t>(positives),
                         .negatives = static_cast<std::uint32_t>(negatives)});
    };
    const std::size_t places = playground.thresholds.size();
    // Below the first threshold: any score below it will do.
    add(playground.thresholds.front() - 1, group.positives - group.good.front(), group.negatives - group.bad.front());
    for (std::size_t i = 0; i < places; ++i) {
        const std::uint64_t good = i + 1 < places ? group.good[i + 1] : 0;
        const std::uint64_t bad = i + 1 < places ? group.bad[i + 1] : 0;
        add(playground.thresholds[i], group.good[i] - good, group.bad[i] - bad);
    }
    return curve;
}

}  // namespace

Frontier frontier_of(const Playground& playground, const stats::Costs& costs) {
    Frontier frontier;
    if (playground.thresholds.empty() || playground.groups.size() < 2) { return frontier; }
    std::vector<stats::ScoreCurve> curves;
    for (const Playground::Group& group : playground.groups) {
        if (group.positives == 0 || group.negatives == 0) { return frontier; }
        curves.push_back(curve_of(playground, group));
    }
    frontier.points = stats::fairness_frontier(curves, stats::Objective::profit, costs, steps);
    if (frontier.points.empty()) { return frontier; }
    frontier.lowest = frontier.points.front().objective;
    frontier.highest = frontier.points.back().objective;
    return frontier;
}

std::array<double, 4> amounts_used(const ReportModel& report) {
    std::array<double, 4> amounts{};
    const auto mitigation = std::ranges::find(report.findings, "bias.mitigation", &Finding::id);
    if (mitigation == report.findings.end()) { return amounts; }
    static constexpr std::array<std::string_view, 4> names = {"tp", "fp", "tn", "fn"};
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        amounts[i] = mitigation->limit("bias.mitigation.value_" + std::string(names[i])).value_or(0);
    }
    return amounts;
}

std::optional<double> amount_of(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) { text.remove_prefix(1); }
    double value = 0;
    double scale = 0;  // of the next decimal; 0 before the separator
    std::size_t digits = 0;
    for (const char c : text) {
        if ((c == ',' || c == '.') && scale == 0) {
            scale = 0.1;
        } else if (c >= '0' && c <= '9' && ++digits <= 12) {
            value = scale == 0 ? value * 10 + (c - '0') : value + scale * (c - '0');
            scale *= 0.1;
        } else {
            return std::nullopt;
        }
    }
    if (digits == 0) { return std::nullopt; }
    return negative ? -value : value;
}

}  // namespace klarsicht::app
