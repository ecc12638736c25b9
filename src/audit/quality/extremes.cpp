#include "audit/quality/extremes.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace klarsicht::quality {

namespace {

constexpr std::uint64_t fewest_rows = 100;
/// More rows beyond a gap are a group of their own (two currencies, two kinds of customers).
constexpr double most_share = 0.005;
constexpr std::uint64_t most_rows = 3;
constexpr double least_factor = 3;
/// So likely at most that the tail leaves such a gap by itself.
constexpr double by_chance = 0.03;
constexpr double tail_share = 0.05;
constexpr double fewest_in_tail = 10;

/// Hill's estimate of the tail's index from the largest twentieth of the rows up to `end`.
double tail_index(const std::vector<Distribution::Entry>& sizes, std::size_t end, double rows) {
    const double wanted = std::max(fewest_in_tail, tail_share * rows);
    double taken = 0;
    double sum = 0;
    std::size_t least = end;
    while (least > 0 && taken < wanted) { taken += static_cast<double>(sizes[--least].rows); }
    for (std::size_t i = least; i < end; ++i) {
        sum += static_cast<double>(sizes[i].rows) * std::log(sizes[i].value / sizes[least].value);
    }
    return sum > 0 ? taken / sum : std::numeric_limits<double>::infinity();
}

}  // namespace

Extremes extremes_of(const std::vector<Distribution::Entry>& sizes, std::uint64_t rows) {
    if (rows < fewest_rows) { return {}; }
    const auto most = std::max(most_rows, static_cast<std::uint64_t>(most_share * static_cast<double>(rows)));
    Extremes found;
    std::uint64_t beyond = 0;
    for (std::size_t i = sizes.size(); i-- > 1;) {
        beyond += sizes[i].rows;
        if (beyond > most) { break; }
        const double factor = sizes[i].value / sizes[i - 1].value;
        if (factor < least_factor) { continue; }
        // Of a tail with index a, the logarithm of the gap above which n lie is exponential with rate a·n (Rényi 1953).
        const double index = tail_index(sizes, i, static_cast<double>(rows - beyond));
        if (std::pow(factor, -index * static_cast<double>(beyond)) > by_chance) { continue; }
        found = {.from = sizes[i].value, .next = sizes[i - 1].value, .rows = beyond};
    }
    return found;
}

}  // namespace klarsicht::quality
