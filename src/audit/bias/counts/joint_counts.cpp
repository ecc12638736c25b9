#include "audit/joint_counts.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "audit/bias/counts/joint_sets.h"
#include "audit/bias/counts/subjects.h"
#include "base/sort_few.h"

namespace klarsicht {

namespace {

using bias::Cube;

constexpr std::size_t most_columns = 8;
constexpr std::size_t most_crossed = 3;
/// More cells than this are not listed in a report.
constexpr std::size_t most_listed_cells = 2000;

/// All sets of one to three of the columns, the smaller ones first.
std::vector<std::vector<std::size_t>> sets_of(std::size_t columns) {
    std::vector<std::vector<std::size_t>> sets;
    for (unsigned chosen = 1; chosen < 1U << columns; ++chosen) {
        std::vector<std::size_t> set;
        for (std::size_t c = 0; c < columns; ++c) {
            if ((chosen >> c & 1U) != 0) { set.push_back(c); }
        }
        if (set.size() <= most_crossed) { sets.push_back(std::move(set)); }
    }
    sort_few(sets, {}, &std::vector<std::size_t>::size);
    return sets;
}

JointCounts::Set set_of(const Cube& cube, const std::vector<std::size_t>& columns) {
    JointCounts::Set set{columns, {}};
    for (const Cube::Cell& cell : cube.by(columns).cells()) {
        if (std::ranges::find(cell.members, Grouping::none) != cell.members.end()) { continue; }
        JointCounts::Cell& counted = set.cells.emplace_back();
        counted.members = cell.members;
        std::uint64_t selected = 0;
        for (std::size_t outcome = 0; outcome < 3; ++outcome) {
            selected += cell.rows[outcome * 3 + stats::DecisionCube::positive];
            counted.n += cell.rows[outcome * 3 + stats::DecisionCube::positive] +
                         cell.rows[outcome * 3 + stats::DecisionCube::negative];
        }
        counted.selected = selected;
    }
    return set;
}

/// Leaves out what must not be told. @return whether all of it could be found out
bool suppress(const bias::ToldCrossings& told, const std::vector<std::size_t>& table_columns, JointCounts::Set& set) {
    std::vector<std::size_t> columns;
    for (const std::size_t place : set.columns) { columns.push_back(table_columns[place]); }
    for (JointCounts::Cell& cell : set.cells) {
        const Telling telling = told.of(columns, cell.members);
        if (telling == Telling::unchecked) { return false; }
        if (telling == Telling::hidden) { cell.selected.reset(); }
    }
    return true;
}

}  // namespace

std::vector<JointCounts::Set> bias::joint_sets(const Cube& cube) {
    std::vector<JointCounts::Set> sets;
    if (cube.parts().size() < 2 || cube.parts().size() > most_columns) { return sets; }
    for (const std::vector<std::size_t>& columns : sets_of(cube.parts().size())) {
        JointCounts::Set set = set_of(cube, columns);
        if (set.cells.size() <= most_listed_cells) { sets.push_back(std::move(set)); }
    }
    return sets;
}

JointCounts joint_counts(const AuditContext& context) {
    JointCounts counts;
    const std::optional<Cube>& cube = bias::joint_cube(context);
    if (!bias::decision_columns(context).decision || !cube) { return counts; }
    std::vector<JointCounts::Set> sets = bias::joint_sets(*cube);
    if (sets.empty()) { return counts; }
    std::vector<std::size_t> table_columns;
    for (const Cube::Part& part : cube->parts()) {
        counts.columns.push_back({context.name(part.column), part.groups.labels, part.groups.binned,
                                  favoured_group(context, part.column, part.groups)});
        table_columns.push_back(part.column);
    }
    const bias::ToldCrossings& told = bias::told_crossings(context);
    for (JointCounts::Set& set : sets) {
        if (context.options.show_values || suppress(told, table_columns, set)) {
            counts.sets.push_back(std::move(set));
        }
    }
    return counts;
}

}  // namespace klarsicht
