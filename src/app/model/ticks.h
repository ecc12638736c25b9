#pragma once
#include <vector>

namespace klarsicht::app {

/// An axis from `low` to `high` with round steps.
struct Axis {
    double low = 0, high = 1, step = 0.25;
    int decimals = 2;  ///< enough to tell the ticks apart

    std::vector<double> ticks() const;
    /// 0–1 along the axis; outside it beyond.
    double position(double value) const { return (value - low) / (high - low); }
};

/// The smallest axis with steps of 1, 2, 2.5 or 5 × 10ⁿ that holds low…high in at most `intervals` steps. Order and
/// equality of the two are of no matter.
/// @param whole steps are whole numbers (counts)
Axis nice_axis(double low, double high, int intervals, bool whole = false);

}  // namespace klarsicht::app
