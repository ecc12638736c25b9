#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "audit/groups.h"
#include "base/key_numbers.h"

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

    /// One more thing a row is, by the codes of a column: keys become old key + old possible() × what.
    /// @param what [codes of the dictionary] below `values`
    void add(const Column& column, std::span<const std::uint8_t> what, std::uint64_t values);

    std::uint64_t possible() const { return possible_; }  ///< keys are below
    /// Calls take(row, key) for every row in order, until it returns false. Column by column over a few rows at a time:
    /// half the time of looking each row up in all columns.
    template <class Take>
    void each_row(std::size_t rows, const Take& take) const {
        std::array<std::uint64_t, 256> keys;
        for (std::size_t first = 0; first < rows; first += keys.size()) {
            const std::span<std::uint64_t> some = std::span(keys).first(std::min(keys.size(), rows - first));
            of_rows(first, some);
            for (std::size_t i = 0; i < some.size(); ++i) {
                if (!take(first + i, some[i])) { return; }
            }
        }
    }
    /// [columns] number of the group, Grouping::none where missing
    std::vector<std::uint32_t> members(std::uint64_t key) const;

private:
    void of_rows(std::size_t first, std::span<std::uint64_t> keys) const;

    struct Axis {
        const std::uint32_t* codes;
        std::uint64_t values;             ///< groups, and one for none
        std::vector<std::uint64_t> part;  ///< [codes] of the key
    };
    std::vector<Axis> axes_;
    std::uint64_t possible_ = 1;
};

}  // namespace klarsicht
