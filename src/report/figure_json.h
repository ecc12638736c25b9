#pragma once
#include <vector>

#include "audit/outcome.h"
#include "base/json.h"

namespace klarsicht {

/// An outcome's metrics without their intervals: `{"name": value, …}`. Undefined and suppressed figures are `null`.
json metrics_to_json(const Figures& metrics);
/// The intervals of the metrics, and those that stand alone: `{"name": [low, high], …}`, nested as the metrics are.
json intervals_to_json(const Figures& metrics, const Figures& alone);
/// A row of `groups[]`; the interval of a figure follows it as `<name>_ci95`, those of a part as `<part>_ci95`.
json group_to_json(const Group& group);
json groups_to_json(const std::vector<Group>& groups);

}  // namespace klarsicht
