#pragma once
#include <cstddef>
#include <vector>

#include "app/model/report_model.h"

namespace klarsicht::app {

/// How urgent a status is: fail 4, warn 3, info 2, pass 1, not assessed 0.
int urgency(Status status);

/// True if `a` is to be read before `b`: by status, then severity, then whether it has a figure. Equal ones keep the report's order.
bool graver(const Finding& a, const Finding& b);

/// Indices of the findings of an area, gravest first; equal ones in the report's order.
std::vector<std::size_t> findings_of(const ReportModel& report, Area area);

/// One line of "look at these first": the gravest finding of a check, and how many more of the same check are as grave.
struct FirstLook {
    std::size_t finding = 0;
    std::size_t more = 0;
};
/// Findings to act on or to look into, one per check, gravest first. No two of one area follow each other while another area has one as grave.
std::vector<FirstLook> first_looks(const ReportModel& report);

/// The gravest finding of an area that has something to say; npos if there is none.
inline constexpr std::size_t npos = static_cast<std::size_t>(-1);
std::size_t gravest_of(const ReportModel& report, Area area);

/// Findings that could not be assessed, one per check, in the report's order.
std::vector<std::size_t> not_assessed(const ReportModel& report);

}  // namespace klarsicht::app
