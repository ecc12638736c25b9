#include "stats/bootstrap.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "stats/random.h"

namespace klarsicht::stats {

namespace {

/// Quantile by linear interpolation (type 7) of values that are sorted.
double quantile(std::span<const double> sorted, double probability) {
    if (sorted.empty()) { return undefined; }
    const double at = probability * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(at));
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

Interval percentiles(std::vector<double>& values) {
    const std::size_t all = values.size();
    std::erase_if(values, [](double value) { return std::isnan(value); });
    if (values.size() * 20 < all * 19) { return {}; }
    std::ranges::sort(values);
    return {quantile(values, 0.025), quantile(values, 0.975)};
}

}  // namespace

BetweenGroupsIntervals bootstrap(std::span<const Confusion> groups, std::size_t favoured, std::size_t replicates, std::uint64_t seed) {
    std::vector<std::uint64_t> counts;
    for (const Confusion& group : groups) { counts.insert(counts.end(), {group.tp, group.fp, group.tn, group.fn}); }
    std::vector<std::uint64_t> drawn(counts.size());
    std::vector<Confusion> sample(groups.size());
    std::array<std::vector<double>, 10> figures;
    for (std::vector<double>& figure : figures) { figure.reserve(replicates); }
    Random random(seed);
    for (std::size_t r = 0; r < replicates; ++r) {
        resample(counts, random, drawn);
        Confusion own;
        Confusion others;
        for (std::size_t g = 0; g < groups.size(); ++g) {
            sample[g] = {.tp = drawn[4 * g], .fp = drawn[4 * g + 1], .tn = drawn[4 * g + 2], .fn = drawn[4 * g + 3]};
            (g == favoured ? own : others) += sample[g];
        }
        const BetweenGroups between = between_groups(sample);
        const FavouredAgainstOthers against = favoured_against_others(own, others);
        Confusion all = own;
        all += others;
        const std::array<double, 10> values = {between.demographic_parity_difference, between.demographic_parity_ratio,
                                               between.equal_opportunity_difference,  between.equal_opportunity_ratio,
                                               between.equalized_odds_difference,     between.equalized_odds_ratio,
                                               against.average_odds_difference,       against.average_abs_odds_difference,
                                               generalized_entropy_index(all, 1),     generalized_entropy_index(all, 2)};
        for (std::size_t i = 0; i < figures.size(); ++i) { figures[i].push_back(values[i]); }
    }
    return {.replicates = replicates,
            .demographic_parity_difference = percentiles(figures[0]),
            .demographic_parity_ratio = percentiles(figures[1]),
            .equal_opportunity_difference = percentiles(figures[2]),
            .equal_opportunity_ratio = percentiles(figures[3]),
            .equalized_odds_difference = percentiles(figures[4]),
            .equalized_odds_ratio = percentiles(figures[5]),
            .average_odds_difference = percentiles(figures[6]),
            .average_abs_odds_difference = percentiles(figures[7]),
            .theil_index = percentiles(figures[8]),
            .generalized_entropy_index = percentiles(figures[9])};
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
    std::ranges::sort(gaps);
    return {quantile(gaps, 0.5), quantile(gaps, 0.95), static_cast<double>(as_large) / static_cast<double>(shuffles + 1)};
}

}  // namespace klarsicht::stats
