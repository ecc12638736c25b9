#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json_fwd.h"

namespace klarsicht::app {

/// Decisions by the protected columns crossed, as a report holds them: from these counts the groups of some of the
/// columns crossed follow.
struct JointCounts {
    struct Column {
        std::string name;
        std::vector<std::string> values;  ///< [groups] as the file has them
        bool binned = false;              ///< `values` come from bins; Texts::group says them
        std::optional<std::size_t> favoured;
    };
    struct Cell {
        std::vector<std::size_t> members;  ///< [columns of the set] number of the group
        std::uint64_t n = 0;
        std::optional<std::uint64_t> selected;  ///< empty: suppressed
    };
    struct Set {
        std::vector<std::size_t> columns;  ///< places in `JointCounts::columns`, ascending
        std::vector<Cell> cells;
    };
    std::vector<Column> columns;
    std::vector<Set> sets;

    /// The cells of those columns crossed; nullptr where the report does not have them.
    const Set* find(const std::vector<std::size_t>& chosen) const;
};

/// Without columns where it is not what the engine writes.
JointCounts read_joint_counts(const json& from);

}  // namespace klarsicht::app
