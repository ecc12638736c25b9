#pragma once
#include <cstddef>
#include <vector>

#include "app/model/report_model.h"

namespace klarsicht::app {

// Findings stand in the report's order, which is the order in which people should look; nothing here sorts.

/// Failures and warnings.
bool asks_for_a_decision(Status status);
/// These, and what is worth knowing.
bool says_something(Status status);

/// Indices of the findings of an area.
std::vector<std::size_t> findings_of(const ReportModel& report, Area area);

/// One line of "look at these first": the first finding of a check, and how many more of the same check ask for a
/// decision.
struct FirstLook {
    std::size_t finding = 0;
    std::size_t more = 0;
};
/// Findings that ask for a decision, one per check.
std::vector<FirstLook> first_looks(const ReportModel& report);

/// The first finding of an area that could be assessed; npos if there is none.
inline constexpr std::size_t npos = static_cast<std::size_t>(-1);
std::size_t gravest_of(const ReportModel& report, Area area);

/// Findings that could not be assessed, one per check.
std::vector<std::size_t> not_assessed(const ReportModel& report);

}  // namespace klarsicht::app
