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
    std::vector<std::size_t> start;  ///< [classes + 1]
    std::vector<Part> parts;
};

ClassParts parts_of(const Classes& classes, const Column& sensitive, const ValueIds& ids, const std::vector<std::uint32_t>& rank) {
    Classes pairs = classes;
    pairs.refine(sensitive, ids);
    std::vector<std::uint32_t> class_of_pair(pairs.count());
    std::vector<std::uint32_t> value_of_pair(pairs.count());
    for (std::size_t row = 0; row < pairs.of_row().size(); ++row) {
        class_of_pair[pairs.of_row()[row]] = classes.of_row()[row];
        value_of_pair[pairs.of_row()[row]] = ids.of_code[sensitive.codes[row]];
    }
    ClassParts result;
    result.start.assign(classes.count() + std::size_t{1}, 0);
    for (const std::uint32_t c : class_of_pair) { ++result.start[c + std::size_t{1}]; }
    for (std::size_t c = 1; c < result.start.size(); ++c) { result.start[c] += result.start[c - 1]; }
    std::vector<std::size_t> next(result.start.begin(), result.start.end() - 1);
    result.parts.resize(pairs.count());
    for (std::uint32_t pair = 0; pair < pairs.count(); ++pair) {
        result.parts[next[class_of_pair[pair]]++] = {rank.empty() ? value_of_pair[pair] : rank[value_of_pair[pair]], pairs.sizes()[pair]};
    }
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
        return (distance + run(from, cumulated_.size(), q)) / static_cast<double>(std::max<std::size_t>(cumulated_.size() - 1, 1));
    }

private:
    /// Σ|q − P_i| for i in [from, to): P ascends, so it crosses q once.
    double run(std::size_t from, std::size_t to, double q) const {
        if (from >= to) { return 0; }
        const auto begin = cumulated_.begin();
        const auto cross = static_cast<std::size_t>(std::upper_bound(begin + static_cast<std::ptrdiff_t>(from), begin + static_cast<std::ptrdiff_t>(to), q) - begin);
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

}  // namespace

Disclosure disclosure_of(const Classes& classes, const Column& sensitive, const ValueIds& ids, const std::vector<std::uint32_t>& rank) {
    Disclosure d;
    d.values = ids.count;
    const auto total = static_cast<double>(classes.rows());
    if (classes.rows() == 0 || ids.count == 0) { return d; }
    std::vector<double> p(ids.count, 0);
    for (std::uint32_t code = 0; code < sensitive.counts.size(); ++code) {
        const std::uint32_t id = ids.of_code[code];
        p[rank.empty() ? id : rank[id]] += static_cast<double>(sensitive.counts[code]);
    }
    for (double& share : p) { share /= total; }
    const OrderedDistance ordered(p);
    ClassParts classes_parts = parts_of(classes, sensitive, ids, rank);

    d.l_distinct = std::numeric_limits<std::uint64_t>::max();
    double least_entropy = infinite;
    double largest_d = -infinite;
    double largest_log = 0;
    bool enhanced_exists = true;
    bool absent = false;
    d.t_ordered = rank.empty() ? undefined : 0;
    for (std::uint32_t c = 0; c < classes.count(); ++c) {
        const std::span<Part> parts(classes_parts.parts.data() + classes_parts.start[c], classes_parts.start[c + std::size_t{1}] - classes_parts.start[c]);
        std::ranges::sort(parts, {}, &Part::rank);
        const auto rows = static_cast<double>(classes.sizes()[c]);
        d.l_distinct = std::min<std::uint64_t>(d.l_distinct, parts.size());
        absent = absent || parts.size() < ids.count;
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
            d.homogeneous_records += classes.sizes()[c];
            if (p[parts.front().rank] < 0.5) { d.records_learned += classes.sizes()[c]; }
        }
        std::ranges::sort(parts, std::ranges::greater{}, &Part::rows);
    }
    for (const double share : p) { largest_log = std::max(largest_log, share > 0 ? -std::log(share) : 0.0); }
    d.l_entropy = std::exp(least_entropy);
    d.beta_basic = largest_d;
    d.beta_enhanced = enhanced_exists ? std::max(0.0, largest_d) : undefined;
    d.beta_enhanced_pycanon = std::min(largest_d, largest_log);
    d.delta_disclosure_strict = absent ? undefined : d.delta_disclosure;

    std::vector<std::uint64_t> ls = {2, 3, d.l_distinct};
    for (const std::uint64_t l : ls) {
        if (l < 2 || l > ids.count || d.recursive_c.contains(l)) { continue; }
        double largest = 0;
        for (std::uint32_t c = 0; c < classes.count(); ++c) {
            const std::span<const Part> parts(classes_parts.parts.data() + classes_parts.start[c], classes_parts.start[c + std::size_t{1}] - classes_parts.start[c]);
            largest = std::max(largest, recursive(parts, l));
        }
        d.recursive_c[l] = largest;
    }
    return d;
}

}  // namespace klarsicht::privacy
