#include "stats/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "stats/random.h"
#include "stats/sample_quantile.h"

namespace klarsicht::stats {

namespace {

Interval percentiles(std::vector<double>& values) {
    const std::size_t all = values.size();
    std::erase_if(values, [](double value) { return std::isnan(value); });
    if (values.size() * 20 < all * 19) { return {}; }
    return {sample_quantile(values, 0.025), sample_quantile(values, 0.975)};
}

}  // namespace

std::vector<Interval> bootstrap(std::span<const Confusion> groups, std::size_t figures, const FiguresOf& figures_of,
                                std::size_t replicates, std::uint64_t seed) {
    std::vector<std::uint64_t> counts;
    for (const Confusion& group : groups) { counts.insert(counts.end(), {group.tp, group.fp, group.tn, group.fn}); }
    std::vector<std::uint64_t> drawn(counts.size());
    std::vector<Confusion> sample(groups.size());
    std::vector<std::vector<double>> found(figures);
    for (std::vector<double>& figure : found) { figure.reserve(replicates); }
    std::vector<double> values(figures);
    Random random(seed);
    for (std::size_t r = 0; r < replicates; ++r) {
        resample(counts, random, drawn);
        for (std::size_t g = 0; g < groups.size(); ++g) {
            sample[g] = {.tp = drawn[4 * g], .fp = drawn[4 * g + 1], .tn = drawn[4 * g + 2], .fn = drawn[4 * g + 3]};
        }
        figures_of(sample, values);
        for (std::size_t i = 0; i < figures; ++i) { found[i].push_back(values[i]); }
    }
    std::vector<Interval> intervals;
    for (std::vector<double>& figure : found) { intervals.push_back(percentiles(figure)); }
    return intervals;
}

ChanceGap chance_gap(std::span<const Fraction> groups, std::size_t shuffles, std::uint64_t seed) {
    std::vector<std::uint64_t> sizes;
    std::uint64_t selected = 0;
    for (const Fraction& group : groups) {
        if (group.n == 0) { continue; }
        sizes.push_back(group.n);
        selected += group.k;
    }
    if (sizes.size() < 2) { return {}; }
    std::vector<double> own;
    for (const Fraction& group : groups) { own.push_back(group.value()); }
    const double gap = spread(own).difference;
    std::vector<std::uint64_t> dealt(sizes.size());
    std::vector<double> gaps;
    std::size_t as_large = 1;
    Random random(seed);
    for (std::size_t s = 0; s < shuffles; ++s) {
        deal(sizes, selected, random, dealt);
        double low = 1;
        double high = 0;
        for (std::size_t i = 0; i < sizes.size(); ++i) {
            const double rate = static_cast<double>(dealt[i]) / static_cast<double>(sizes[i]);
            low = std::min(low, rate);
            high = std::max(high, rate);
        }
        gaps.push_back(high - low);
        // Equal gaps may differ in the last bit.
        if (high - low >= gap - 1e-12) { ++as_large; }
    }
    return {sample_quantile(gaps, 0.5), sample_quantile(gaps, 0.95),
            static_cast<double>(as_large) / static_cast<double>(shuffles + 1)};
}

}  // namespace klarsicht::stats
