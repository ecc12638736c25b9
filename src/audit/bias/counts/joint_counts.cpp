#include "audit/joint_counts.h"

#include <algorithm>
#include <optional>

#include "audit/bias/counts/subjects.h"
#include "audit/small_cells.h"

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
    std::ranges::stable_sort(sets, {}, &std::vector<std::size_t>::size);
    return sets;
}

/// Empty where the set has a small cell that nothing in it can hide.
std::optional<JointCounts::Set> set_of(const Cube& cube, const std::vector<std::size_t>& columns, bool all_shown) {
    JointCounts::Set set{columns, {}};
    std::vector<std::vector<std::uint32_t>> members;
    std::vector<std::uint64_t> people;
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
        members.push_back(counted.members);
        people.push_back(counted.n);
    }
    if (all_shown) { return set; }
    const std::vector<std::uint8_t> hidden = hidden_cells(members, people, all_but_one(columns.size()));
    if (std::ranges::find(hidden, cell_exposed) != hidden.end()) { return std::nullopt; }
    for (std::size_t i = 0; i < hidden.size(); ++i) {
        if (hidden[i] != 0) { set.cells[i].selected.reset(); }
    }
    return set;
}

}  // namespace

JointCounts joint_counts(const AuditContext& context) {
    JointCounts counts;
    const std::optional<Cube>& cube = bias::joint_cube(context);
    if (!bias::decision_columns(context).decision || !cube || cube->parts().size() < 2 ||
        cube->parts().size() > most_columns) {
        return counts;
    }
    for (const Cube::Part& part : cube->parts()) {
        counts.columns.push_back({context.name(part.column), part.groups.labels, part.groups.binned,
                                  favoured_group(context, part.column, part.groups)});
    }
    for (const std::vector<std::size_t>& columns : sets_of(cube->parts().size())) {
        std::optional<JointCounts::Set> set = set_of(*cube, columns, context.options.show_values);
        if (set && set->cells.size() <= most_listed_cells) { counts.sets.push_back(std::move(*set)); }
    }
    return counts;
}

}  // namespace klarsicht
