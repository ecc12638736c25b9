#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "stats/equivalence_classes.h"

namespace klarsicht::remedy {

/// A form of a column: as it is, coarser, or left out.
struct Rung {
    std::vector<std::uint32_t> of_value;  ///< [values of the column] the coarser value that each becomes
    std::uint32_t count = 0;              ///< coarser values
    double loss = 0;                      ///< what it costs, 0 for nothing
};

/// The forms of a column, each a coarsening of the one before, so that losses ascend.
struct Ladder {
    std::span<const std::uint32_t> of_row;  ///< [rows] value
    std::vector<Rung> rungs;                ///< at least one; the first need not be the column as it is
};

/// What is looked for, and how long.
struct Goal {
    std::uint64_t k = 5;
    std::uint64_t most_small = 0;  ///< records that may be in classes of fewer than k (they can be left out)
    std::uint64_t most_work = 0;   ///< cells looked at, after which the best of what is known is taken; 0: no bound
};

/// Which form each column has.
struct Node {
    std::vector<std::size_t> rungs;  ///< [ladders]
    double loss = 0;                 ///< sum over the columns
    bool reaches = false;            ///< at most that many records are in small classes
    bool least = false;              ///< proved: no other choice that reaches it loses less
};

/// The choice that loses least among those that reach the goal. Coarser columns never make classes smaller, so that a
/// choice that fails excludes every finer one on the columns by which it fails: what is learnt from a failure is those
/// columns only, and the next choice is the cheapest that differs there (best first by conflicts: B. C. Williams and
/// R. J. Ragno 2007, "Conflict-directed A*"; the subsets are those of K. LeFevre et al. 2005, "Incognito"). Exact as
/// long as the work suffices; else the cheapest choice so far is made coarser step by step.
/// @param people who each row is about, where persons have several rows; classes and records then count them
Node least_loss(const std::vector<Ladder>& ladders, const std::optional<stats::RowValues>& people, std::uint64_t rows,
                const Goal& goal);

}  // namespace klarsicht::remedy
