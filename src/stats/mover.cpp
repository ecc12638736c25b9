#include "stats/mover.h"

#include <cmath>

namespace klarsicht::stats {

Interval mover_difference(double first, const Interval& first_ci, double second, const Interval& second_ci) {
    const auto reach = [](double a, double b) { return std::sqrt(a * a + b * b); };
    return {first - second - reach(first - first_ci.low, second_ci.high - second),
            first - second + reach(first_ci.high - first, second - second_ci.low)};
}

}  // namespace klarsicht::stats
