#pragma once
#include <vector>

#include "audit/outcome.h"

namespace klarsicht {

/// A chart's linear axis: where it starts and ends, and the round numbers on it.
struct ChartScale {
    double low = 0;
    double high = 1;
    std::vector<double> ticks;

    double place(double value, double from, double to) const {
        return from + (value - low) / (high - low) * (to - from);
    }
};

/// An axis over [low, high] that starts and ends at round numbers (1, 2, 2.5 or 5 times a power of ten), with about
/// `wanted` ticks.
ChartScale round_scale(double low, double high, int wanted);

/// The axis of a chart's values, intervals and limits. Shares, counts and bars start at 0.
ChartScale scale_of(const Chart& chart);

}  // namespace klarsicht
