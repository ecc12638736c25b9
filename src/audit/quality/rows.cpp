#include "audit/quality/rows.h"

#include <algorithm>

#include "base/listed.h"
#include "base/sort_few.h"

namespace klarsicht::quality {

RowSet rows_with(const Column& column, const CodeFlags& flags) {
    RowSet rows;
    for (std::size_t code = 0; code < flags.size(); ++code) {
        if (flags[code] != 0) { rows.count += column.counts[code]; }
    }
    if (rows.count == 0) { return rows; }
    for (std::size_t row = 0; row < column.codes.size(); ++row) {
        if (flags[column.codes[row]] != 0) { rows.all.add(row); }
    }
    return rows;
}

RowSet rows_with_any(const AuditContext& context, const std::vector<std::size_t>& columns,
                     const std::vector<CodeFlags>& flags) {
    if (columns.size() == 1) { return rows_with(context.table.columns[columns[0]], flags[0]); }
    RowSet rows;
    if (columns.empty()) { return rows; }
    std::vector<std::uint8_t> hit(static_cast<std::size_t>(context.table.rows()));
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::vector<std::uint32_t>& codes = context.table.columns[columns[i]].codes;
        for (std::size_t row = 0; row < codes.size(); ++row) { hit[row] |= flags[i][codes[row]]; }
    }
    for (std::size_t row = 0; row < hit.size(); ++row) {
        if (hit[row] != 0) { rows.add(row); }
    }
    return rows;
}

std::string listed(const std::vector<std::string>& names) { return klarsicht::listed(names, 4); }

bool ignored(const AuditContext& context, std::size_t column) {
    return context.plan.has_role(context.name(column), Role::ignore);
}

std::uint64_t filled_rows(const AuditContext& context, std::size_t column) {
    return context.profile.columns[column].rows - context.interpretation(column).missing;
}

bool is_mark(const AuditContext& context, std::size_t column) {
    constexpr double few = 0.05;
    const Interpretation& data = context.interpretation(column);
    return data.distinct == 1 && share_of(data.missing, context.table.rows()) > few;
}

bool has_no_name(const AuditContext& context, std::size_t column) {
    return std::ranges::any_of(context.table.source.issues, [&](const StructureIssue& issue) {
        return issue.kind == StructureIssue::Kind::empty_name &&
               std::ranges::find(issue.first_rows, column) != issue.first_rows.end();
    });
}

bool is_row_counter(const AuditContext& context, std::size_t column) {
    const Interpretation& data = context.interpretation(column);
    const std::uint64_t rows = context.table.rows();
    if (data.kind != Kind::integer || data.distinct != rows || data.values.size() != rows) { return false; }
    // Spellings are numbered as they appear.
    return has_no_name(context, column) && std::ranges::is_sorted(data.values);
}

void sort_by_severity(std::vector<Outcome>& outcomes) {
    sort_few(outcomes, [](const Outcome& a, const Outcome& b) { return a.severity > b.severity; });
}

}  // namespace klarsicht::quality
