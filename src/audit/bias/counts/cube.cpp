#include "audit/bias/counts/cube.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/sort_few.h"

namespace klarsicht::bias {

namespace {

constexpr std::size_t states = stats::DecisionCube::cells_per_group;
/// State of every row's outcome and decision, by code: 3 × outcome + decision.
struct States {
    const std::uint32_t* codes = nullptr;
    std::vector<std::uint32_t> state;  ///< [codes]

    States(const AuditContext& context, std::optional<std::size_t> column, std::uint32_t factor) {
        if (!column) {
            state = {factor * stats::DecisionCube::unknown};
            return;
        }
        codes = context.table.columns[*column].codes.data();
        for (const std::uint8_t code : positive_codes(context, *column)) { state.push_back(factor * code); }
    }
    std::uint32_t at(std::size_t row) const { return codes == nullptr ? state[0] : state[codes[row]]; }
};

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
    const std::optional<CrossedKeys> keys = CrossedKeys::of(context, cube.parts_);
    if (!keys) { return std::nullopt; }
    for (Part& part : cube.parts_) { part.groups.group = {}; }
    const States decided(context, decisions.decision, 1);
    const States happened(context, decisions.outcome, 3);
    const std::size_t rows = context.table.rows();
    KeyNumbers numbers(keys->possible());
    std::vector<std::array<std::uint32_t, states>> counts;  // [cells]
    std::vector<std::uint64_t> first_rows;                  // [cells]
    std::vector<std::uint32_t> cell_of_row;
    if (decisions.weight) { cell_of_row.resize(rows); }
    keys->each_row(rows, [&](std::size_t row, std::uint64_t key) {
        const std::uint32_t cell = numbers.of(key);
        if (cell == counts.size()) {
            counts.emplace_back();
            first_rows.push_back(row);
        }
        ++counts[cell][decided.at(row) + happened.at(row)];
        if (decisions.weight) { cell_of_row[row] = cell; }
        return counts.size() <= most;
    });
    if (counts.size() > most) { return std::nullopt; }
    for (std::size_t i = 0; i < counts.size(); ++i) {
        Cell cell{.members = keys->members(numbers.keys()[i]), .first_row = first_rows[i]};
        std::ranges::copy(counts[i], cell.rows.begin());
        cube.cells_.push_back(std::move(cell));
    }
    if (decisions.weight) {
        cube.weighted_ = true;
        const std::vector<std::uint32_t>& codes = context.table.columns[*decisions.weight].codes;
        const std::vector<double>& values = context.interpretation(*decisions.weight).values;
        for (std::size_t row = 0; row < rows; ++row) {
            const double weight = values.empty() ? -1 : values[codes[row]];
            if (!(weight >= 0) || std::isinf(weight)) {
                ++cube.bad_weights_;
                continue;
            }
            const std::size_t state = decided.at(row) + happened.at(row);
            Cell& cell = cube.cells_[cell_of_row[row]];
            cell.weight[state] += weight;
            cell.squared_weight[state] += weight * weight;
        }
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
