#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/model/report_model.h"
#include "audit/rate_gap.h"
#include "report/message_format.h"

namespace klarsicht::app {

/// The groups of one subject held against another group, or with another limit, than the audit did: from the counts in
/// the report, with the audit's own verdict. Groups whose counts are suppressed are left out.
struct Comparison {
    struct Group {
        std::string label, value;  ///< as a person says it, and as the file has it
        stats::Fraction selected{0, 0};
        std::optional<Gap> gap;  ///< empty for the group held against
    };
    std::vector<Group> groups;  ///< in the finding's order, the audit's favoured group first
    std::size_t favoured = 0;
    double ratio = 0;
    std::size_t behind = 0, ahead = 0,
                unclear = 0;  ///< groups with evidence of less, of more, and with too few people to tell
};

/// @param findings all of bias.group_gaps: their comparisons count for the correction as they did in the audit
/// @param subject place in `findings` @param favoured place in `Comparison::groups` @param ratio 0.5–1
/// @return without groups where the finding has none
Comparison compare(const ReportModel& report, const std::vector<std::size_t>& findings, std::size_t subject,
                   std::size_t favoured, double ratio);

/// The same for groups that no finding has, e.g. crossed ones; the findings' own comparisons count for the correction.
/// @param groups the first is the one held against unless `favoured` says otherwise
Comparison compare(const ReportModel& report, const std::vector<std::size_t>& others,
                   std::vector<Comparison::Group> groups, std::size_t favoured, double ratio);

/// The groups of the chosen columns crossed, the combination of their favoured groups first (where nobody is in it, the
/// largest). None where the report does not count these columns together.
/// @param chosen places in `counts.columns`, ascending, at least one
std::vector<Comparison::Group> crossed_groups(const JointCounts& counts, const std::vector<std::size_t>& chosen,
                                              const Texts& texts);

/// The comparison as rates with intervals around the band of the limit; of many groups the gravest; groups of fewer
/// than five people are left out.
ChartModel chart_of(const Comparison& comparison);

/// The limits that a finding of bias.group_gaps used; empty where it names none.
std::optional<GapLimits> gap_limits_of(const Finding& finding);
/// The same of the report's first one.
std::optional<GapLimits> gap_limits_of(const ReportModel& report);

}  // namespace klarsicht::app
