#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "audit/context.h"
#include "audit/outcome.h"

namespace klarsicht::quality {

/// One flag per code of a column: whether the cells with that spelling are meant.
using CodeFlags = std::vector<std::uint8_t>;

inline constexpr std::size_t most_first_rows = 20;

/// Rows with a flagged code, from the counts; the rows themselves are looked at only until the first twenty are found.
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

inline double share_of(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

/// Small letters (ASCII).
std::string lower(std::string_view text);

/// Sorts; equal items keep their order. (std::stable_sort of libstdc++ takes a deprecated buffer.)
template <class T, class Before>
void sort_stably(std::vector<T>& items, const Before& before) {
    std::vector<std::size_t> order(items.size());
    for (std::size_t i = 0; i < order.size(); ++i) { order[i] = i; }
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        return before(items[a], items[b]) || (!before(items[b], items[a]) && a < b);
    });
    std::vector<T> sorted;
    sorted.reserve(items.size());
    for (const std::size_t i : order) { sorted.push_back(std::move(items[i])); }
    items = std::move(sorted);
}

/// The gravest outcome first; equals keep their order.
void sort_by_severity(std::vector<Outcome>& outcomes);

}  // namespace klarsicht::quality
