#pragma once
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "base/hash_keys.h"

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
    static constexpr std::size_t longest = HashKeys::longest_short;
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

inline std::uint32_t hash_short(const ShortKey& key, std::size_t length, const HashKeys& keys) {
    std::uint64_t sum = keys.start[length] + times_keys(key.low, keys.pairs[0], keys.pairs[1]);
    // Of eight bytes the second product is always the same: as random a start without it.
    if (length > 8) { sum += times_keys(key.high, keys.pairs[2], keys.pairs[3]); }
    return finished_hash(sum);
}

/// Sum of a block of 8 to 8 × block_words bytes times its keys. The last word reaches back over the one before it.
inline std::uint64_t block_sum(const char* text, std::size_t bytes, const HashKeys& keys) {
    const std::uint64_t* key = keys.block.data();
    std::uint64_t sum = 0;
    for (std::size_t at = 0; at + 8 < bytes; at += 8, key += 2) {
        sum += times_keys(load_eight(text + at), key[0], key[1]);
    }
    return sum + times_keys(load_eight(text + bytes - 8), key[0], key[1]);
}

inline constexpr std::size_t hash_block = 8 * HashKeys::block_words;  ///< bytes

/// Of the blocks behind the first: all have the same keys; the sum of each is a word of a second such hash, whose keys
/// come from a sequence.
std::uint64_t further_blocks_sum(const char* text, std::size_t length, const HashKeys& keys);

/// Of a text longer than ShortKey::longest; two different ones of any lengths share it with probability 2^-31 at most.
inline std::uint32_t hash_long(const char* text, std::size_t length, const HashKeys& keys) {
    std::uint64_t sum = keys.start_long + keys.length * length;
    if (length <= hash_block) [[likely]] {
        sum += block_sum(text, length, keys);
    } else {
        sum += block_sum(text, hash_block, keys) + further_blocks_sum(text, length, keys);
    }
    return finished_hash(sum);
}

/// Hash of a padded text.
inline std::uint32_t hash_spelling(const char* text, std::size_t length, const HashKeys& keys) {
    return length <= ShortKey::longest ? hash_short(short_key(text, length), length, keys)
                                       : hash_long(text, length, keys);
}

}  // namespace klarsicht
