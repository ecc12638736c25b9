#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "stats/confusion.h"

namespace klarsicht::stats {

/// One value of one column.
struct Item {
    std::uint32_t column;
    std::uint32_t value;
    auto operator<=>(const Item&) const = default;
};

/// A combination of values of different columns, in the columns' order, and the rows that have them all.
struct Itemset {
    std::vector<Item> items;
    Confusion known;             ///< rows whose outcome is known
    std::uint64_t n = 0;         ///< rows
    std::uint64_t selected = 0;  ///< of them, whatever the outcome
};

/// Columns of values by row, and what was decided about each row.
struct ItemsetData {
    static constexpr std::uint16_t no_value = 0xFFFF;
    std::vector<std::vector<std::uint16_t>> columns;  ///< [columns][rows] value, `no_value` where missing
    std::vector<std::uint32_t> values;                ///< [columns] how many there are
    std::vector<std::uint8_t> selected;               ///< [rows] 0 or 1
    std::vector<std::uint8_t> outcome;                ///< [rows] 0, 1, or 2 for unknown
    std::vector<std::uint32_t> weight;                ///< [rows] how many rows of the file this one stands for

    std::size_t rows() const { return selected.size(); }
};

/// Makes equal rows one, with their number as weight: the search then takes as long as there are different rows.
ItemsetData collapse(const ItemsetData& data);

/// What a search may cost: few rows and many columns have more itemsets than a machine holds.
struct SearchBounds {
    std::size_t itemsets = std::numeric_limits<std::size_t>::max();
    std::uint64_t work = std::numeric_limits<std::uint64_t>::max();  ///< rows and values looked at, in all tables
};

/// All itemsets of at least `least` rows and at most `depth` columns, the empty one first, then those of fewer items
/// first, in the columns' order; nothing where that goes beyond the bounds. Every table of up to `depth` columns is
/// counted once.
std::optional<std::vector<Itemset>> frequent_itemsets(const ItemsetData& data, std::uint64_t least, std::size_t depth,
                                                      const SearchBounds& bounds = {});

/// How the rate of an itemset differs from that of everybody (E. Pastor, L. de Alfaro, E. Baralis: DivExplorer, SIGMOD
/// 2021).
struct Divergence {
    double difference = undefined;
    double t = undefined;  ///< Welch's t of the two Beta(k+1, n−k+1) posteriors, without sign
};
Divergence divergence(const Fraction& own, const Fraction& all);
/// 95 % interval of the difference: the part against everybody is (1 − n/N) times the part against the rest, which is
/// independent of it (Newcombe).
Interval divergence_ci95(const Fraction& own, const Fraction& all);

/// Places, in `divergence`, of every itemset's subset without one item; the searched list is closed under it.
/// [itemsets][items]
std::vector<std::vector<std::size_t>> subset_places(const std::vector<Itemset>& itemsets);

/// Marks the itemsets that some item adds no more than `threshold` to: their divergence is told by a smaller one. An
/// undefined divergence is neither. The empty one is never redundant.
std::vector<std::uint8_t> redundant(const std::vector<std::vector<std::size_t>>& subsets,
                                    const std::vector<double>& divergence, double threshold);

/// What each item contributes to the divergence of its itemset (L. S. Shapley 1953); the contributions add up to it.
/// Undefined where some subset is.
std::vector<double> shapley(const std::vector<Itemset>& itemsets, const std::vector<double>& divergence,
                            const std::vector<std::vector<std::size_t>>& subsets, std::size_t itemset);

}  // namespace klarsicht::stats
