#include "stats/decision_cube.h"

#include "base/assert.h"

namespace klarsicht::stats {

void DecisionCube::merge(const DecisionCube& other) {
    if (counts_.size() < other.counts_.size()) { counts_.resize(other.counts_.size(), 0); }
    for (std::size_t i = 0; i < other.counts_.size(); ++i) { counts_[i] += other.counts_[i]; }
}

Confusion DecisionCube::confusion(std::size_t group) const {
    KLARSICHT_ASSERT(group < groups());
    return {.tp = at(group, positive, positive),
            .fp = at(group, negative, positive),
            .tn = at(group, negative, negative),
            .fn = at(group, positive, negative)};
}

Fraction DecisionCube::selection(std::size_t group) const {
    KLARSICHT_ASSERT(group < groups());
    Fraction fraction{0, 0};
    for (const std::uint8_t outcome : {negative, positive, unknown}) {
        fraction.k += at(group, outcome, positive);
        fraction.n += at(group, outcome, positive) + at(group, outcome, negative);
    }
    return fraction;
}

std::uint64_t DecisionCube::rows(std::size_t group) const {
    KLARSICHT_ASSERT(group < groups());
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < cells_per_group; ++i) { sum += counts_[group * cells_per_group + i]; }
    return sum;
}

}  // namespace klarsicht::stats
