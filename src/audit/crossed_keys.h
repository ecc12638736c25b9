#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "audit/groups.h"

namespace klarsicht {

/// A column and its groups.
struct DividedColumn {
    std::size_t column = 0;
    CodeGroups groups;
};

/// One number for what a row is in several columns: its groups, a missing one included.
class CrossedKeys {
public:
    /// Empty where the columns together make more combinations than a number holds.
    static std::optional<CrossedKeys> of(const AuditContext& context, std::span<const DividedColumn> columns);

    std::uint64_t possible() const { return possible_; }  ///< keys are below
    std::uint64_t of_row(std::size_t row) const {
        std::uint64_t key = 0;
        for (const Axis& axis : axes_) { key += axis.part[axis.codes[row]]; }
        return key;
    }
    /// [columns] number of the group, Grouping::none where missing
    std::vector<std::uint32_t> members(std::uint64_t key) const;

private:
    struct Axis {
        const std::uint32_t* codes;
        std::uint64_t values;             ///< groups, and one for none
        std::vector<std::uint64_t> part;  ///< [codes] of the key
    };
    std::vector<Axis> axes_;
    std::uint64_t possible_ = 1;
};

/// Numbers the keys that occur, in the order of their first appearance.
class KeyNumbers {
public:
    explicit KeyNumbers(std::uint64_t possible) {
        if (possible <= most_in_table) { table_.assign(static_cast<std::size_t>(possible), 0); }
    }
    std::uint32_t of(std::uint64_t key) {
        std::uint32_t& number = table_.empty() ? map_[key] : table_[static_cast<std::size_t>(key)];
        if (number == 0) {
            keys_.push_back(key);
            number = static_cast<std::uint32_t>(keys_.size());
        }
        return number - 1;
    }
    const std::vector<std::uint64_t>& keys() const { return keys_; }

private:
    /// Up to so many possible keys every one has its place in a table; beyond, those that occur are looked up.
    static constexpr std::uint64_t most_in_table = 1U << 18;

    std::vector<std::uint32_t> table_;
    std::unordered_map<std::uint64_t, std::uint32_t> map_;  // never iterated
    std::vector<std::uint64_t> keys_;
};

}  // namespace klarsicht
