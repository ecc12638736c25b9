#include "report/told_plan.h"

namespace klarsicht {

Plan told_plan(const Report& report) {
    Plan plan = report.plan;
    for (const ColumnReport& column : report.columns) {
        if (!column.masked) { continue; }
        plan.favoured.erase(column.name);
        plan.positive.erase(column.name);
        plan.population.erase(column.name);
        if (plan.treatment && plan.treatment->column == column.name) { plan.treatment.reset(); }
    }
    return plan;
}

}  // namespace klarsicht
