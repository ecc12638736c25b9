#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/crossed_keys.h"
#include "stats/decision_cube.h"

namespace klarsicht::bias {

/// Rows counted by the groups of several columns together × outcome × decision: one pass over the rows, from which the
/// groups of every column and of every crossed set follow by adding up. A missing value is a group of its own here
/// (`Grouping::none`). Mergeable: the cube of A ++ B is the cube of A merged with that of B.
class Cube {
public:
    /// How rows of one outcome and one decision were counted, by stats::DecisionCube's states: [outcome * 3 +
    /// decision].
    struct Cell {
        std::vector<std::uint32_t> members;  ///< [columns] number of the group, Grouping::none where missing
        std::uint64_t first_row = 0;
        std::array<std::uint64_t, 9> rows{};
        std::array<double, 9> weight{};          ///< sums of the rows' weights; 0 without a weight column
        std::array<double, 9> squared_weight{};  ///< sums of their squares
        std::uint64_t n() const;
    };

    /// Without the group of each code.
    using Part = DividedColumn;

    struct Decisions {
        std::optional<std::size_t> decision;
        std::optional<std::size_t> outcome;
        std::optional<std::size_t> weight;
    };

    /// Empty where the columns together make more than `most` cells.
    static std::optional<Cube> count(const AuditContext& context, const std::vector<std::size_t>& columns,
                                     const Decisions& decisions, std::size_t most);

    const std::vector<Part>& parts() const { return parts_; }
    const std::vector<Cell>& cells() const { return cells_; }
    std::uint64_t rows() const { return rows_; }
    bool weighted() const { return weighted_; }
    /// Rows whose weight is missing, not a number or negative; they count as rows, not as weight.
    std::uint64_t bad_weights() const { return bad_weights_; }

    /// The same counts by fewer columns, given by their place in `parts()`. Cells stand in the order of their first
    /// row.
    Cube by(const std::vector<std::size_t>& chosen) const;
    /// Adds the rows of another cube of the same columns; its rows come after this one's. Groups are matched by label.
    void merge(const Cube& other);

private:
    std::vector<Part> parts_;
    std::vector<Cell> cells_;
    std::uint64_t rows_ = 0;
    std::uint64_t bad_weights_ = 0;
    bool weighted_ = false;
};

}  // namespace klarsicht::bias
