#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace klarsicht {

/// A row's cells as they are written. What the first rows of a file tell is the same in every format.
using TextRow = std::vector<std::string_view>;

/// So many rows tell what a table looks like.
inline constexpr std::size_t rows_looked_at = 500;

enum class TextType : std::uint8_t { empty, number, date, text };

/// What a cell looks like; missing tokens are empty.
TextType type_of(std::string_view cell);

/// Number of cells that most rows have. @param rows gets how many have them
std::size_t most_frequent_width(std::span<const TextRow> sample, std::size_t& rows);

/// Whether the first row names the columns: its cells do not look like those below, numbers in number columns or values
/// that come again.
bool has_header(std::span<const TextRow> rows, std::size_t columns);

/// Rows above the table: titles, notes. @param blank_below [rows] a blank line follows
std::size_t rows_above(std::span<const TextRow> rows, const std::vector<bool>& blank_below, std::size_t columns);

}  // namespace klarsicht
