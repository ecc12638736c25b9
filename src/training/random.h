#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace klarsicht {

/// SplitMix64 (Steele, Lea, Flood 2014). Our own, because the standard's distributions differ from library to library
/// and a scenario must be the same bytes everywhere.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u + 0x632BE59BD9B4E019u) {}

    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        return z ^ (z >> 31);
    }

    /// 0 … n−1
    std::uint64_t below(std::uint64_t n) { return next() % n; }
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low + 1)));
    }
    /// [0, 1)
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    bool chance(double probability) { return unit() < probability; }
    /// Close to normal with mean 0 and deviation 1: a sum of twelve uniforms, which needs no log or cos and so is exact everywhere.
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
