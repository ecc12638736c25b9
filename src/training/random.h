#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/splitmix.h"

namespace klarsicht {

/// Dice for scenarios. Our own, because the standard's distributions differ from library to library
/// and a scenario must be the same bytes everywhere.
class Random {
public:
    /// Neighbouring seeds share nothing: without mixing, the next seed would be the same dice one throw later.
    explicit Random(std::uint64_t seed) : state_(mixed_bits(seed - 1) + golden_step + 0x632BE59BD9B4E019u) {}

    std::uint64_t next() { return splitmix64(state_); }

    /// 0 … n−1; of nothing 0
    std::uint64_t below(std::uint64_t n) { return n == 0 ? 0 : next() % n; }
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low + 1)));
    }
    /// [0, 1)
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    bool chance(double probability) { return unit() < probability; }
    /// Close to normal with mean 0 and deviation 1: a sum of twelve uniforms, which needs no log or cos and so is exact
    /// everywhere.
    double bell() {
        double sum = -6;
        for (int i = 0; i < 12; ++i) { sum += unit(); }
        return sum;
    }

    template <std::size_t N>
    std::string_view pick(const std::array<std::string_view, N>& values) {
        return values[below(N)];
    }

private:
    std::uint64_t state_;
};

}  // namespace klarsicht
