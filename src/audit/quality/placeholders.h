#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "audit/context.h"
#include "audit/quality/rows.h"

namespace klarsicht::quality {

/// Cells that hold something written in place of a missing value: "unbekannt", -999, 1900-01-01.
struct Placeholders {
    CodeFlags flags;                  ///< [codes]; empty if there are none
    std::vector<std::string> tokens;  ///< what was found, each from a fixed list: never a value of a person
    std::uint64_t rows = 0;
};

/// Words that stand for "missing" count wherever they are a whole cell. A number counts only where it stands apart: a
/// row of nines (or −1) below otherwise non-negative values, or a row of nines more than twice as large as the next
/// value. A date counts only where it is far more frequent than the other dates of the column.
Placeholders find_placeholders(const AuditContext& context, std::size_t column);

}  // namespace klarsicht::quality
