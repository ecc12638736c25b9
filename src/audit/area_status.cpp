#include "audit/area_status.h"

#include "audit/card.h"
#include "audit/check.h"
#include "audit/registry.h"

namespace klarsicht {

namespace {

using Counts = std::array<std::uint64_t, 5>;

bool any(const Counts& counts, Status status) { return counts[static_cast<std::size_t>(status)] > 0; }

/// @param all outcomes of the area by status @param answering those of the checks that look at its question
Status status_of(const Counts& all, const Counts& answering) {
    for (const Status status : {Status::fail, Status::warn}) {
        if (any(all, status)) { return status; }
    }
    for (const Status status : {Status::info, Status::pass}) {
        if (any(answering, status)) { return status; }
    }
    return any(all, Status::info) ? Status::info : Status::not_assessed;
}

}  // namespace

std::vector<AreaReport> areas_of(const Report& whole) {
    std::vector<AreaReport> areas;
    for (const Area area : {Area::privacy, Area::bias, Area::quality, Area::ethics, Area::skills}) {
        AreaReport report{area, Status::not_assessed, {}, {}};
        Counts answering{};
        for (const Outcome& outcome : whole.outcomes) {
            if (outcome.area != area) { continue; }
            const Check* check = check_named(outcome.id);
            ++report.counts[static_cast<std::size_t>(outcome.status)];
            if (check != nullptr && check->info().answers) { ++answering[static_cast<std::size_t>(outcome.status)]; }
        }
        for (const Outcome* outcome : to_read(whole.outcomes, whole.cards)) {
            if (outcome->area == area) { ++report.read[static_cast<std::size_t>(outcome->status)]; }
        }
        report.status = status_of(report.counts, answering);
        areas.push_back(report);
    }
    return areas;
}

}  // namespace klarsicht
