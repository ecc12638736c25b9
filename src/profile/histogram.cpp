#include "profile/histogram.h"

#include <algorithm>
#include <cmath>

#include "base/assert.h"
#include "base/round_number.h"

namespace klarsicht {

namespace {

/// By Newton's method: only basic operations, so that every machine chooses the same bins.
double cube_root(double x) {
    double root = x > 1 ? x : 1;
    for (int i = 0; i < 200; ++i) {
        const double next = (2 * root + x / (root * root)) / 3;
        if (!(next < root)) { break; }
        root = next;
    }
    return root;
}

}  // namespace

Histogram histogram_of(const Distribution& distribution, bool whole) {
    Histogram histogram;
    if (distribution.empty() || !std::isfinite(distribution.min()) || !std::isfinite(distribution.max())) {
        return histogram;
    }
    const double low = distribution.min();
    const double high = distribution.max();
    const double range = high - low;
    if (!(range < 1e300)) { return histogram; }
    if (!(range > 0)) {
        histogram.edges = {low, low};
        histogram.counts = {distribution.rows()};
        return histogram;
    }
    const std::vector<double> quartiles = distribution.quantiles({0.25, 0.75});
    double width = 2 * (quartiles[1] - quartiles[0]) / cube_root(static_cast<double>(distribution.rows()));
    width = std::max(width, range / static_cast<double>(max_histogram_bins));
    if (width > range) { width = range; }
    if (whole) { width = std::max(width, 1.0); }
    RoundWidth step = round_width_from(width);
    double first = 0;
    std::size_t bins = 0;
    while (true) {
        first = std::floor(low / step.times(1));
        const double last = std::floor(high / step.times(1));
        if (last - first + 1 <= static_cast<double>(max_histogram_bins)) {
            bins = static_cast<std::size_t>(last - first + 1);
            // A maximum on the last edge belongs to the bin below it.
            // Not where each whole number has a bin: 0 and 1 are two bars.
            const bool one_each = whole && step.times(1) == 1;
            if (bins > 1 && step.times(last) >= high && !one_each) { --bins; }
            break;
        }
        step.next();
    }
    for (std::size_t i = 0; i <= bins; ++i) { histogram.edges.push_back(step.times(first + static_cast<double>(i))); }
    histogram.counts.assign(bins, 0);
    std::size_t bin = 0;
    for (const Distribution::Entry& entry : distribution.entries()) {
        while (bin + 1 < bins && entry.value >= histogram.edges[bin + 1]) { ++bin; }
        histogram.counts[bin] += entry.rows;
    }
    KLARSICHT_ASSERT(histogram.edges.size() == histogram.counts.size() + 1 && std::ranges::is_sorted(histogram.edges));
    KLARSICHT_ASSERT(histogram.edges.front() <= low && high <= histogram.edges.back());
    return histogram;
}

}  // namespace klarsicht
