#include "stats/itemsets.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>

#include "base/key_numbers.h"
#include "base/sort_few.h"

namespace klarsicht::stats {

namespace {

/// A row's decision and outcome as one number.
constexpr std::size_t states = 6;

struct Counts {
    std::array<std::uint64_t, states> of{};
    std::uint64_t n() const {
        std::uint64_t sum = 0;
        for (const std::uint64_t count : of) { sum += count; }
        return sum;
    }
};

Itemset itemset_of(std::vector<Item> items, const Counts& counts) {
    Itemset itemset;
    itemset.items = std::move(items);
    itemset.n = counts.n();
    itemset.selected = counts.of[1] + counts.of[3] + counts.of[5];
    itemset.known = {.tp = counts.of[3], .fp = counts.of[1], .tn = counts.of[0], .fn = counts.of[2]};
    return itemset;
}

class Search {
public:
    Search(const ItemsetData& data, std::uint64_t least, std::size_t depth, const SearchBounds& bounds)
        : data_(data), least_(least), depth_(depth), bounds_(bounds) {
        for (std::size_t row = 0; row < data.rows(); ++row) {
            state_.push_back(static_cast<std::uint8_t>(2 * data.outcome[row] + data.selected[row]));
        }
    }

    std::optional<std::vector<Itemset>> run() {
        std::vector<std::uint32_t> rows(data_.rows());
        Counts all;
        for (std::uint32_t row = 0; row < rows.size(); ++row) {
            rows[row] = row;
            all.of[state_[row]] += data_.weight[row];
        }
        found_.push_back(itemset_of({}, all));
        if (!extend(rows, 0)) { return std::nullopt; }
        sort_few(found_, [](const Itemset& a, const Itemset& b) {
            return a.items.size() != b.items.size() ? a.items.size() < b.items.size() : a.items < b.items;
        });
        return std::move(found_);
    }

private:
    /// Adds every frequent value of the columns from `first` on to the itemset `prefix_`, whose rows are given.
    /// @return false beyond the bounds
    bool extend(const std::vector<std::uint32_t>& rows, std::uint32_t first) {
        if (prefix_.size() == depth_) { return true; }
        for (std::uint32_t column = first; column < data_.columns.size(); ++column) {
            const std::uint16_t* values = data_.columns[column].data();
            // Missing values are counted in one more place, which nobody reads.
            const std::size_t places = data_.values[column] + 1;
            work_ += rows.size() + places * states;
            if (work_ > bounds_.work) { return false; }
            std::vector<std::uint64_t> counts(places * states, 0);
            for (const std::uint32_t row : rows) {
                const std::size_t value = std::min<std::size_t>(values[row], places - 1);
                counts[value * states + state_[row]] += data_.weight[row];
            }
            for (std::uint32_t value = 0; value < data_.values[column]; ++value) {
                Counts own;
                std::copy_n(counts.begin() + static_cast<std::ptrdiff_t>(value * states), states, own.of.begin());
                if (own.n() < least_ || own.n() == 0) { continue; }
                prefix_.push_back({column, value});
                if (found_.size() >= bounds_.itemsets) { return false; }
                found_.push_back(itemset_of(prefix_, own));
                if (prefix_.size() < depth_ && column + 1 < data_.columns.size()) {
                    std::vector<std::uint32_t> its_rows;
                    for (const std::uint32_t row : rows) {
                        if (values[row] == value) { its_rows.push_back(row); }
                    }
                    if (!extend(its_rows, column + 1)) { return false; }
                }
                prefix_.pop_back();
            }
        }
        return true;
    }

    const ItemsetData& data_;
    std::uint64_t least_;
    std::size_t depth_;
    SearchBounds bounds_;
    std::uint64_t work_ = 0;
    std::vector<std::uint8_t> state_;
    std::vector<Item> prefix_;
    std::vector<Itemset> found_;
};

struct Posterior {
    double mean;
    double variance;
};

Posterior posterior(const Fraction& fraction) {
    const double a = static_cast<double>(fraction.k) + 1;
    const double b = static_cast<double>(fraction.n - fraction.k) + 1;
    return {a / (a + b), a * b / ((a + b) * (a + b) * (a + b + 1))};
}

}  // namespace

ItemsetData collapse(const ItemsetData& data) {
    // Rows get the number of their values so far, column after column; equal rows end with equal numbers.
    std::vector<std::uint32_t> number(data.rows());
    std::size_t numbers = 0;
    const auto refine = [&](auto value_of, std::uint64_t values) {
        KeyNumbers keys(std::max<std::uint64_t>(1, numbers) * values);
        for (std::size_t row = 0; row < number.size(); ++row) {
            number[row] = keys.of(number[row] * values + value_of(row));
        }
        numbers = keys.size();
    };
    refine([&](std::size_t row) { return std::uint64_t{data.selected[row]} * 3 + data.outcome[row]; }, 6);
    for (std::size_t c = 0; c < data.columns.size(); ++c) {
        const std::uint64_t values = data.values[c] + 1;
        refine([&](std::size_t row) { return std::min<std::uint64_t>(data.columns[c][row], values - 1); }, values);
        // Nothing to win where most rows differ.
        if (numbers * 2 > number.size()) { return data; }
    }
    ItemsetData result;
    result.values = data.values;
    result.columns.resize(data.columns.size());
    constexpr std::uint32_t unseen = 0xFFFFFFFFu;
    std::vector<std::uint32_t> place(numbers, unseen);
    for (std::size_t row = 0; row < number.size(); ++row) {
        std::uint32_t& at = place[number[row]];
        if (at == unseen) {
            at = static_cast<std::uint32_t>(result.selected.size());
            for (std::size_t c = 0; c < data.columns.size(); ++c) { result.columns[c].push_back(data.columns[c][row]); }
            result.selected.push_back(data.selected[row]);
            result.outcome.push_back(data.outcome[row]);
            result.weight.push_back(0);
        }
        result.weight[at] += data.weight[row];
    }
    return result;
}

std::optional<std::vector<Itemset>> frequent_itemsets(const ItemsetData& data, std::uint64_t least, std::size_t depth,
                                                      const SearchBounds& bounds) {
    return Search(data, least, depth, bounds).run();
}

Divergence divergence(const Fraction& own, const Fraction& all) {
    if (own.n == 0 || all.n == 0) { return {}; }
    const Posterior a = posterior(own);
    const Posterior b = posterior(all);
    return {own.value() - all.value(), std::fabs(a.mean - b.mean) / std::sqrt(a.variance + b.variance)};
}

Interval divergence_ci95(const Fraction& own, const Fraction& all) {
    if (own.n == 0 || own.n >= all.n || own.k > all.k) { return {}; }
    const Interval apart = newcombe_difference(own.k, own.n, all.k - own.k, all.n - own.n);
    const double rest = 1 - static_cast<double>(own.n) / static_cast<double>(all.n);
    return {rest * apart.low, rest * apart.high};
}

std::vector<std::vector<std::size_t>> subset_places(const std::vector<Itemset>& itemsets) {
    std::map<std::vector<Item>, std::size_t> place;
    for (std::size_t i = 0; i < itemsets.size(); ++i) { place.emplace(itemsets[i].items, i); }
    std::vector<std::vector<std::size_t>> result(itemsets.size());
    for (std::size_t i = 0; i < itemsets.size(); ++i) {
        for (std::size_t without = 0; without < itemsets[i].items.size(); ++without) {
            std::vector<Item> rest = itemsets[i].items;
            rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(without));
            result[i].push_back(place.at(rest));
        }
    }
    return result;
}

std::vector<std::uint8_t> redundant(const std::vector<std::vector<std::size_t>>& subsets,
                                    const std::vector<double>& divergence, double threshold) {
    std::vector<std::uint8_t> result(subsets.size(), 0);
    for (std::size_t i = 0; i < subsets.size(); ++i) {
        for (const std::size_t subset : subsets[i]) {
            if (std::fabs(divergence[i] - divergence[subset]) <= threshold) { result[i] = 1; }
        }
    }
    return result;
}

std::vector<double> shapley(const std::vector<Itemset>& itemsets, const std::vector<double>& divergence,
                            const std::vector<std::vector<std::size_t>>& subsets, std::size_t itemset) {
    const std::size_t items = itemsets[itemset].items.size();
    // The place of every subset, by the mask of its items; from larger to smaller ones.
    std::vector<std::size_t> place(std::size_t{1} << items);
    place.back() = itemset;
    for (std::size_t mask = place.size() - 1; mask > 0; --mask) {
        std::size_t position = 0;
        for (std::size_t i = 0; i < items; ++i) {
            if ((mask >> i & 1) == 0) { continue; }
            place[mask ^ (std::size_t{1} << i)] = subsets[place[mask]][position++];
        }
    }
    std::vector<double> factorial = {1};
    for (std::size_t i = 1; i <= items; ++i) { factorial.push_back(factorial.back() * static_cast<double>(i)); }
    std::vector<double> result(items, 0);
    for (std::size_t mask = 0; mask < place.size(); ++mask) {
        const auto size = static_cast<std::size_t>(std::popcount(mask));
        for (std::size_t i = 0; i < items; ++i) {
            if ((mask >> i & 1) != 0) { continue; }
            const double weight = factorial[size] * factorial[items - size - 1] / factorial[items];
            result[i] += weight * (divergence[place[mask | std::size_t{1} << i]] - divergence[place[mask]]);
        }
    }
    return result;
}

}  // namespace klarsicht::stats
