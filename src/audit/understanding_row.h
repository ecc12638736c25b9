#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "audit/context.h"

namespace klarsicht {

/// What a row of the file was taken for, and by what the people in it are told apart.
struct RowReading {
    std::string_view kind;              ///< ends a key `understood.row.<kind>`; empty: nothing says it
    std::optional<std::size_t> person;  ///< the column that identifies people
    std::uint64_t people = 0;           ///< of that column; an address in other spelling is the same person
    bool repeats = false;               ///< people have several rows
    bool of_people = false;             ///< somebody did or got what a row is
};

/// Decides by what has a value of its own in every row, by the names of columns, and by what stands beside. Looks at
/// distinct values, never at rows.
RowReading what_a_row_is(const AuditContext& context);

}  // namespace klarsicht
