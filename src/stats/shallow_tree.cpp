#include "stats/shallow_tree.h"

#include <algorithm>
#include <numeric>

namespace klarsicht::stats {

namespace {

struct Sum {
    std::uint64_t n = 0;
    double sum = 0;
    void add(const Sum& other) {
        n += other.n;
        sum += other.sum;
    }
    double mean() const { return n > 0 ? sum / static_cast<double>(n) : 0; }
    /// What the mean explains of the sum of squares.
    double explained() const { return n > 0 ? sum * sum / static_cast<double>(n) : 0; }
};

/// The best question found for some rows.
struct Split {
    double gain = 0;
    std::size_t column = TreeNode::leaf;
    std::vector<std::uint8_t> left;
};

class Grower {
public:
    Grower(std::span<const double> target, std::span<const BinnedColumn> columns, const TreeLimits& limits)
        : target_(target), columns_(columns), limits_(limits) {}

    ShallowTree grow(std::span<const std::uint32_t> rows) {
        rows_.assign(rows.begin(), rows.end());
        open(0, rows_.size(), 0);
        double squares = 0;
        for (const std::uint32_t row : rows_) { squares += target_[row] * target_[row]; }
        const double least = limits_.least_gain * (squares - whole(0, rows_.size()).explained());
        for (std::size_t leaves = 1; leaves < limits_.leaves; ++leaves) {
            const auto best = std::ranges::max_element(open_, {}, [](const Open& one) { return one.split.gain; });
            if (best == open_.end() || best->split.gain <= std::max(least, 0.0)) { break; }
            divide(static_cast<std::size_t>(best - open_.begin()));
        }
        return std::move(tree_);
    }

private:
    /// A leaf that may be divided: rows_[begin, end).
    struct Open {
        std::size_t node, begin, end, depth;
        Split split;
    };

    Sum whole(std::size_t begin, std::size_t end) const {
        Sum sum;
        for (std::size_t i = begin; i < end; ++i) { sum.add({1, target_[rows_[i]]}); }
        return sum;
    }

    void open(std::size_t begin, std::size_t end, std::size_t depth) {
        const Sum sum = whole(begin, end);
        TreeNode& node = tree_.nodes.emplace_back();
        node.n = sum.n;
        node.mean = sum.mean();
        open_.push_back({tree_.nodes.size() - 1, begin, end, depth, {}});
        if (depth >= limits_.depth || sum.n < 2 * limits_.least_rows) { return; }
        for (std::size_t column = 0; column < columns_.size(); ++column) { look_at(column, sum, open_.back()); }
    }

    void look_at(std::size_t column, const Sum& all, Open& place) {
        const BinnedColumn& data = columns_[column];
        bins_.assign(data.bins + 1, Sum());
        for (std::size_t i = place.begin; i < place.end; ++i) { bins_[data.bin[rows_[i]]].add({1, target_[rows_[i]]}); }
        order_.resize(data.bins);
        std::iota(order_.begin(), order_.end(), 0U);
        if (!data.ordered) {
            std::ranges::stable_sort(order_, {}, [&](std::uint32_t bin) { return bins_[bin].mean(); });
        }
        // Unknown ones are on the side of the second part, and tried on that of the first.
        for (const bool unknown_first : {false, true}) {
            if (unknown_first && bins_[data.bins].n == 0) { break; }
            Sum left = unknown_first ? bins_[data.bins] : Sum();
            for (std::size_t i = 0; i + 1 < order_.size(); ++i) {
                left.add(bins_[order_[i]]);
                if (bins_[order_[i]].n == 0) { continue; }
                const Sum right{all.n - left.n, all.sum - left.sum};
                if (left.n < limits_.least_rows || right.n < limits_.least_rows) { continue; }
                const double gain = left.explained() + right.explained() - all.explained();
                if (gain > place.split.gain * (1 + 1e-9)) {
                    take(column, i, unknown_first, left.n, all.n, place.split, gain);
                }
            }
        }
    }

    void take(std::size_t column, std::size_t last, bool unknown_first, std::uint64_t left, std::uint64_t all,
              Split& split, double gain) {
        const BinnedColumn& data = columns_[column];
        split.gain = gain;
        split.column = column;
        split.left.assign(data.bins + 1, 0);
        for (std::size_t i = 0; i <= last; ++i) { split.left[order_[i]] = 1; }
        const bool larger = 2 * left > all;
        split.left[data.bins] = unknown_first || (bins_[data.bins].n == 0 && larger) ? 1 : 0;
        if (data.ordered) { return; }
        // Values that none of these rows has go with the larger part.
        for (std::uint32_t bin = 0; bin < data.bins; ++bin) {
            if (bins_[bin].n == 0) { split.left[bin] = larger ? 1 : 0; }
        }
    }

    void divide(std::size_t place) {
        const Open one = std::move(open_[place]);
        open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(place));
        const BinnedColumn& data = columns_[one.split.column];
        const auto begin = rows_.begin() + static_cast<std::ptrdiff_t>(one.begin);
        const auto end = rows_.begin() + static_cast<std::ptrdiff_t>(one.end);
        const auto middle =
            std::stable_partition(begin, end, [&](std::uint32_t row) { return one.split.left[data.bin[row]] != 0; });
        const std::size_t at = one.begin + static_cast<std::size_t>(middle - begin);
        const std::size_t yes = tree_.nodes.size();
        open(one.begin, at, one.depth + 1);
        open(at, one.end, one.depth + 1);
        TreeNode& node = tree_.nodes[one.node];
        node.column = one.split.column;
        node.left = one.split.left;
        node.yes = yes;
        node.no = yes + 1;
    }

    std::span<const double> target_;
    std::span<const BinnedColumn> columns_;
    const TreeLimits& limits_;
    std::vector<std::uint32_t> rows_;
    std::vector<Open> open_;
    ShallowTree tree_;
    std::vector<Sum> bins_;             // of the column looked at
    std::vector<std::uint32_t> order_;  // of its bins
};

}  // namespace

std::vector<std::size_t> ShallowTree::path(std::span<const std::uint32_t> bin) const {
    std::vector<std::size_t> way = {0};
    while (nodes[way.back()].column != TreeNode::leaf) {
        const TreeNode& node = nodes[way.back()];
        way.push_back(node.left[bin[node.column]] != 0 ? node.yes : node.no);
    }
    return way;
}

bool ShallowTree::asks_about(std::size_t column) const {
    return std::ranges::find(nodes, column, &TreeNode::column) != nodes.end();
}

ShallowTree grow_tree(std::span<const double> target, std::span<const BinnedColumn> columns,
                      std::span<const std::uint32_t> rows, const TreeLimits& limits) {
    return Grower(target, columns, limits).grow(rows);
}

}  // namespace klarsicht::stats
