#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "stats/interval.h"

namespace klarsicht::stats {

/// Count and sums of a number per group, about a fixed `shift` (near the mean, so that squares lose nothing). Mergeable
/// for equal shifts and groups.
class GroupMoments {
public:
    GroupMoments(std::size_t groups, double shift)
        : shift_(shift), n_(groups, 0), sum_(groups, 0), squares_(groups, 0) {}

    void add(std::size_t group, double value) {
        const double x = value - shift_;
        ++n_[group];
        sum_[group] += x;
        squares_[group] += x * x;
    }
    void merge(const GroupMoments& other);
    /// Adds one group of another summary of the same shift to a group of this one.
    void take(std::size_t group, const GroupMoments& other, std::size_t other_group) {
        n_[group] += other.n_[other_group];
        sum_[group] += other.sum_[other_group];
        squares_[group] += other.squares_[other_group];
    }

    std::uint64_t n(std::size_t group) const { return n_[group]; }
    double mean(std::size_t group) const {
        return n_[group] == 0 ? undefined : shift_ + sum_[group] / static_cast<double>(n_[group]);
    }
    /// Correlation ratio η²: between-group sum of squares / total sum of squares (K. Pearson 1905). Undefined where all
    /// values are equal.
    double correlation_ratio() const;

private:
    double shift_;
    std::vector<std::uint64_t> n_;
    std::vector<double> sum_;
    std::vector<double> squares_;
};

}  // namespace klarsicht::stats
