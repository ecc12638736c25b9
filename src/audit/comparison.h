#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/decision.h"

namespace klarsicht {

/// What became of a finding since the earlier report; in the order in which people look.
enum class Change : std::uint8_t {
    worse,      ///< of a graver status, or its figure is, by more than chance explains
    added,      ///< a finding now, none then
    unchecked,  ///< a finding then; now it could not be assessed
    moved,      ///< another figure, of which no interval says how sure that is
    chance,     ///< another figure, by no more than chance explains
    better,
    gone,  ///< a finding then, none now
    unchanged,
};
std::string_view name_of(Change change);

struct ComparedFinding {
    FindingKey key;
    Change change = Change::unchanged;
    std::optional<Status> then, now;  ///< empty: there was none
    std::optional<KeyFigure> before, after;
    double difference = stats::undefined;  ///< after − before, as the figure is
    stats::Interval ci95;                  ///< of the difference; NaN: none
};

struct ComparedColumn {
    std::string name;
    bool then = false, now = false;                                          ///< whether it was, is there
    std::string kind_then, kind_now;                                         ///< where they differ
    double missing_then = stats::undefined, missing_now = stats::undefined;  ///< shares
    double missing_difference = stats::undefined;
    stats::Interval missing_ci95;
    std::uint64_t distinct_then = 0, distinct_now = 0;
    double mean_then = stats::undefined, mean_now = stats::undefined;
    double mean_difference = stats::undefined;
    stats::Interval mean_ci95;
    bool drifted = false;  ///< gone, new, of another kind, or by more than chance explains
};

/// This report beside an earlier one.
struct Comparison {
    std::string name, as_of;  ///< of the earlier file
    std::uint64_t rows_then = 0, rows_now = 0;
    std::vector<ComparedFinding> findings;  ///< worst first
    std::vector<ComparedColumn> columns;    ///< those that drifted first
};

/// What has changed since a report was signed off.
struct SinceSignOff {
    std::vector<ComparedFinding> findings;  ///< those that are not as they were
    std::vector<FindingKey> decisions;      ///< those decided anew or otherwise
};

}  // namespace klarsicht
