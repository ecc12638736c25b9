#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace klarsicht {

/// The secret part of every hash of what a file brings: drawn once a run from the system's random numbers, so that
/// nobody can write a file whose values fall into one place. No result depends on it.
///
/// The hashes are MULTILINEAR-HM (D. Lemire and O. Kaser 2014, "Strongly universal string hashing is fast", The
/// Computer Journal 57): 32-bit characters c, 64-bit keys k, k0 + (k1 + c0)(k2 + c1) + (k3 + c2)(k4 + c3) + … modulo
/// 2^64, of which the upper 33 bits are strongly universal; the upper 32 are used. Proved: two different inputs of one
/// length that do not depend on the keys have the same hash with probability 2^-32. It needs no product wider than 64
/// bits, which WebAssembly lacks.
struct HashKeys {
    static constexpr std::size_t longest_short = 16;
    static constexpr std::size_t block_words = 32;  ///< words of eight bytes that have keys of their own

    std::array<std::uint64_t, longest_short + 1> start;  ///< k0 by length: short texts of different lengths
    std::array<std::uint64_t, 4> pairs;                  ///< for sixteen bytes
    std::uint64_t start_long;                            ///< k0 of longer texts
    std::uint64_t length;                                ///< times the length of a longer text
    std::array<std::uint64_t, 2 * block_words> block;    ///< for a block of a longer text
    std::uint64_t further;  ///< start of the sequence the keys of a text's second and later blocks come from
};

const HashKeys& hash_keys();

inline std::uint64_t times_keys(std::uint64_t word, std::uint64_t low_key, std::uint64_t high_key) {
    return (low_key + (word & 0xFFFFFFFFu)) * (high_key + (word >> 32));
}

/// The upper half of the sum, one number for one number, but neighbours apart: a run of numbers would otherwise fill
/// neighbouring places.
inline std::uint32_t finished_hash(std::uint64_t sum) {
    auto hash = static_cast<std::uint32_t>(sum >> 32);
    hash = (hash ^ (hash >> 16)) * 0x85EBCA6Bu;
    return hash ^ (hash >> 15);
}

/// Hash of a number, for the standard library's tables: chains of equal hashes are short on average, whatever numbers
/// a file brings (J. L. Carter and M. N. Wegman 1979).
struct KeyedHash {
    std::size_t operator()(std::uint64_t number) const {
        return finished_hash(keys->start[8] + times_keys(number, keys->pairs[0], keys->pairs[1]));
    }
    const HashKeys* keys = &hash_keys();
};

}  // namespace klarsicht
