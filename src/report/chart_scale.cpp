#include "report/chart_scale.h"

#include <algorithm>
#include <cmath>

namespace klarsicht {

namespace {

/// The smallest round number that is at least `value`; by steps, not by log10, so that every platform finds the same.
double round_step(double value) {
    double power = 1;
    while (power > value) { power /= 10; }
    while (power * 10 <= value) { power *= 10; }
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * power >= value * (1 - 1e-9)) { return factor * power; }
    }
    return 10 * power;
}

}  // namespace

ChartScale round_scale(double low, double high, int wanted) {
    if (!std::isfinite(low) || !std::isfinite(high) || std::fabs(low) > 1e300 || std::fabs(high) > 1e300) {
        return {0, 1, {0, 1}};
    }
    if (high - low < 1e-300 || high - low <= 1e-12 * std::fabs(high)) {
        const double room = std::max(std::fabs(high) * 0.1, 1e-6);
        low -= room;
        high += room;
    }
    const double step = round_step((high - low) / wanted);
    ChartScale scale;
    const double first = std::floor(low / step + 1e-9);
    const double last = std::ceil(high / step - 1e-9);
    scale.low = first * step;
    scale.high = last * step;
    const auto steps = static_cast<int>(std::lround(last - first));
    for (int i = 0; i <= steps; ++i) { scale.ticks.push_back((first + i) * step); }
    return scale;
}

ChartScale scale_of(const Chart& chart) {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    const auto take = [&](double value) {
        if (std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    };
    for (const ChartRow& row : chart.rows) {
        take(row.value);
        take(row.ci95.low);
        take(row.ci95.high);
    }
    if (low > high) { return round_scale(0, 1, 5); }
    // However far beyond the values: marks without the limit they are judged by would look large where they are not.
    for (const std::optional<double>& limit : {chart.limit_low, chart.limit_high}) {
        if (limit) { take(*limit); }
    }
    const bool from_zero =
        chart.kind == Chart::Kind::bars || chart.unit != Unit::number || (low > 0 && low < 0.5 * high);
    if (from_zero) { take(0); }
    if (chart.unit == Unit::factor) { take(1); }
    ChartScale scale = round_scale(low, high, 5);
    if (chart.unit == Unit::share && high <= 1 && scale.high > 1) {
        scale.high = 1;
        std::erase_if(scale.ticks, [](double tick) { return tick > 1; });
    }
    return scale;
}

}  // namespace klarsicht
