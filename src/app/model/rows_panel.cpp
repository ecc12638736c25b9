#include "app/model/rows_panel.h"

#include <algorithm>

#include "app/model/json_read.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

json place_to_json(const std::optional<std::size_t>& place) { return place ? json(*place) : json(nullptr); }

}  // namespace

json query_to_json(const RowsQuery& query) {
    json filters = json::array();
    for (const RowFilterModel& filter : query.filters) {
        json one = {{"column", filter.column}, {"is", filter.is}};
        if (filter.is == "value") { one["value"] = filter.value; }
        filters.push_back(std::move(one));
    }
    return {{"check", place_to_json(query.check)},
            {"filters", std::move(filters)},
            {"sort", place_to_json(query.sort)},
            {"descending", query.descending},
            {"columns", query.columns}};
}

RowsQuery read_query(const json& from) {
    RowsQuery query;
    query.check = place_in(from, "check");
    query.sort = place_in(from, "sort");
    query.descending = bool_in(from, "descending");
    for_each_object(from, "filters", [&](const json& filter) {
        query.filters.push_back({static_cast<std::size_t>(count_in(filter, "column")), string_in(filter, "is"),
                                 string_in(filter, "value")});
    });
    query.columns = places_in(from, "columns");
    return query;
}

void RowsPanel::look_at(RowsQuery other) {
    query = std::move(other);
    filter_column.reset();
    ask_anew();
}

void RowsPanel::ask_anew() {
    ++key;
    known = false;
    blocks.clear();
    asked.clear();
    top = 0;
    saved.clear();
}

const RowModel* RowsPanel::at(std::uint64_t place) const {
    const auto block = blocks.find(place / block_rows * block_rows);
    if (block == blocks.end() || place - block->first >= block->second.size()) { return nullptr; }
    return &block->second[static_cast<std::size_t>(place - block->first)];
}

std::vector<std::uint64_t> RowsPanel::wanted(std::uint64_t first, std::uint64_t end) {
    std::vector<std::uint64_t> missing;
    const std::uint64_t from = first / block_rows * block_rows;
    if (known) { end = std::min(end, total); }
    for (std::uint64_t block = from; block < std::max(end, from + (known ? 0 : 1)); block += block_rows) {
        if (blocks.contains(block) || !asked.insert(block).second) { continue; }
        missing.push_back(block);
    }
    while (blocks.size() > most_blocks) {
        const bool low_is_far =
            from - std::min(from, blocks.begin()->first) >= std::max(from, blocks.rbegin()->first) - from;
        blocks.erase(low_is_far ? blocks.begin() : std::prev(blocks.end()));
    }
    return missing;
}

void RowsPanel::hear(std::string_view type, const json& message) {
    if (type == "rows") {
        if (count_in(message, "key") == key) { take(message); }
    } else if (type == "rows_query") {
        look_at(read_query(message));
    } else if (type == "rows_saved") {
        saved = string_in(message, "name");
    }
}

void RowsPanel::take(const json& message) {
    const std::uint64_t first = count_in(message, "first");
    asked.erase(first);
    total = count_in(message, "total");
    of = count_in(message, "of");
    sheet = bool_in(message, "sheet");
    known = true;
    columns.clear();
    for_each_object(message, "columns", [&](const json& column) {
        columns.push_back(
            {static_cast<std::size_t>(count_in(column, "index")), string_in(column, "name"), bool_in(column, "tells")});
    });
    std::vector<RowModel>& block = blocks[first];
    block.clear();
    for_each_object(message, "rows", [&](const json& row) {
        RowModel& one = block.emplace_back();
        one.row = count_in(row, "row");
        if (const json* line = member(row, "line"); line != nullptr && line->is_number()) {
            one.line = count_of(*line);
        }
        one.cells = strings_in(row, "cells");
        one.states = string_in(row, "states");
        one.cells.resize(columns.size());
        one.states.resize(columns.size(), 'v');
    });
    if (member(message, "values") != nullptr) {
        values = strings_in(message, "values");
        values_of = place_in(message, "values_of");
    }
}

}  // namespace klarsicht::app
