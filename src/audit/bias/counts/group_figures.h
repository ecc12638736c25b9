#pragma once
#include <optional>
#include <span>

#include "audit/outcome.h"
#include "stats/disparity.h"

namespace klarsicht::bias {

/// Everything the field's tools say about one decision and its groups, under their standard names; undefined figures
/// are NaN. Only of groups that may be told of: a largest gap, a lowest rate or a mean must not tell about the others.
struct GroupFigures {
    std::span<const stats::Confusion> groups;
    std::optional<std::size_t> favoured;  ///< place in `groups`
    bool with_outcome = false;  ///< otherwise only what needs no outcome; every row then stands under fp or tn

    /// Adds the figures between all groups (`demographic_parity_difference` …, `between_groups` per rate), those of the
    /// favoured group and all others pooled (`favoured_against_others`), `inequality`, `differential_fairness` and
    /// `reweighing`, with 95 % intervals: Newcombe for a difference of two rates and Katz for their ratio, by bootstrap
    /// for what has no formula; and what the largest gap is by chance alone
    /// (`by_chance_gap`, its median; `by_chance_p95_gap`; `p_by_chance`).
    void add_metrics(Figures& metrics) const;
    /// Adds to each group's figures: `against_favoured`, `disparity` (group / reference, with the favoured group, the
    /// largest one and each rate's lowest as references), `reweighing`.
    /// @param listed in the order of `groups`
    void add_to_groups(std::span<Group* const> listed) const;
};

}  // namespace klarsicht::bias
