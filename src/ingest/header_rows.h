#pragma once
#include <cstdint>
#include <vector>

#include "table/table.h"

namespace klarsicht {

/// Rows straight below the header that go on with it, in ascending order: kinds of answers, units, long names, as
/// questionnaires are exported. There is no number and no date in them, and the columns that hold little else below
/// them, two at least, hold words there.
std::vector<std::uint64_t> find_header_rows(const Table& table);

}  // namespace klarsicht
