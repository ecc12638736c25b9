#pragma once
#include <cstdint>
#include <vector>

#include "table/table.h"

namespace klarsicht {

/// Rows that are the sum of others, in ascending order: nobody stands in them. A row is one if
///
/// * it is called so (Total, Summe, Alle: assets/words/table.json) and a number in it is the sum of the rows that its
///   other cells name, of the rows above it, or of all;
/// * it is called so, stands at the table's end and says nothing else but numbers: of what a filter left out, it may be
///   the sum;
/// * each of its names is such a word (All, All) and most of its numbers are the greatest of their columns;
/// * it stands first or among the last, says nothing but numbers where the others have a name, and these are sums.
/// @param rows the table's, without notes below it
std::vector<std::uint64_t> find_total_rows(const Table& table, std::uint64_t rows);

/// Rows of a table of three columns and more in which nothing stands, in ascending order.
std::vector<std::uint64_t> find_blank_rows(const Table& table);

}  // namespace klarsicht
