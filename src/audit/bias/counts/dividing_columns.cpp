#include "audit/bias/counts/dividing_columns.h"

#include <algorithm>

#include "audit/bias/counts/subjects.h"
#include "audit/bias/counts/told_crossings.h"
#include "audit/small_cells.h"
#include "base/sort_few.h"

namespace klarsicht::bias {

double people_per_row(const AuditContext& context) {
    /// A few people who are in it twice are no log of people.
    constexpr double nearly_one = 0.95;
    const std::optional<std::size_t> person = context.first_with(Role::person);
    if (!person) { return 1; }
    const Interpretation& data = context.interpretation(*person);
    const std::uint64_t rows = context.table.rows() - data.missing - data.invalid;
    const double people = stats::rate(data.distinct, rows);
    return people < nearly_one ? people : 1;
}

std::vector<std::vector<std::uint8_t>> hidden_groups(const AuditContext& context, const std::vector<Divided>& columns) {
    std::vector<std::vector<std::uint8_t>> hidden;
    std::vector<DividedColumn> parts;
    std::vector<GroupKey> keys;
    for (const Divided& one : columns) {
        hidden.emplace_back(one.groups.labels.size(), 0);
        if (one.problem.empty()) { parts.push_back({one.column, one.groups}); }
    }
    if (context.options.show_values) { return hidden; }
    for (const DividedColumn& part : parts) {
        std::vector<std::uint32_t> order(part.groups.labels.size());
        for (std::uint32_t g = 0; g < order.size(); ++g) { order[g] = g; }
        sort_few(order, [&](std::uint32_t a, std::uint32_t b) { return part.groups.sizes[a] > part.groups.sizes[b]; });
        for (const std::uint32_t g : order) { keys.push_back(group_key(parts, {part.column}, {g})); }
    }
    const ToldCrossings told(context, parts, std::move(keys), std::nullopt);
    for (std::size_t c = 0; c < columns.size(); ++c) {
        bool unchecked = false;
        for (std::uint32_t g = 0; g < hidden[c].size(); ++g) {
            const Telling telling = told.of({columns[c].column}, {g});
            hidden[c][g] = telling == Telling::hidden ? 1 : 0;
            unchecked = unchecked || telling == Telling::unchecked;
        }
        if (!unchecked) { continue; }
        // Too many groups to find out what all of them tell together: at least what each column's sum tells.
        const std::vector<std::vector<std::uint32_t>> members(hidden[c].size());
        const std::vector<std::uint8_t> alone =
            hidden_cells(members, columns[c].groups.sizes, std::vector<std::vector<std::size_t>>(1));
        for (std::size_t g = 0; g < alone.size(); ++g) { hidden[c][g] |= alone[g] != 0 ? 1 : 0; }
    }
    return hidden;
}

}  // namespace klarsicht::bias
