#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace klarsicht::stats {

/// Random numbers that are the same on every machine, natively and as WebAssembly, because a report must be: only IEEE
/// basic arithmetic decides. xoshiro256** (D. Blackman and S. Vigna 2021, ACM TOMS 47, 36).
class Random {
public:
    explicit Random(std::uint64_t seed);

    std::uint64_t next();
    /// Evenly in [0, 1), 53 bits.
    double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    /// Evenly in 0 … bound−1; bound > 0.
    std::uint64_t below(std::uint64_t bound);
    /// Successes of n independent trials of probability p; exact up to rounding. Takes a time that grows with the
    /// standard deviation.
    std::uint64_t binomial(std::uint64_t n, double p);
    /// Marked ones among `drawn` of `total` things of which `marked` are, without putting back.
    std::uint64_t hypergeometric(std::uint64_t total, std::uint64_t marked, std::uint64_t drawn);

private:
    std::array<std::uint64_t, 4> state_;
};

/// Draws as many as `counts` add up to, with their shares as probabilities: one bootstrap sample of a table of counts.
void resample(std::span<const std::uint64_t> counts, Random& random, std::span<std::uint64_t> drawn);

/// Deals `marked` marks to groups of the given sizes by chance: what a shuffle of all rows' marks would give each
/// group.
void deal(std::span<const std::uint64_t> sizes, std::uint64_t marked, Random& random, std::span<std::uint64_t> dealt);

}  // namespace klarsicht::stats
