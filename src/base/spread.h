#pragma once
#include <cstddef>
#include <cstdint>

namespace klarsicht {

/// Place of the i-th of `n` things spread evenly over `all` places. In 64 bits: the product of two counts of rows does
/// not fit into the 32 of WebAssembly.
inline std::size_t spread_place(std::size_t i, std::size_t n, std::size_t all) {
    return static_cast<std::size_t>(std::uint64_t{i} * std::uint64_t{all} / std::uint64_t{n});
}

}  // namespace klarsicht
