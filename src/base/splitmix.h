#pragma once
#include <cstdint>

namespace klarsicht {

/// What SplitMix64 (G. Steele, D. Lea and C. Flood 2014, OOPSLA) steps by: 2^64 divided by the golden ratio.
inline constexpr std::uint64_t golden_step = 0x9E3779B97F4A7C15u;

/// Mixes every bit of `z` into every other: neighbouring numbers give unrelated ones.
constexpr std::uint64_t mixed_bits(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/// The next number of the sequence that began with `state` = seed; the same on every machine.
constexpr std::uint64_t splitmix64(std::uint64_t& state) { return mixed_bits(state += golden_step); }

}  // namespace klarsicht
