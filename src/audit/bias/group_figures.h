#pragma once
#include <optional>
#include <span>

#include "audit/outcome.h"
#include "stats/disparity.h"

namespace klarsicht::bias {

/// Everything the field's tools say about one decision and its groups, as JSON under their standard names; undefined figures are NaN.
struct GroupFigures {
    std::span<const stats::Confusion> groups;
    std::optional<std::size_t> favoured;  ///< place in `groups`
    bool with_outcome = false;            ///< otherwise only what needs no outcome; every row then stands under fp or tn

    /// Adds the figures between all groups (`demographic_parity_difference` …, `between_groups` per rate), those of the favoured group and all others
    /// pooled (`favoured_against_others`), `inequality`, `differential_fairness` and `reweighing`.
    void add_metrics(json& metrics) const;
    /// Adds 95 % intervals under the metrics' names and in their places: Newcombe for a difference of two rates and Katz for their ratio, by
    /// bootstrap for what has no formula; and to the metrics what the largest gap is by chance alone
    /// (`by_chance_gap`, its median; `by_chance_p95_gap`; `p_by_chance`).
    void add_intervals(json& intervals, json& metrics) const;
    /// Adds to `groups[]`, given in the same order: `against_favoured`, `disparity` (group / reference, with the favoured group, the largest one and
    /// each rate's lowest as references), `reweighing`;
    /// `against_favoured_ci95` and `disparity_ci95` in the same form.
    void add_to_groups(json& listed) const;
};

}  // namespace klarsicht::bias
