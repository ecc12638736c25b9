#include "app/model/shuffle.h"

#include <algorithm>
#include <vector>

#include "app/model/comparison.h"
#include "app/model/figures_read.h"
#include "audit/rate_gap.h"
#include "stats/random.h"

namespace klarsicht::app {

namespace {

/// The bare rule that the drawing is compared with, whatever limit the audit used: 29 CFR § 1607.4(D).
constexpr double four_fifths = 0.8;

}  // namespace

Shuffled shuffle(const Finding& finding, std::uint64_t seed) {
    Shuffled result;
    const std::optional<GapLimits> limits = gap_limits_of(finding);
    std::vector<std::uint64_t> sizes = {count_of(finding.metrics, "favoured_n")};
    std::vector<std::string> labels = {std::string(finding.metrics.text_of("favoured"))};
    const std::optional<std::uint64_t> favoured_selected = known_count(finding.metrics.find("favoured_selected"));
    std::uint64_t selected = favoured_selected.value_or(0);
    for (const Group& group : finding.groups) {
        const std::optional<std::uint64_t> own = known_count(group.figures.find("selected"));
        if (!own) { continue; }  // suppressed
        labels.push_back(spoken_label(group));
        sizes.push_back(count_of(group.figures, "n"));
        selected += *own;
    }
    if (!limits || !favoured_selected) { return result; }
    if (sizes.size() < 2 || sizes.front() == 0) { return result; }
    std::vector<std::uint64_t> dealt(sizes.size());
    stats::Random random(seed);
    stats::deal(sizes, selected, random, dealt);

    const stats::Fraction favoured{dealt.front(), sizes.front()};
    std::vector<Gap> gaps;
    for (std::size_t g = 1; g < sizes.size(); ++g) { gaps.push_back(compare_rates({dealt[g], sizes[g]}, favoured)); }
    judge_gaps(gaps, *limits);
    double low = 1, high = 0;
    result.chart.kind = Chart::Kind::intervals;
    result.chart.unit = Unit::share;
    for (std::size_t g = 0; g < sizes.size(); ++g) {
        const stats::Fraction own{dealt[g], sizes[g]};
        if (own.n == 0) { continue; }
        low = std::min(low, own.value());
        high = std::max(high, own.value());
        const bool found = g > 0 && (gaps[g - 1].verdict == GapVerdict::disparity ||
                                     gaps[g - 1].verdict == GapVerdict::disparity_large);
        result.alarm = result.alarm || found;
        if (own.n < least_people_shown || result.chart.rows.size() == 12) { continue; }
        result.chart.rows.push_back({.section = {},
                                     .label = labels[g],
                                     .value = own.value(),
                                     .low = own.ci95().low,
                                     .high = own.ci95().high,
                                     .n = own.n,
                                     .reference = g == 0,
                                     .status = found ? Status::warn : Status::info,
                                     .limit_low = {},
                                     .limit_high = {}});
    }
    result.naive = low < four_fifths * high;
    result.chart.limit_low = limits->ratio * favoured.value();
    result.chart.limit_high = std::min(1.0, favoured.value() / limits->ratio);
    return result;
}

}  // namespace klarsicht::app
