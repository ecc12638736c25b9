#pragma once
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "app/model/playground.h"
#include "stats/parity_thresholds.h"

namespace klarsicht::app {

/// What equal selection rates cost, with anybody's amounts: from the counts at thresholds, never from rows.
struct Frontier {
    std::vector<stats::FrontierPoint>
        points;  ///< from equal rates to the most gainful difference; `objective` is the value per person
    double highest = 0, lowest = 0;  ///< values per person
};

/// Empty where a group has no people with or without the outcome.
Frontier frontier_of(const Playground& playground, const stats::Costs& costs);

/// The amounts that the audit used: what a person selected rightly, selected wrongly, left rightly, left wrongly is
/// worth. 0 where the report does not say.
std::array<double, 4> amounts_used(const ReportModel& report);

/// An amount as a person writes it: `-2`, `0,5`, `1.25`; empty for anything else.
std::optional<double> amount_of(std::string_view text);

}  // namespace klarsicht::app
