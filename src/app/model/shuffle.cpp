#include "app/model/shuffle.h"

#include <algorithm>
#include <vector>

#include "app/model/json_read.h"
#include "audit/groups.h"
#include "audit/rate_gap.h"
#include "stats/random.h"

namespace klarsicht::app {

Shuffled shuffle(const Finding& finding, std::uint64_t seed) {
    Shuffled result;
    std::vector<std::uint64_t> sizes = {count_in(finding.metrics, "favoured_n")};
    std::vector<std::string> labels = {string_in(finding.metrics, "favoured")};
    std::uint64_t selected = count_in(finding.metrics, "favoured_selected");
    for (const json& group : finding.groups) {
        const std::string spoken = string_in(group, "label");
        labels.push_back(spoken.empty() ? string_in(group, "group") : spoken);
        sizes.push_back(count_in(group, "n"));
        selected += count_in(group, "selected");
    }
    if (sizes.size() < 2 || sizes.front() == 0) { return result; }
    std::vector<std::uint64_t> dealt(sizes.size());
    stats::Random random(seed);
    stats::deal(sizes, selected, random, dealt);

    const stats::Fraction favoured{dealt.front(), sizes.front()};
    constexpr double ratio = 0.8;
    std::vector<Gap> gaps;
    for (std::size_t g = 1; g < sizes.size(); ++g) { gaps.push_back(compare_rates({dealt[g], sizes[g]}, favoured)); }
    const double alpha = number_in(finding.metrics, "alpha"), power = number_in(finding.metrics, "power");
    judge_gaps(gaps, {.ratio = ratio, .negligible_ratio = 0.95, .alpha = alpha > 0 ? alpha : 0.05, .power = power > 0 ? power : 0.8});
    double low = 1, high = 0;
    result.chart.kind = Chart::Kind::intervals;
    result.chart.unit = Unit::share;
    for (std::size_t g = 0; g < sizes.size(); ++g) {
        const stats::Fraction own{dealt[g], sizes[g]};
        if (own.n == 0) { continue; }
        low = std::min(low, own.value());
        high = std::max(high, own.value());
        const bool found = g > 0 && (gaps[g - 1].verdict == GapVerdict::disparity || gaps[g - 1].verdict == GapVerdict::disparity_large);
        result.alarm = result.alarm || found;
        if (own.n < least_people_shown || result.chart.rows.size() == 12) { continue; }
        result.chart.rows.push_back({.section = {}, .label = labels[g], .value = own.value(), .low = own.ci95().low, .high = own.ci95().high, .n = own.n, .reference = g == 0,
                                     .status = found ? Status::warn : Status::info, .limit_low = {}, .limit_high = {}});
    }
    result.naive = low < ratio * high;
    result.chart.limit_low = ratio * favoured.value();
    result.chart.limit_high = std::min(1.0, favoured.value() / ratio);
    return result;
}

}  // namespace klarsicht::app
