#include "report/findings.h"

#include <algorithm>
#include <tuple>

namespace klarsicht {

namespace {

/// Place in the reading order; the last element keeps the registry's.
using Place = std::tuple<int, int, std::size_t>;

std::vector<const Outcome*> ordered(const Report& report, std::optional<Area> area) {
    std::vector<std::pair<Place, const Outcome*>> placed;
    for (std::size_t i = 0; i < report.outcomes.size(); ++i) {
        const Outcome& outcome = report.outcomes[i];
        if (!area || outcome.area == *area) {
            placed.push_back({{gravity(outcome.status), -static_cast<int>(outcome.severity), i}, &outcome});
        }
    }
    std::sort(placed.begin(), placed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<const Outcome*> list;
    for (const auto& [place, outcome] : placed) {
        list.push_back(outcome);
    }
    return list;
}

}  // namespace

int gravity(Status status) {
    switch (status) {
        case Status::fail:
            return 0;
        case Status::warn:
            return 1;
        case Status::info:
            return 2;
        case Status::not_assessed:
            return 3;
        case Status::pass:
            break;
    }
    return 4;
}

std::vector<const Outcome*> gravest_first(const Report& report) { return ordered(report, std::nullopt); }
std::vector<const Outcome*> gravest_first(const Report& report, Area area) { return ordered(report, area); }

}  // namespace klarsicht
