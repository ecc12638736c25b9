#include "app/model/plan_edit.h"

#include "audit/plan_json.h"

namespace klarsicht::app {

Plan plan_of(const ReportModel& report) {
    std::vector<std::string> columns;
    for (const ColumnModel& column : report.columns) { columns.push_back(column.name); }
    Plan plan = plan_from_json(report.plan, &columns).value_or(Plan());
    plan.column_order = std::move(columns);
    return plan;
}

ColumnFacts facts_of(const ColumnModel& column) {
    ColumnFacts facts{.name = column.name, .distinct = column.distinct, .values = {}};
    facts.number = column.kind == "integer" || column.kind == "number";
    facts.date = column.kind == "date" || column.kind == "datetime";
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

}  // namespace klarsicht::app
