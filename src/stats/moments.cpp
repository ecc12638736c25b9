#include "stats/moments.h"

#include <algorithm>

#include "base/assert.h"

namespace klarsicht::stats {

void GroupMoments::merge(const GroupMoments& other) {
    KLARSICHT_ASSERT(shift_ == other.shift_ && n_.size() == other.n_.size());
    for (std::size_t g = 0; g < n_.size() && g < other.n_.size(); ++g) {
        n_[g] += other.n_[g];
        sum_[g] += other.sum_[g];
        squares_[g] += other.squares_[g];
    }
}

double GroupMoments::correlation_ratio() const {
    double n = 0;
    double sum = 0;
    double squares = 0;
    double between = 0;
    for (std::size_t g = 0; g < n_.size(); ++g) {
        if (n_[g] == 0) { continue; }
        n += static_cast<double>(n_[g]);
        sum += sum_[g];
        squares += squares_[g];
        between += sum_[g] * sum_[g] / static_cast<double>(n_[g]);
    }
    if (n == 0) { return undefined; }
    const double correction = sum * sum / n;
    const double total = squares - correction;
    return total > 0 ? std::clamp((between - correction) / total, 0.0, 1.0) : undefined;
}

}  // namespace klarsicht::stats
