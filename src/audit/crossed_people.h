#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "audit/context.h"
#include "audit/crossed_keys.h"

namespace klarsicht {

/// People by the groups of several columns together: the finest cells of which all their groups are made. Where one
/// column says who a row is about (role person), somebody of several rows counts once, in the cell of the first.
struct CrossedPeople {
    std::vector<std::vector<std::uint32_t>> members;  ///< [cells][columns] number of the group, Grouping::none without
    std::vector<std::uint64_t> rows;                  ///< [cells]
    /// [measures][cells] people of whom the measured column has a value; the first measure is the first column. A
    /// measure whose numbers are those of another one is not repeated.
    std::vector<std::vector<std::uint64_t>> people;
    std::vector<std::uint32_t> cell_of_row;  ///< [rows]; empty where nobody asked for it
};

/// Whether the cell of each row is wanted.
enum class CellOfRow : std::uint8_t { no, yes };

/// @param measured columns that say what was decided, predicted or measured; without any everybody counts
/// @param left_out [rows] 1: nothing is known of the row; may be empty
/// @return empty where there are more than `most` cells
std::optional<CrossedPeople> cross_people(const AuditContext& context, std::span<const DividedColumn> columns,
                                          std::span<const std::size_t> measured,
                                          const std::vector<std::uint8_t>& left_out, std::size_t most,
                                          CellOfRow cell_of_row);

/// Whether every row is somebody else, of whom every measured column has a value: people are then rows.
bool rows_are_people(const AuditContext& context, std::span<const std::size_t> measured);

/// Whether one column says who a row is about and somebody has several rows.
bool people_have_several_rows(const AuditContext& context);

/// Columns that say what was decided, predicted or measured, the decision first. One that also divides people stays
/// out, unless it is the decision or what happened.
std::vector<std::size_t> measured_columns(const AuditContext& context);

}  // namespace klarsicht
