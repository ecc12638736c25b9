#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace klarsicht {

/// A number whose unsigned order is the order of the doubles; 0 and −0 are one.
inline std::uint64_t order_key(double value) {
    constexpr std::uint64_t sign = std::uint64_t{1} << 63;
    const auto bits = std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value);
    return (bits & sign) != 0 ? ~bits : bits | sign;
}

inline double value_of_order_key(std::uint64_t key) {
    constexpr std::uint64_t sign = std::uint64_t{1} << 63;
    return std::bit_cast<double>((key & sign) != 0 ? key & ~sign : ~key);
}

/// Sorts by a 64-bit key, least significant digit first, 11 bits at a time; a digit that is the same everywhere costs
/// no pass. Stable. At most 2^32−1 items; takes as much memory again.
template <class T, class Key>
void radix_sort(std::vector<T>& items, const Key& key) {
    constexpr unsigned bits = 11;
    constexpr std::size_t digits = (64 + bits - 1) / bits;
    constexpr std::size_t buckets = std::size_t{1} << bits;
    if (items.size() < 2) { return; }
    std::vector<std::uint32_t> histogram(digits * buckets);
    for (const T& item : items) {
        for (std::size_t d = 0; d < digits; ++d) {
            ++histogram[d * buckets + ((key(item) >> (d * bits)) & (buckets - 1))];
        }
    }
    std::vector<T> other(items.size());
    for (std::size_t d = 0; d < digits; ++d) {
        std::uint32_t* counts = histogram.data() + d * buckets;
        const std::size_t first = (key(items.front()) >> (d * bits)) & (buckets - 1);
        if (counts[first] == items.size()) { continue; }
        std::uint32_t place = 0;
        for (std::size_t b = 0; b < buckets; ++b) { place += std::exchange(counts[b], place); }
        for (const T& item : items) { other[counts[(key(item) >> (d * bits)) & (buckets - 1)]++] = item; }
        items.swap(other);
    }
}

}  // namespace klarsicht
