#include "app/model/crossing.h"

#include <algorithm>

#include "app/model/json_read.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

bool read_column(const json& from, JointCounts& counts) {
    JointCounts::Column column{.name = string_in(from, "column"),
                               .values = strings_in(from, "groups"),
                               .binned = bool_in(from, "binned"),
                               .favoured = {}};
    const json* favoured = member(from, "favoured");
    if (favoured != nullptr && favoured->is_number_unsigned() && count_of(*favoured) < column.values.size()) {
        column.favoured = count_of(*favoured);
    }
    counts.columns.push_back(std::move(column));
    return !counts.columns.back().name.empty();
}

/// A cell is the numbers of its groups, how many people, and how many of them were selected (`null`: suppressed).
bool read_cell(const json& from, const JointCounts& counts, JointCounts::Set& set) {
    const std::size_t columns = set.columns.size();
    if (!from.is_array() || from.size() != columns + 2) { return false; }
    JointCounts::Cell cell;
    for (std::size_t c = 0; c < columns; ++c) {
        cell.members.push_back(count_of(from[c]));
        if (cell.members.back() >= counts.columns[set.columns[c]].values.size()) { return false; }
    }
    cell.n = count_of(from[columns]);
    if (from[columns + 1].is_number()) { cell.selected = count_of(from[columns + 1]); }
    if (cell.selected.value_or(0) > cell.n) { return false; }
    set.cells.push_back(std::move(cell));
    return true;
}

bool read_set(const json& from, JointCounts& counts) {
    JointCounts::Set set;
    const json* columns = member(from, "columns");
    const json* cells = member(from, "cells");
    if (columns == nullptr || cells == nullptr || !columns->is_array() || columns->empty() || !cells->is_array()) {
        return false;
    }
    for (const json& column : *columns) {
        const std::size_t place = count_of(column);
        if (!column.is_number_unsigned() || place >= counts.columns.size() ||
            (!set.columns.empty() && place <= set.columns.back())) {
            return false;
        }
        set.columns.push_back(place);
    }
    if (!std::ranges::all_of(*cells, [&](const json& cell) { return read_cell(cell, counts, set); })) { return false; }
    counts.sets.push_back(std::move(set));
    return true;
}

}  // namespace

const JointCounts::Set* JointCounts::find(const std::vector<std::size_t>& chosen) const {
    const auto found = std::ranges::find(sets, chosen, &Set::columns);
    return found == sets.end() ? nullptr : &*found;
}

JointCounts read_joint_counts(const json& from) {
    JointCounts counts;
    const json* columns = member(from, "columns");
    const json* sets = member(from, "sets");
    if (columns == nullptr || sets == nullptr || !columns->is_array() || !sets->is_array()) { return {}; }
    const bool good = std::ranges::all_of(*columns, [&](const json& column) { return read_column(column, counts); }) &&
                      std::ranges::all_of(*sets, [&](const json& set) { return read_set(set, counts); });
    return good ? counts : JointCounts();
}

}  // namespace klarsicht::app
