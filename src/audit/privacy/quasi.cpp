#include "audit/privacy/quasi.h"

namespace klarsicht::privacy {

QuasiIdentifiers quasi_identifiers(const AuditContext& context) {
    QuasiIdentifiers quasi;
    for (const std::size_t column : context.columns_with(Role::quasi_identifier)) {
        const Interpretation& data = context.interpretation(column);
        if (data.kind == Kind::empty || context.plan.has_role(context.name(column), Role::ignore)) { continue; }
        quasi.columns.push_back(column);
        quasi.ids.push_back(value_ids(context.table.columns[column], data));
        quasi.names.push_back(context.name(column));
    }
    return quasi;
}

Classes classes_of(const AuditContext& context, const QuasiIdentifiers& quasi) {
    Classes classes(context.table.rows());
    for (std::size_t i = 0; i < quasi.columns.size(); ++i) { classes.refine(context.table.columns[quasi.columns[i]], quasi.ids[i]); }
    return classes;
}

std::optional<People> repeated_people(const AuditContext& context) {
    const auto column = context.first_with(Role::person);
    if (!column) { return std::nullopt; }
    const Interpretation& data = context.interpretation(*column);
    const std::uint64_t known = context.table.rows() - data.missing;
    // A few doubles are a matter of data quality, not a table of events.
    if (known == 0 || data.distinct * 10 > known * 9) { return std::nullopt; }
    return People{*column, value_ids(context.table.columns[*column], data)};
}

std::vector<std::uint32_t> class_sizes(const AuditContext& context, const Classes& classes, const std::optional<People>& people) {
    if (!people) { return classes.sizes(); }
    Classes pairs = classes;
    pairs.refine(context.table.columns[people->column], people->ids);
    std::vector<bool> seen(pairs.count(), false);
    std::vector<std::uint32_t> sizes(classes.count(), 0);
    for (std::size_t row = 0; row < pairs.of_row().size(); ++row) {
        const std::uint32_t pair = pairs.of_row()[row];
        if (!seen[pair]) {
            seen[pair] = true;
            ++sizes[classes.of_row()[row]];
        }
    }
    return sizes;
}

std::string joined(const std::vector<std::string>& names, std::size_t most) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i == most) { return text + " …"; }
        text += (i == 0 ? "" : ", ") + names[i];
    }
    return text;
}

}  // namespace klarsicht::privacy
