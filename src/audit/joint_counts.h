#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/context.h"

namespace klarsicht {

/// Decisions by the protected columns crossed, so that a reader of the report can hold any of them against another
/// yardstick. The counts belong to the report, not to one of its findings.
struct JointCounts {
    struct Column {
        std::string name;
        std::vector<std::string> groups;  ///< labels
        bool binned = false;
        std::optional<std::uint32_t> favoured;  ///< place in `groups`
    };
    struct Cell {
        std::vector<std::uint32_t> members;     ///< [columns of the set] number of the group
        std::uint64_t n = 0;                    ///< rows with a known decision
        std::optional<std::uint64_t> selected;  ///< empty: suppressed
    };
    /// Some of the columns crossed; rows in no group of one of them are left out.
    struct Set {
        std::vector<std::size_t> columns;  ///< places in `JointCounts::columns`, ascending
        std::vector<Cell> cells;           ///< those that occur
    };
    std::vector<Column> columns;
    std::vector<Set> sets;
};

/// Every column and every set of up to three columns that makes at most 2,000 cells. Cells are suppressed so that no
/// small one follows from all sets and findings together (told_groups.h); a set for which that takes too long is left
/// out. Empty
/// where there is one protected column, no decision, or too many cells to count together. Counted by the bias area:
/// src/audit/bias/counts/joint_counts.cpp.
JointCounts joint_counts(const AuditContext& context);

}  // namespace klarsicht
