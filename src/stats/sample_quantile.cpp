#include "stats/sample_quantile.h"

#include <algorithm>
#include <cmath>

#include "base/assert.h"
#include "stats/interval.h"

namespace klarsicht::stats {

double sample_quantile(std::span<double> sample, double probability) {
    if (sample.empty()) { return undefined; }
    KLARSICHT_ASSERT(probability >= 0 && probability <= 1);
    const double at = probability * static_cast<double>(sample.size() - 1);
    const auto place = static_cast<std::size_t>(std::floor(at));
    const auto below = sample.begin() + static_cast<std::ptrdiff_t>(place);
    std::ranges::nth_element(sample, below);
    const double above = below + 1 == sample.end() ? *below : *std::min_element(below + 1, sample.end());
    return *below + (at - static_cast<double>(place)) * (above - *below);
}

}  // namespace klarsicht::stats
