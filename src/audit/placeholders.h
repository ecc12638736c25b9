#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "audit/context.h"

namespace klarsicht {

/// Cells that hold something written in place of a missing value: "unbekannt", -999, 1900-01-01.
struct Placeholders {
    std::vector<std::uint8_t> flags;  ///< [codes] 1: one of them; empty if there are none
    std::vector<std::string> tokens;  ///< what was found, each from a fixed list: never a value of a person
    std::uint64_t rows = 0;
    std::uint64_t blanks = 0;  ///< of those, cells with nothing but white space: they have no token
};

/// What the reading of a column takes for missing (`Interpretation::stand_ins`), and in a column of words what stands
/// for "missing" (`not_known`), beside other values.
Placeholders find_placeholders(const AuditContext& context, std::size_t column);

/// Cells of all columns that count as missing, apart from those that the plan ignores.
struct MissingCells {
    std::uint64_t empty = 0;   ///< nothing stands in them
    std::uint64_t spoken = 0;  ///< a placeholder stands in them: "unknown", -999
    std::uint64_t all() const { return empty + spoken; }
};
MissingCells missing_cells(const AuditContext& context);

}  // namespace klarsicht
