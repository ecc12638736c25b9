#include "app/model/plan_edit.h"

#include "audit/plan_json.h"

namespace klarsicht::app {

Plan plan_of(const ReportModel& report) {
    std::vector<std::string> columns;
    for (const ColumnModel& column : report.columns) { columns.push_back(column.name); }
    Plan plan = report.plan;
    plan.column_order = std::move(columns);
    return plan;
}

ColumnFacts facts_of(const ColumnModel& column) {
    ColumnFacts facts{.name = column.name, .distinct = column.distinct, .values = {}};
    facts.number = column.kind == "integer" || column.kind == "number";
    facts.date = column.kind == "date" || column.kind == "datetime";
    facts.kept_back = column.kept_back;
    for (const auto& [value, count] : column.top) { facts.values.push_back(value); }
    return facts;
}

void PlanDraft::add(PlanEdit edit) {
    Result<Plan> edited = edit_plan(plan, plan, edit);
    if (!edited) { return; }
    plan = std::move(*edited);
    plan.column_order = before.column_order;
    edits.push_back(std::move(edit));
}

std::map<std::string, double> population_of(const ReportModel& report, std::string_view column) {
    const Plan plan = plan_of(report);
    const auto given = plan.population.find(column);
    if (given == plan.population.end()) { return {}; }
    std::map<std::string, double> shares(given->second.begin(), given->second.end());
    double all = 0;
    for (const auto& [group, share] : shares) { all += share; }
    if (!(all > 0)) { return {}; }
    for (auto& [group, share] : shares) { share /= all; }
    return shares;
}

}  // namespace klarsicht::app
