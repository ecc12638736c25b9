#include "table/spelling_hash.h"

#include <algorithm>

#include "base/splitmix.h"

namespace klarsicht {

std::uint64_t further_blocks_sum(const char* text, std::size_t length, const HashKeys& keys) {
    std::uint64_t sum = 0;
    std::uint64_t sequence = keys.further;
    for (std::size_t first = hash_block; first < length; first += hash_block) {
        const std::size_t bytes = std::min(length - first, hash_block);
        // A short last block begins before its place: all its bytes are there, some of them twice.
        const std::size_t begin = bytes < 8 ? first + bytes - 8 : first;
        const std::uint64_t block = block_sum(text + begin, std::max<std::size_t>(bytes, 8), keys);
        const std::uint64_t low_key = splitmix64(sequence);
        sum += times_keys(block, low_key, splitmix64(sequence));
    }
    return sum;
}

}  // namespace klarsicht
