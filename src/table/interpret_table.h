#pragma once
#include <vector>

#include "table/interpretation.h"
#include "table/table.h"

namespace klarsicht {

/// What the columns of a table mean where one of them tells of another, after each was interpreted alone:
///
/// * 1.234 and 05/03/2026 are read as the file's other columns write numbers and dates;
/// * −1 below all other numbers, or a row of nines far above them, is missing;
/// * a number at the end of a column, apart from the others and far more frequent, is missing where the rows that hold
///   it lack other values: people of 118 years whose sex and income are not known.
void interpret_together(const Table& table, const InterpretOptions& options, std::vector<Interpretation*> columns);

}  // namespace klarsicht
