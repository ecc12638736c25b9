#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace klarsicht::stats {

/// Which unknown numbers follow from sums of them: the k-th number does where a combination of the sums is that number
/// alone (the unit vector lies in the row space). By elimination modulo the prime 2^31 − 1, exact up to a coincidence
/// of one in two thousand million a step.
/// @param sums each a list of the unknown numbers added, by place @param unknowns how many there are
/// @return [unknowns] 1 where it follows
std::vector<std::uint8_t> determined_by_sums(std::span<const std::vector<std::size_t>> sums, std::size_t unknowns);

}  // namespace klarsicht::stats
