#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <unordered_map>
#include <vector>

#include "base/hash_keys.h"

namespace klarsicht {

/// Numbers the keys that occur, in the order of their first appearance.
class KeyNumbers {
public:
    /// @param possible keys are below; few of them are looked up in a table instead of by hash
    explicit KeyNumbers(std::uint64_t possible = std::numeric_limits<std::uint64_t>::max()) {
        if (possible <= most_in_table) { table_.assign(static_cast<std::size_t>(possible), 0); }
    }
    std::uint32_t of(std::uint64_t key) {
        const std::uint32_t number = table_.empty() ? 0 : table_[static_cast<std::size_t>(key)];
        return number != 0 ? number - 1 : looked_up(key);
    }
    /// Of a number as it is compared: 0 and −0 are one. @param value not NaN
    std::uint32_t of(double value) { return of(std::bit_cast<std::uint64_t>(value + 0.0)); }

    const std::vector<std::uint64_t>& keys() const { return keys_; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(keys_.size()); }

private:
    static constexpr std::uint64_t most_in_table = 1U << 20;

    /// Of a key that is new or has no place in the table. Out of the way, so that `of` is short enough for every row.
    std::uint32_t looked_up(std::uint64_t key);

    std::vector<std::uint32_t> table_;                                 ///< [key] number + 1; 0: not seen yet
    std::unordered_map<std::uint64_t, std::uint32_t, KeyedHash> map_;  // never iterated
    std::vector<std::uint64_t> keys_;
};

}  // namespace klarsicht
