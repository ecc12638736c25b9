#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "audit/outcome.h"

namespace klarsicht {

inline constexpr std::uint8_t cell_shown = 0;
inline constexpr std::uint8_t cell_hidden = 1;
inline constexpr std::uint8_t cell_exposed = 2;

/// Which cells of a table of people are hidden: those of 1 to 4 people, and of a table whose sums are told elsewhere as
/// many more as it takes that no hidden cell, and no sum of hidden cells about fewer than five people, follows by
/// subtraction (primary and complementary suppression; L. Willenborg and T. de Waal, Elements of Statistical Disclosure
/// Control, 2001, ch. 4).
/// @param members [cells][columns] the cell's place in each column
/// @param people [cells] whom the cell tells of
/// @param margins sets of columns whose sums are told: {0} and {1} for a table of two columns beside the tables of both
/// @return [cells] cell_shown, cell_hidden, or cell_exposed: hidden, and it follows from the sums all the same, because
/// there is nothing else to hide in them (all others of its line are nobody); the sums themselves must go without these
/// people then
std::vector<std::uint8_t> hidden_cells(std::span<const std::vector<std::uint32_t>> members,
                                       std::span<const std::uint64_t> people,
                                       const std::vector<std::vector<std::size_t>>& margins);

/// The sets of all columns but one: the sums that hold all others.
std::vector<std::vector<std::size_t>> all_but_one(std::size_t columns);

/// Takes out of a finished outcome what was decided, predicted or measured about fewer than five people: the figures of
/// small or hidden groups that are not open, figures that rest on too few, rows of charts. What was taken out is named
/// in `suppressed`. The one place where outcomes are suppressed; nothing that is rendered holds more.
void suppress_small_cells(Outcome& outcome);

}  // namespace klarsicht
