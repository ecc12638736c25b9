#include "remedy/effects.h"

#include <algorithm>
#include <cmath>

#include "audit/groups.h"
#include "stats/moments.h"

namespace klarsicht::remedy {

namespace {

struct Range {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void add(double value) {
        if (std::isnan(value)) { return; }
        low = std::min(low, value);
        high = std::max(high, value);
    }
    double width() const { return low > high ? stats::undefined : high - low; }
};

double gap_of(const stats::ParityRules& rules, double stats::GroupRule::* rate) {
    Range range;
    for (const stats::GroupRule& rule : rules.groups) { range.add(rule.*rate); }
    return range.width();
}

double explained_by_groups(std::span<const double> values, std::span<const std::uint32_t> group, std::size_t groups) {
    const auto first = std::ranges::find_if(values, [](double value) { return !std::isnan(value); });
    stats::GroupMoments moments(groups, first == values.end() ? 0 : *first);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (group[i] != Grouping::none && !std::isnan(values[i])) { moments.add(group[i], values[i]); }
    }
    return moments.correlation_ratio();
}

double squared_correlation(std::span<const double> x, std::span<const double> y) {
    double n = 0, mean_x = 0, mean_y = 0, xx = 0, yy = 0, xy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (std::isnan(x[i]) || std::isnan(y[i])) { continue; }
        ++n;
        const double off_x = x[i] - mean_x, off_y = y[i] - mean_y;
        mean_x += off_x / n;
        mean_y += off_y / n;
        xx += off_x * (x[i] - mean_x);
        yy += off_y * (y[i] - mean_y);
        xy += off_x * (y[i] - mean_y);
    }
    return xx > 0 && yy > 0 ? xy * xy / (xx * yy) : stats::undefined;
}

}  // namespace

Message effect_of_weights(std::span<const stats::Fraction> groups, const stats::Fraction& all, std::string_view column,
                          std::string_view outcome) {
    Range rates, weights;
    double sum = 0, squares = 0;
    const auto weigh = [&](double weight, std::uint64_t rows) {
        if (rows == 0 || std::isnan(weight)) { return; }
        weights.add(weight);
        sum += weight * static_cast<double>(rows);
        squares += weight * weight * static_cast<double>(rows);
    };
    for (const stats::Fraction& group : groups) {
        const stats::Reweighing own = stats::reweighing(group, all);
        weigh(own.favourable, group.k);
        weigh(own.unfavourable, group.n - group.k);
        // One person's outcome is nobody's business.
        if (group.n >= least_people_shown) { rates.add(group.value()); }
    }
    Message said("remedy.effect.weights");
    said.text("column", column)
        .text("outcome", outcome)
        .number("gap", rates.width())
        .number("low", weights.low)
        .number("high", weights.high);
    return said.count("rows", all.n).number("effective", sum * sum / squares);
}

Message effect_of_thresholds(const stats::ParityRules& common, const stats::ParityRules& rules, std::string_view score,
                             bool by_value) {
    Message said(by_value ? "remedy.effect.thresholds.value" : "remedy.effect.thresholds");
    said.text("score", score)
        .number("gap_before", gap_of(common, &stats::GroupRule::selection_rate))
        .number("gap", gap_of(rules, &stats::GroupRule::selection_rate));
    said.number("tpr_gap_before", gap_of(common, &stats::GroupRule::tpr))
        .number("tpr_gap", gap_of(rules, &stats::GroupRule::tpr));
    said.number("fpr_gap_before", gap_of(common, &stats::GroupRule::fpr))
        .number("fpr_gap", gap_of(rules, &stats::GroupRule::fpr));
    if (by_value) { said.number("value_before", common.objective).number("value", rules.objective); }
    return said.number("accuracy_before", common.accuracy).number("accuracy", rules.accuracy);
}

Message effect_on_column(std::span<const double> before, std::span<const double> after,
                         std::span<const std::uint32_t> group, std::size_t groups, std::string_view column,
                         std::string_view by) {
    Message said("remedy.effect.column");
    said.text("column", column).text("by", by);
    said.number("before", explained_by_groups(before, group, groups))
        .number("after", explained_by_groups(after, group, groups));
    return said.number("kept", squared_correlation(before, after));
}

}  // namespace klarsicht::remedy
