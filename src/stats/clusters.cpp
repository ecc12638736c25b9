#include "stats/clusters.h"

#include <algorithm>
#include <cmath>

namespace klarsicht::stats {

namespace {

struct Leaf {
    std::size_t node = 0;
    std::vector<std::size_t> rows;
    bool final = false;  ///< cannot be split further
};

double rate_of(const std::vector<std::size_t>& rows, const std::vector<std::uint8_t>& event) {
    double sum = 0;
    for (const std::size_t row : rows) { sum += event[row]; }
    return rows.empty() ? 0 : sum / static_cast<double>(rows.size());
}

}  // namespace

double Clusters::distance(const MixedData& data, std::size_t row, const Centre& centre) {
    double sum = 0;
    for (std::size_t c = 0; c < data.columns.size(); ++c) {
        const std::uint8_t value = data.columns[c][row];
        if (value == MixedData::missing || centre.value[c] < 0) {
            sum += 0.5;
        } else if (data.ordinal[c] != 0) {
            sum += data.sizes[c] > 1 ? std::fabs(value - centre.value[c]) / (data.sizes[c] - 1) : 0;
        } else {
            sum += value == centre.value[c] ? 0 : 1;
        }
    }
    return sum;
}

Clusters::Centre Clusters::centre_at(const MixedData& data, std::size_t row) {
    Centre centre;
    for (const std::vector<std::uint8_t>& column : data.columns) {
        centre.value.push_back(column[row] == MixedData::missing ? -1 : column[row]);
    }
    return centre;
}

Clusters::Centre Clusters::centre_of(const MixedData& data, const std::vector<std::size_t>& rows) {
    Centre centre;
    for (std::size_t c = 0; c < data.columns.size(); ++c) {
        std::vector<std::size_t> counts(data.sizes[c], 0);
        double sum = 0;
        double n = 0;
        for (const std::size_t row : rows) {
            const std::uint8_t value = data.columns[c][row];
            if (value == MixedData::missing) { continue; }
            ++counts[value];
            sum += value;
            ++n;
        }
        if (n == 0) {
            centre.value.push_back(-1);
        } else if (data.ordinal[c] != 0) {
            centre.value.push_back(sum / n);
        } else {
            centre.value.push_back(static_cast<double>(std::ranges::max_element(counts) - counts.begin()));
        }
    }
    return centre;
}

Clusters::Clusters(const MixedData& data, const std::vector<std::size_t>& rows, const std::vector<std::uint8_t>& event,
                   const Limits& limits) {
    nodes_.emplace_back();
    std::vector<Leaf> leaves = {{.node = 0, .rows = rows}};
    const double overall = rate_of(rows, event);
    while (leaves.size() < limits.most) {
        // The cluster in which the event is least decided has most to tell apart.
        Leaf* next = nullptr;
        double spread = 0;
        for (Leaf& leaf : leaves) {
            const double rate = rate_of(leaf.rows, event);
            const double own = rate * (1 - rate) * static_cast<double>(leaf.rows.size());
            if (!leaf.final && leaf.rows.size() >= 2 * limits.least_rows && own > spread) {
                spread = own;
                next = &leaf;
            }
        }
        if (next == nullptr) { break; }
        // Two people far apart begin: the one farthest from the middle, and the one farthest from that.
        const auto farthest = [&](const Centre& from) {
            return *std::ranges::max_element(next->rows, {},
                                             [&](std::size_t row) { return distance(data, row, from); });
        };
        const std::size_t first = farthest(centre_of(data, next->rows));
        std::array<Centre, 2> centres = {centre_at(data, first), centre_at(data, farthest(centre_at(data, first)))};
        std::array<std::vector<std::size_t>, 2> parts;
        for (std::size_t round = 0; round < limits.rounds; ++round) {
            std::array<std::vector<std::size_t>, 2> now;
            for (const std::size_t row : next->rows) {
                now[distance(data, row, centres[1]) < distance(data, row, centres[0]) ? 1 : 0].push_back(row);
            }
            const bool settled = now == parts;
            parts = std::move(now);
            if (settled || parts[0].empty() || parts[1].empty()) { break; }
            centres = {centre_of(data, parts[0]), centre_of(data, parts[1])};
        }
        // A split is worth it if one part is farther from everybody than the whole was.
        const double before = std::fabs(rate_of(next->rows, event) - overall);
        const double after =
            std::max(std::fabs(rate_of(parts[0], event) - overall), std::fabs(rate_of(parts[1], event) - overall));
        if (std::min(parts[0].size(), parts[1].size()) < limits.least_rows || !(after > before)) {
            next->final = true;
            continue;
        }
        const std::size_t node = next->node;
        const std::size_t left = nodes_.size();
        nodes_.emplace_back();
        nodes_.emplace_back();
        nodes_[node].centres = std::move(centres);
        nodes_[node].children = {left, left + 1};
        nodes_[node].is_leaf = false;
        *next = {.node = left, .rows = std::move(parts[0])};
        leaves.push_back({.node = left + 1, .rows = std::move(parts[1])});
    }
    for (std::size_t i = 0; i < leaves.size(); ++i) { nodes_[leaves[i].node].leaf = i; }
    leaves_ = leaves.size();
}

std::size_t Clusters::of(const MixedData& data, std::size_t row) const {
    std::size_t node = 0;
    while (!nodes_[node].is_leaf) {
        const Node& here = nodes_[node];
        node = here.children[distance(data, row, here.centres[1]) < distance(data, row, here.centres[0]) ? 1 : 0];
    }
    return nodes_[node].leaf;
}

}  // namespace klarsicht::stats
