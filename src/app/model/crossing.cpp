#include "app/model/crossing.h"

#include <algorithm>
#include <map>

#include "app/model/json_read.h"

namespace klarsicht::app {

namespace {

bool read_column(const json& from, const Texts& texts, JointCounts& counts) {
    JointCounts::Column column{.name = string_in(from, "column"), .labels = {}, .values = strings_in(from, "groups"), .favoured = {}};
    const json* binned = member(from, "binned");
    for (const std::string& value : column.values) { column.labels.push_back(binned != nullptr && binned->is_boolean() && binned->get<bool>() ? texts.group(value) : value); }
    if (const json* favoured = member(from, "favoured"); favoured != nullptr && favoured->is_number_unsigned() && count_of(*favoured) < column.values.size()) { column.favoured = count_of(*favoured); }
    counts.columns.push_back(std::move(column));
    return !counts.columns.back().name.empty();
}

bool read_cell(const json& from, JointCounts& counts) {
    const std::size_t columns = counts.columns.size();
    if (!from.is_array() || from.size() != columns + 2) { return false; }
    JointCounts::Cell cell;
    for (std::size_t c = 0; c < columns; ++c) {
        cell.members.push_back(count_of(from[c]));
        if (cell.members.back() > counts.columns[c].values.size()) { return false; }
    }
    cell.selected = {count_of(from[columns + 1]), count_of(from[columns])};
    if (cell.selected.k > cell.selected.n) { return false; }
    counts.cells.push_back(std::move(cell));
    return true;
}

}  // namespace

JointCounts joint_counts_of(const ReportModel& report, const Texts& texts) {
    for (const Finding& finding : report.findings) {
        const json* from = finding.id == "bias.group_gaps" ? member(finding.metrics, "joint_counts") : nullptr;
        if (from == nullptr) { continue; }
        JointCounts counts;
        const json* columns = member(*from, "columns");
        const json* cells = member(*from, "cells");
        if (columns == nullptr || cells == nullptr || !columns->is_array() || !cells->is_array()) { return {}; }
        for (const json& column : *columns) {
            if (!read_column(column, texts, counts)) { return {}; }
        }
        for (const json& cell : *cells) {
            if (!read_cell(cell, counts)) { return {}; }
        }
        return counts;
    }
    return {};
}

std::vector<Comparison::Group> crossed_groups(const JointCounts& counts, const std::vector<std::size_t>& chosen) {
    std::map<std::vector<std::size_t>, stats::Fraction> sums;
    for (const JointCounts::Cell& cell : counts.cells) {
        std::vector<std::size_t> key;
        bool known = cell.selected.n > 0;
        for (const std::size_t c : chosen) {
            key.push_back(cell.members[c]);
            known = known && cell.members[c] < counts.columns[c].values.size();
        }
        if (!known) { continue; }
        stats::Fraction& sum = sums.try_emplace(std::move(key), stats::Fraction{0, 0}).first->second;
        sum.k += cell.selected.k;
        sum.n += cell.selected.n;
    }
    std::vector<std::size_t> favoured;
    for (const std::size_t c : chosen) {
        if (counts.columns[c].favoured) { favoured.push_back(*counts.columns[c].favoured); }
    }
    std::vector<Comparison::Group> groups;
    std::size_t first = 0;
    bool named = false;
    for (const auto& [key, sum] : sums) {
        Comparison::Group group{.label = {}, .value = {}, .selected = sum, .gap = {}};
        for (std::size_t i = 0; i < key.size(); ++i) {
            const JointCounts::Column& column = counts.columns[chosen[i]];
            group.label += (i == 0 ? "" : " & ") + column.labels[key[i]];
            group.value += (i == 0 ? "" : " & ") + column.values[key[i]];
        }
        if (key == favoured) {
            first = groups.size();
            named = true;
        } else if (!named && (groups.empty() || sum.n > groups[first].selected.n)) {
            first = groups.size();
        }
        groups.push_back(std::move(group));
    }
    if (!groups.empty()) { std::rotate(groups.begin(), groups.begin() + static_cast<std::ptrdiff_t>(first), groups.begin() + static_cast<std::ptrdiff_t>(first) + 1); }
    return groups;
}

}  // namespace klarsicht::app
