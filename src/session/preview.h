#pragma once
#include <string>
#include <vector>

#include "audit/rules.h"
#include "base/error.h"
#include "table/table.h"

namespace klarsicht {

/// The first rows of a file as they would be read.
struct Preview {
    Source source;
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
    std::size_t more = 0;  ///< columns that are not among them
};

/// Who holds the file looks at it: values that are known to be personal are masked all the same, unless asked for.
Result<Preview> preview_of(const Table& table, const Rules& rules, bool show_values);

}  // namespace klarsicht
