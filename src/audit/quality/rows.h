#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "audit/context.h"
#include "audit/outcome.h"

namespace klarsicht::quality {

/// One flag per code of a column: whether the cells with that spelling are meant.
using CodeFlags = std::vector<std::uint8_t>;

/// Rows with a flagged code.
RowSet rows_with(const Column& column, const CodeFlags& flags);

/// Rows that hold a flagged code in any of the columns; a row counts once.
RowSet rows_with_any(const AuditContext& context, const std::vector<std::size_t>& columns,
                     const std::vector<CodeFlags>& flags);

/// The names, at most four of them, then " …".
std::string listed(const std::vector<std::string>& names);

/// Whether the person said to leave the column alone.
bool ignored(const AuditContext& context, std::size_t column);

/// Rows that are not missing.
std::uint64_t filled_rows(const AuditContext& context, std::size_t column);

/// One value or nothing, in more than a few rows: an empty cell says "no" there.
bool is_mark(const AuditContext& context, std::size_t column);

/// Called column_13 here, because the header line names it nothing.
bool has_no_name(const AuditContext& context, std::size_t column);

/// A column without a name that only counts the rows, as programs add one on export: whole numbers, each larger than
/// the one before.
bool is_row_counter(const AuditContext& context, std::size_t column);

inline double share_of(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

/// The gravest outcome first; equals keep their order.
void sort_by_severity(std::vector<Outcome>& outcomes);

}  // namespace klarsicht::quality
