#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "audit/what_if/features.h"
#include "stats/interval.h"
#include "stats/shallow_tree.h"

namespace klarsicht::what_if {

/// The rows of which it is known how they were decided or scored.
struct Decided {
    std::size_t column = 0;  ///< the decision, else the score
    bool score = false;
    std::vector<std::uint32_t> rows;  ///< at most 100,000, evenly
    std::vector<double> value;        ///< of each: 1 or 0, or the score
    double middle = 0.5;              ///< what lies above counts as decided for somebody: of scores the median
};

/// Nothing where the file has neither a decision nor a score, or so few rows that nothing can be learned of them.
std::optional<Decided> decided_of(const AuditContext& context);

/// A tree of few questions, learned from the file in place of the model nobody shows us, and how well it does on rows
/// it was not learned from.
struct Surrogate {
    stats::ShallowTree tree;
    std::uint64_t tested = 0;       ///< rows
    double auc = stats::undefined;  ///< of decisions; among tested rows
    double r2 = stats::undefined;   ///< of scores; may be below 0
};

/// @param columns [features] by row of `decided`
Surrogate learn(const Decided& decided, const std::vector<stats::BinnedColumn>& columns);

}  // namespace klarsicht::what_if
