#include "audit/bias/counts/cube.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/sort_few.h"

namespace klarsicht::bias {

namespace {

constexpr std::size_t states = stats::DecisionCube::cells_per_group;
constexpr std::uint64_t states_each = 3;  // of a decision, of an outcome

/// Rows counted by what they are in some columns and what was decided and happened.
struct Counted {
    std::uint64_t key = 0;
    std::uint32_t rows = 0;
    std::size_t first_row = 0;
};

/// Where rows with one key are counted.
struct Place {
    std::uint32_t cell = 0;
    std::size_t state = 0;  ///< 3 × outcome + decision
};

/// Counts until there are more than `most` keys. @param number_of_row [rows], filled unless empty
std::vector<Counted> count_rows(const CrossedKeys& keys, std::size_t rows, std::size_t most,
                                std::vector<std::uint32_t>& number_of_row) {
    KeyNumbers numbers(keys.possible());
    std::vector<std::uint32_t> counts;
    std::vector<std::size_t> first_rows;
    keys.each_row(rows, [&](std::size_t row, std::uint64_t key) {
        const std::uint32_t number = numbers.of(key);
        if (number == counts.size()) {
            counts.push_back(0);
            first_rows.push_back(row);
        }
        ++counts[number];
        if (!number_of_row.empty()) { number_of_row[row] = number; }
        return counts.size() <= most;
    });
    std::vector<Counted> counted;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        counted.push_back({numbers.keys()[i], counts[i], first_rows[i]});
    }
    return counted;
}

}  // namespace

std::uint64_t Cube::Cell::n() const {
    std::uint64_t sum = 0;
    for (const std::uint64_t count : rows) { sum += count; }
    return sum;
}

std::optional<Cube> Cube::count(const AuditContext& context, const std::vector<std::size_t>& columns,
                                const Decisions& decisions, std::size_t most) {
    Cube cube;
    cube.rows_ = context.table.rows();
    for (const std::size_t column : columns) { cube.parts_.push_back({column, groups_of(context, column)}); }
    const std::optional<CrossedKeys> groups = CrossedKeys::of(context, cube.parts_);
    if (!groups) { return std::nullopt; }
    for (Part& part : cube.parts_) { part.groups.group = {}; }
    // What was decided, then what happened, are the last digits of a key; what no column says is unknown of all.
    CrossedKeys keys = *groups;
    std::size_t unknown = 0;
    std::size_t factor = 1;
    for (const std::optional<std::size_t> column : {decisions.decision, decisions.outcome}) {
        if (column) {
            keys.add(context.table.columns[*column], positive_codes(context, *column), states_each);
        } else {
            unknown += factor * stats::DecisionCube::unknown;
        }
        factor *= states_each;
    }
    std::vector<std::uint32_t> number_of_row(decisions.weight ? cube.rows_ : 0);
    KeyNumbers cells(groups->possible());
    std::vector<Place> places;
    for (const Counted& one : count_rows(keys, cube.rows_, most * states, number_of_row)) {
        const std::uint64_t said = one.key / groups->possible();
        const std::uint64_t key = one.key % groups->possible();
        const Place place{cells.of(key),
                          static_cast<std::size_t>(unknown + (decisions.decision ? said : said * states_each))};
        if (place.cell == most) { return std::nullopt; }
        if (place.cell == cube.cells_.size()) {
            cube.cells_.push_back({.members = groups->members(key), .first_row = one.first_row});
        }
        cube.cells_[place.cell].rows[place.state] = one.rows;
        places.push_back(place);
    }
    if (!decisions.weight) { return cube; }
    cube.weighted_ = true;
    const std::vector<std::uint32_t>& codes = context.table.columns[*decisions.weight].codes;
    const std::vector<double>& values = context.interpretation(*decisions.weight).values;
    for (std::size_t row = 0; row < cube.rows_; ++row) {
        const double weight = values.empty() ? -1 : values[codes[row]];
        if (!(weight >= 0) || std::isinf(weight)) {
            ++cube.bad_weights_;
            continue;
        }
        const auto [cell, state] = places[number_of_row[row]];
        cube.cells_[cell].weight[state] += weight;
        cube.cells_[cell].squared_weight[state] += weight * weight;
    }
    return cube;
}

Cube Cube::by(const std::vector<std::size_t>& chosen) const {
    Cube cube;
    cube.rows_ = rows_;
    cube.bad_weights_ = bad_weights_;
    cube.weighted_ = weighted_;
    for (const std::size_t part : chosen) { cube.parts_.push_back(parts_[part]); }
    std::map<std::vector<std::uint32_t>, std::size_t> number;
    std::vector<std::uint32_t> members(chosen.size());
    for (const Cell& cell : cells_) {
        for (std::size_t i = 0; i < chosen.size(); ++i) { members[i] = cell.members[chosen[i]]; }
        const auto [place, is_new] = number.try_emplace(members, cube.cells_.size());
        if (is_new) { cube.cells_.push_back({.members = members, .first_row = cell.first_row}); }
        Cell& sum = cube.cells_[place->second];
        sum.first_row = std::min(sum.first_row, cell.first_row);
        for (std::size_t s = 0; s < states; ++s) {
            sum.rows[s] += cell.rows[s];
            sum.weight[s] += cell.weight[s];
            sum.squared_weight[s] += cell.squared_weight[s];
        }
    }
    sort_few(cube.cells_, {}, &Cell::first_row);
    return cube;
}

void Cube::merge(const Cube& other) {
    // The other's groups under this cube's numbers.
    std::vector<std::vector<std::uint32_t>> numbers(parts_.size());
    for (std::size_t p = 0; p < parts_.size(); ++p) {
        CodeGroups& mine = parts_[p].groups;
        const CodeGroups& theirs = other.parts_[p].groups;
        for (std::size_t g = 0; g < theirs.labels.size(); ++g) {
            const auto place =
                static_cast<std::size_t>(std::ranges::find(mine.labels, theirs.labels[g]) - mine.labels.begin());
            numbers[p].push_back(static_cast<std::uint32_t>(place));
            if (place == mine.labels.size()) {
                mine.labels.push_back(theirs.labels[g]);
                mine.sizes.push_back(0);
            }
            mine.sizes[place] += theirs.sizes[g];
        }
    }
    std::map<std::vector<std::uint32_t>, std::size_t> places;
    for (std::size_t i = 0; i < cells_.size(); ++i) { places.emplace(cells_[i].members, i); }
    for (const Cell& theirs : other.cells_) {
        Cell cell = theirs;
        for (std::size_t p = 0; p < parts_.size(); ++p) {
            if (cell.members[p] != Grouping::none) { cell.members[p] = numbers[p][cell.members[p]]; }
        }
        cell.first_row += rows_;
        const auto [place, is_new] = places.try_emplace(cell.members, cells_.size());
        if (is_new) {
            cells_.push_back(std::move(cell));
            continue;
        }
        Cell& mine = cells_[place->second];
        for (std::size_t s = 0; s < states; ++s) {
            mine.rows[s] += cell.rows[s];
            mine.weight[s] += cell.weight[s];
            mine.squared_weight[s] += cell.squared_weight[s];
        }
    }
    rows_ += other.rows_;
    bad_weights_ += other.bad_weights_;
    weighted_ = weighted_ || other.weighted_;
}

}  // namespace klarsicht::bias
