#include "audit/privacy/disclosure.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace klarsicht::privacy {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// A value and how many rows of a class hold it.
struct Part {
    std::uint32_t rank;  ///< place in the order of the values
    std::uint32_t rows;
};

/// Values of each class, one after the other.
struct ClassParts {
    std::vector<std::size_t> ends;     ///< [classes] behind the class's last part
    std::vector<std::uint32_t> sizes;  ///< [classes] rows
    std::vector<Part> parts;
};

ClassParts parts_of(const EquivalenceClasses& classes, const RowValues& values,
                    const std::vector<std::uint32_t>& rank) {
    ClassParts result;
    result.ends.reserve(static_cast<std::size_t>(classes.count()));
    result.sizes.reserve(static_cast<std::size_t>(classes.count()));
    std::vector<std::size_t> place(values.count, 0);  // of a value: behind its part, if that belongs to this class
    classes.for_each([&](std::span<const std::uint32_t> rows) {
        const std::size_t start = result.parts.size();
        for (const std::uint32_t row : rows) {
            const std::uint32_t value = values.of_row[row];
            if (place[value] <= start) {
                result.parts.push_back({rank.empty() ? value : rank[value], 0});
                place[value] = result.parts.size();
            }
            ++result.parts[place[value] - 1].rows;
        }
        result.ends.push_back(result.parts.size());
        result.sizes.push_back(static_cast<std::uint32_t>(rows.size()));
    });
    return result;
}

/// Σ|cumulated q − cumulated p| over all values in order, without walking over the values a class lacks.
class OrderedDistance {
public:
    explicit OrderedDistance(const std::vector<double>& p) : cumulated_(p.size()), sums_(p.size() + 1, 0) {
        double sum = 0;
        for (std::size_t i = 0; i < p.size(); ++i) {
            sum += p[i];
            cumulated_[i] = sum;
            sums_[i + 1] = sums_[i] + sum;
        }
    }

    /// @param parts by rank
    double operator()(std::span<const Part> parts, double rows) const {
        double distance = 0;
        double q = 0;
        std::size_t from = 0;
        for (const Part& part : parts) {
            distance += run(from, part.rank, q);
            q += static_cast<double>(part.rows) / rows;
            from = part.rank;
        }
        return (distance + run(from, cumulated_.size(), q)) /
               static_cast<double>(std::max<std::size_t>(cumulated_.size() - 1, 1));
    }

private:
    /// Σ|q − P_i| for i in [from, to): P ascends, so it crosses q once.
    double run(std::size_t from, std::size_t to, double q) const {
        if (from >= to) { return 0; }
        const auto begin = cumulated_.begin();
        const auto cross = static_cast<std::size_t>(
            std::upper_bound(begin + static_cast<std::ptrdiff_t>(from), begin + static_cast<std::ptrdiff_t>(to), q) -
            begin);
        const double below = q * static_cast<double>(cross - from) - (sums_[cross] - sums_[from]);
        const double above = (sums_[to] - sums_[cross]) - q * static_cast<double>(to - cross);
        return below + above;
    }

    std::vector<double> cumulated_;
    std::vector<double> sums_;
};

/// r1/(rl+…+rm) of one class, counts descending.
double recursive(std::span<const Part> descending, std::uint64_t l) {
    if (descending.size() < l) { return infinite; }
    double rest = 0;
    for (std::size_t i = static_cast<std::size_t>(l) - 1; i < descending.size(); ++i) { rest += descending[i].rows; }
    return static_cast<double>(descending.front().rows) / rest;
}

/// Share of each value among all rows, by rank.
std::vector<double> shares_of(const RowValues& values, const std::vector<std::uint32_t>& rank, double rows) {
    std::vector<double> shares(values.count, 0);
    for (const std::uint32_t value : values.of_row) { shares[rank.empty() ? value : rank[value]] += 1; }
    for (double& share : shares) { share /= rows; }
    return shares;
}

}  // namespace

Disclosure disclosure_of(const EquivalenceClasses& classes, const RowValues& values,
                         const std::vector<std::uint32_t>& rank) {
    Disclosure d;
    d.values = values.count;
    if (classes.rows() == 0 || values.count == 0) { return d; }
    const std::vector<double> p = shares_of(values, rank, static_cast<double>(classes.rows()));
    const OrderedDistance ordered(p);
    ClassParts all = parts_of(classes, values, rank);
    const auto parts_of_class = [&all](std::size_t c) {
        const std::size_t start = c == 0 ? 0 : all.ends[c - 1];
        return std::span<Part>(all.parts.data() + start, all.ends[c] - start);
    };

    d.l_distinct = std::numeric_limits<std::uint64_t>::max();
    double least_entropy = infinite;
    double largest_d = -infinite;
    double largest_log = 0;
    bool enhanced_exists = true;
    bool absent = false;
    d.t_ordered = rank.empty() ? undefined : 0;
    for (std::size_t c = 0; c < all.ends.size(); ++c) {
        const std::span<Part> parts = parts_of_class(c);
        std::ranges::sort(parts, {}, &Part::rank);
        const auto rows = static_cast<double>(all.sizes[c]);
        d.l_distinct = std::min<std::uint64_t>(d.l_distinct, parts.size());
        absent = absent || parts.size() < values.count;
        double entropy = 0;
        double distance = 0;
        double present = 0;
        for (const Part& part : parts) {
            const double q = static_cast<double>(part.rows) / rows;
            const double share = p[part.rank];
            d.alpha = std::max(d.alpha, q);
            entropy -= q * std::log(q);
            distance += std::abs(q - share);
            present += share;
            const double gain = (q - share) / share;
            largest_d = std::max(largest_d, gain);
            enhanced_exists = enhanced_exists && gain <= -std::log(share);
            d.delta_disclosure = std::max(d.delta_disclosure, std::abs(std::log(q / share)));
        }
        least_entropy = std::min(least_entropy, entropy);
        d.t_equal = std::max(d.t_equal, 0.5 * (distance + std::max(0.0, 1 - present)));
        if (!rank.empty()) { d.t_ordered = std::max(d.t_ordered, ordered(parts, rows)); }
        if (parts.size() == 1) {
            ++d.homogeneous_classes;
            d.homogeneous_records += all.sizes[c];
            if (p[parts.front().rank] < 0.5) {
                d.records_learned += all.sizes[c];
                d.records_learned_alone += all.sizes[c] == 1 ? 1 : 0;
            }
        }
        std::ranges::sort(parts, std::ranges::greater{}, &Part::rows);
    }
    for (const double share : p) { largest_log = std::max(largest_log, share > 0 ? -std::log(share) : 0.0); }
    d.l_entropy = std::exp(least_entropy);
    d.beta_basic = largest_d;
    d.beta_enhanced = enhanced_exists ? std::max(0.0, largest_d) : undefined;
    d.beta_enhanced_pycanon = std::min(largest_d, largest_log);
    d.delta_disclosure_strict = absent ? undefined : d.delta_disclosure;

    for (const std::uint64_t l : {std::uint64_t{2}, std::uint64_t{3}, d.l_distinct}) {
        if (l < 2 || l > values.count || d.recursive_c.contains(l)) { continue; }
        double& largest = d.recursive_c[l];
        for (std::size_t c = 0; c < all.ends.size(); ++c) {
            largest = std::max(largest, recursive(parts_of_class(c), l));
        }
    }
    return d;
}

}  // namespace klarsicht::privacy
