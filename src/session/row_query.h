#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace klarsicht {

/// A condition that a row's cell must meet.
struct RowFilter {
    enum class Is : std::uint8_t { missing, invalid, present, value };
    std::size_t column = 0;
    Is is = Is::missing;
    std::string value;  ///< the spelling, with `value`
    bool operator==(const RowFilter&) const = default;
};

/// Which rows of the file, in which order.
struct RowSelection {
    std::optional<std::size_t> check;  ///< place of a finding in the report: its rows; else all
    std::vector<RowFilter> filters;    ///< a row must meet all of them
    std::optional<std::size_t> sort;   ///< column; else as in the file
    bool descending = false;
    bool operator==(const RowSelection&) const = default;
};

struct RowQuery {
    RowSelection rows;
    /// Which columns, in this order. Empty: the finding's own first, then the others; of a page so many as fit.
    std::vector<std::size_t> columns;
};

/// A row as it is looked at.
struct ShownRow {
    std::uint64_t row = 0;              ///< 0-based below the header, as the file counts
    std::optional<std::uint64_t> line;  ///< of the file or sheet, from 1
    std::vector<std::string> cells;     ///< masked as a report masks them, on one line, cut
    std::string states;                 ///< a letter a cell: v valid, m missing, i invalid
};

struct RowPage {
    std::uint64_t total = 0;           ///< rows that meet the filters
    std::uint64_t of = 0;              ///< rows of the finding or of the file
    std::uint64_t first = 0;           ///< place of the first of `rows` among them
    std::vector<std::size_t> columns;  ///< of the cells
    std::vector<bool> tells;           ///< [columns] may be sorted and filtered by value
    std::vector<ShownRow> rows;
};

inline constexpr std::uint64_t most_page_rows = 500;

}  // namespace klarsicht
