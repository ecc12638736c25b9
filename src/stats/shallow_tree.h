#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace klarsicht::stats {

/// A column as numbered bins, one per row; `bins` itself stands for unknown.
struct BinnedColumn {
    std::vector<std::uint32_t> bin;  ///< [rows]
    std::uint32_t bins = 0;
    bool ordered = false;  ///< neighbouring bins lie beside each other
};

/// One question of a tree, or one of its answers.
struct TreeNode {
    static constexpr std::size_t leaf = std::numeric_limits<std::size_t>::max();
    std::size_t column = leaf;       ///< asked about; `leaf`: nothing more is asked
    std::vector<std::uint8_t> left;  ///< [bins + 1] 1: goes to `yes`
    std::size_t yes = 0, no = 0;     ///< nodes
    std::uint64_t n = 0;             ///< rows it was learned from
    double mean = 0;                 ///< of the target among them
};

/// A regression tree of few questions, to say in words what decides: CART (Breiman et al. 1984) on binned columns,
/// grown best first.
struct ShallowTree {
    std::vector<TreeNode> nodes;  ///< the root first
    /// Nodes from the root to the leaf that somebody falls into. @param bin of each column
    std::vector<std::size_t> path(std::span<const std::uint32_t> bin) const;
    const TreeNode& leaf(std::span<const std::uint32_t> bin) const { return nodes[path(bin).back()]; }
    bool asks_about(std::size_t column) const;
};

struct TreeLimits {
    std::size_t depth = 4;
    std::size_t leaves = 10;
    std::uint64_t least_rows = 20;  ///< in a leaf
    double least_gain = 0.002;      ///< of the target's sum of squares
};

/// Learns from the rows given. Columns without order are divided between the bins in the order of their means, which is
/// the best division there is (Breiman et al. 1984, 4.2); unknown ones go where the larger part goes unless they have
/// rows of their own.
ShallowTree grow_tree(std::span<const double> target, std::span<const BinnedColumn> columns,
                      std::span<const std::uint32_t> rows, const TreeLimits& limits = {});

}  // namespace klarsicht::stats
