#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audit/outcome.h"
#include "stats/confusion.h"

namespace klarsicht::bias {

/// What is needed to open the figures of a table of groups.
struct Explained {
    std::span<const std::string> labels;       ///< [groups]
    std::span<const stats::Confusion> groups;  ///< [groups]
    bool binned = false;                       ///< Grouping::binned
    std::optional<std::size_t> favoured;       ///< place in `groups`
    bool with_outcome = false;
    const Figures& metrics;  ///< as GroupFigures wrote them
};

/// The figures of a table of groups with their formulas filled in (texts `bias.explain.<figure>.…`). A figure is left
/// out where it is undefined, and where it rests on a group of so few people that one could tell what was decided about
/// them.
std::vector<OpenedFigure> explanations(const Explained& table);

}  // namespace klarsicht::bias
