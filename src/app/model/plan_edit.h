#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/report_model.h"
#include "audit/plan_choices.h"
#include "audit/plan_edit.h"

namespace klarsicht::app {

/// The plan of a report, to show what a change would lead to before it is sent; an empty one where the report's cannot
/// be read.
Plan plan_of(const ReportModel& report);

/// What the report knows of a column where its part of the plan is edited.
ColumnFacts facts_of(const ColumnModel& column);

/// Changes of the plan that a person is choosing and has not sent yet.
struct PlanDraft {
    Plan before;
    Plan plan;  ///< with the edits
    std::vector<PlanEdit> edits;

    explicit PlanDraft(const ReportModel& report) : before(plan_of(report)), plan(before) {}
    void add(PlanEdit edit);
    bool changed() const { return !(plan == before); }
};

/// Shares of the people the file stands for, by group of a column, as the report's plan has them; made to sum to 1.
std::map<std::string, double> population_of(const ReportModel& report, std::string_view column);

}  // namespace klarsicht::app
