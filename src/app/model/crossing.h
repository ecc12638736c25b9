#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/model/comparison.h"
#include "report/message_format.h"

namespace klarsicht::app {

/// The protected columns counted together, as a report holds them: from these counts the groups of any of the columns crossed follow.
struct JointCounts {
    struct Column {
        std::string name;
        std::vector<std::string> labels, values;  ///< [groups] as a person says it, and as the file has it
        std::optional<std::size_t> favoured;
    };
    struct Cell {
        std::vector<std::size_t> members;  ///< [columns] number of the group; of a row in none the number of groups
        stats::Fraction selected{0, 0};
    };
    std::vector<Column> columns;
    std::vector<Cell> cells;
};

/// Without columns where the report has no such counts, or not what the engine writes.
JointCounts joint_counts_of(const ReportModel& report, const Texts& texts);

/// The groups of the chosen columns crossed, the combination of their favoured groups first (where nobody is in it, the largest).
/// @param chosen places in `columns`, ascending, at least one
std::vector<Comparison::Group> crossed_groups(const JointCounts& counts, const std::vector<std::size_t>& chosen);

}  // namespace klarsicht::app
