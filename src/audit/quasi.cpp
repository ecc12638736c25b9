#include "audit/quasi.h"
#include "base/listed.h"

namespace klarsicht::privacy {

QuasiIdentifiers quasi_identifiers(const AuditContext& context) {
    QuasiIdentifiers quasi;
    for (const std::size_t column : context.columns_with(Role::quasi_identifier)) {
        const Interpretation& data = context.interpretation(column);
        if (data.kind == Kind::empty || context.plan.has_role(context.name(column), Role::ignore)) { continue; }
        quasi.columns.push_back(column);
        quasi.values.push_back(
            row_values(context.table.columns[column], value_ids(context.table.columns[column], data)));
        quasi.names.push_back(context.name(column));
    }
    return quasi;
}

EquivalenceClasses classes_of(const AuditContext& context, const QuasiIdentifiers& quasi) {
    EquivalenceClasses classes(context.table.rows());
    for (const RowValues& values : quasi.values) { classes.refine(values); }
    return classes;
}

std::optional<RowValues> repeated_people(const AuditContext& context) {
    const auto column = context.first_with(Role::person);
    if (!column) { return std::nullopt; }
    const Interpretation& data = context.interpretation(*column);
    const std::uint64_t known = context.table.rows() - data.missing;
    // A few doubles are a matter of data quality, not a table of events.
    if (known == 0 || data.distinct * 10 > known * 9) { return std::nullopt; }
    return row_values(context.table.columns[*column], value_ids(context.table.columns[*column], data));
}

ClassSizes class_sizes(const EquivalenceClasses& classes, const std::optional<RowValues>& people) {
    return people ? class_sizes(classes, *people) : class_sizes(classes);
}

std::string joined(const std::vector<std::string>& names, std::size_t most) { return listed(names, most); }

}  // namespace klarsicht::privacy
