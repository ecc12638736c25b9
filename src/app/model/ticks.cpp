#include "app/model/ticks.h"

#include <algorithm>
#include <cmath>

#include "base/whole_number.h"

namespace klarsicht::app {

std::vector<double> Axis::ticks() const {
    std::vector<double> all;
    const auto count = whole_number<int>(std::round((high - low) / step));
    for (int i = 0; i <= count && i < 100; ++i) {
        const double tick = low + i * step;
        all.push_back(std::abs(tick) < step * 1e-9 ? 0 : tick);
    }
    return all;
}

Axis nice_axis(double low, double high, int intervals, bool whole) {
    if (!std::isfinite(low)) { low = 0; }
    if (!std::isfinite(high)) { high = low; }
    // Between these ends a step and what lies between the ends are numbers.
    constexpr double most = 1e307, least = 1e-300;
    low = std::clamp(low, -most, most);
    high = std::clamp(high, -most, most);
    if (low > high) { std::swap(low, high); }
    if (high - low < std::abs(high) * 1e-12 || high - low < least) {
        high = low + (std::abs(low) < least ? 1 : std::abs(low) * 0.1);
    }
    intervals = std::max(intervals, 1);
    Axis axis;
    double power = std::pow(10.0, std::floor(std::log10((high - low) / intervals)));
    for (int round = 0; round < 3; ++round, power *= 10) {
        for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
            const double step = power * factor;
            if (whole && (step < 1 || step != std::floor(step))) { continue; }
            const double from = std::floor(low / step + 1e-9) * step;
            const double to = std::ceil(high / step - 1e-9) * step;
            if (!(std::round((to - from) / step) <= intervals)) { continue; }
            axis.low = from;
            axis.high = to;
            axis.step = step;
            // 0.25 needs one decimal more than 0.2.
            axis.decimals =
                std::max(0, whole_number<int>(-std::floor(std::log10(step) + 1e-9)) + (factor == 2.5 ? 1 : 0));
            return axis;
        }
    }
    axis.low = low;
    axis.high = high;
    axis.step = high - low;
    return axis;
}

}  // namespace klarsicht::app
