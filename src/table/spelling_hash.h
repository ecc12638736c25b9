#pragma once
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "base/splitmix.h"

namespace klarsicht {

/// Bytes that must be readable behind a text handed to the functions below (their values do not matter).
inline constexpr std::size_t spelling_padding = 8;

inline std::uint64_t load_eight(const char* text) {
    std::uint64_t word = 0;
    std::memcpy(&word, text, sizeof word);
    if constexpr (std::endian::native == std::endian::big) { word = __builtin_bswap64(word); }
    return word;
}

/// First and last eight bytes of a text of at most 16: with its length, all of it. Short cells are compared and hashed
/// without a call.
struct ShortKey {
    static constexpr std::size_t longest = 16;
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    bool operator==(const ShortKey&) const = default;
};

inline ShortKey short_key(const char* text, std::size_t length) {
    constexpr std::array<std::uint64_t, 9> keep = {
        0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF};
    if (length <= 8) { return {load_eight(text) & keep[length], 0}; }
    return {load_eight(text), load_eight(text + length - 8)};
}

/// Differs from run to run, so that nobody can write a file whose spellings all fall into one slot. Codes do not depend
/// on it.
std::uint64_t spelling_seed();

// Multiplications of 64 by 64 to 64 bits only: WebAssembly has no wider one.
inline std::uint64_t mix(std::uint64_t hash) {
    hash ^= hash >> 32;
    hash *= 0xD6E8FEB86659FD93u;
    return hash ^ (hash >> 32);
}

inline std::uint64_t hash_short(const ShortKey& key, std::size_t length, std::uint64_t seed) {
    const std::uint64_t hash = ((key.low ^ seed) + length) * golden_step;
    return mix((std::rotl(hash, 29) ^ key.high) * 0xC2B2AE3D27D4EB4Fu);
}

inline std::uint64_t hash_long(const char* text, std::size_t length, std::uint64_t seed) {
    std::uint64_t hash = seed + length;
    for (std::size_t at = 0; at + 8 < length; at += 8) {
        hash = (std::rotl(hash, 29) ^ load_eight(text + at)) * golden_step;
    }
    return mix((std::rotl(hash, 29) ^ load_eight(text + length - 8)) * 0xC2B2AE3D27D4EB4Fu);
}

/// Hash of a padded text.
inline std::uint64_t hash_spelling(const char* text, std::size_t length, std::uint64_t seed) {
    return length <= ShortKey::longest ? hash_short(short_key(text, length), length, seed)
                                       : hash_long(text, length, seed);
}

}  // namespace klarsicht
