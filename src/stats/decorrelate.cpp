#include "stats/decorrelate.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "stats/interval.h"

namespace klarsicht::stats {

namespace {

double mean(std::span<const double> values) {
    double sum = 0;
    for (const double value : values) { sum += value; }
    return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

double dot(std::span<const double> a, std::span<const double> b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) { sum += a[i] * b[i]; }
    return sum;
}

/// Value at a quantile of sorted numbers, between them linearly.
double at_quantile(const std::vector<double>& sorted, double q) {
    const double place = q * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(place));
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

/// An orthogonal basis of centred columns; what is left of a column after each is taken out is the residual of least
/// squares.
struct Basis {
    std::vector<std::vector<double>> columns;  ///< [kept][rows]

    /// @return whether the column says something new
    bool add(const std::vector<double>& column) {
        std::vector<double> own = column;
        const double centre = mean(own);
        for (double& value : own) { value -= centre; }
        const double before = dot(own, own);
        // Twice, because rounding leaves something the first time.
        for (int pass = 0; pass < 2; ++pass) {
            for (const std::vector<double>& other : columns) {
                const double part = dot(own, other) / dot(other, other);
                for (std::size_t i = 0; i < own.size(); ++i) { own[i] -= part * other[i]; }
            }
        }
        if (!(dot(own, own) > 1e-12 * before)) { return false; }
        columns.push_back(std::move(own));
        return true;
    }
};

}  // namespace

std::vector<double> decorrelated(std::span<const std::vector<double>> s, std::span<const double> x, double alpha) {
    std::vector<double> result(x.begin(), x.end());
    Basis basis;
    std::vector<double> residual(x.begin(), x.end());
    const double middle = mean(x);
    for (double& value : residual) { value -= middle; }
    for (const std::vector<double>& column : s) {
        if (!basis.add(column)) { continue; }
        const std::vector<double>& own = basis.columns.back();
        const double part = dot(residual, own) / dot(own, own);
        for (std::size_t i = 0; i < own.size(); ++i) {
            residual[i] -= part * own[i];
            result[i] -= alpha * part * own[i];
        }
    }
    return result;
}

std::vector<double> coefficients(std::span<const std::vector<double>> s, std::span<const std::vector<double>> d,
                                 std::span<const double> x) {
    Basis basis;
    for (const std::vector<double>& column : s) { basis.add(column); }
    const std::size_t first = basis.columns.size();
    std::vector<std::size_t> kept;  // of d, in the order of their places in the basis behind `first`
    for (std::size_t j = 0; j < d.size(); ++j) {
        if (basis.add(d[j])) { kept.push_back(j); }
    }
    std::vector<double> result(d.size(), undefined);
    // Backwards through the triangle of how much of each column is in those of the basis.
    for (std::size_t k = kept.size(); k-- > 0;) {
        const std::vector<double>& own = basis.columns[first + k];
        double part = dot(x, own);
        for (std::size_t later = k + 1; later < kept.size(); ++later) {
            part -= dot(d[kept[later]], own) * result[kept[later]];
        }
        result[kept[k]] = part / dot(own, own);
    }
    return result;
}

std::vector<double> repaired(std::span<const double> x, std::span<const std::uint32_t> group, std::size_t groups,
                             double level) {
    std::vector<std::vector<double>> sorted(groups);
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (group[i] < groups && !std::isnan(x[i])) { sorted[group[i]].push_back(x[i]); }
    }
    for (std::vector<double>& values : sorted) { std::ranges::sort(values); }
    std::vector<double> result(x.begin(), x.end());
    std::vector<double> at_rank;
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (group[i] >= groups || std::isnan(x[i])) { continue; }
        const std::vector<double>& own = sorted[group[i]];
        const auto first = std::ranges::lower_bound(own, x[i]) - own.begin();
        const auto last = std::ranges::upper_bound(own, x[i]) - own.begin() - 1;
        const double q = own.size() > 1 ? (static_cast<double>(first) + static_cast<double>(last)) / 2 /
                                              static_cast<double>(own.size() - 1)
                                        : 0.5;
        at_rank.clear();
        for (const std::vector<double>& values : sorted) {
            if (!values.empty()) { at_rank.push_back(at_quantile(values, q)); }
        }
        std::ranges::sort(at_rank);
        const std::size_t half = at_rank.size() / 2;
        const double median = at_rank.size() % 2 == 1 ? at_rank[half] : (at_rank[half - 1] + at_rank[half]) / 2;
        result[i] = (1 - level) * x[i] + level * median;
    }
    return result;
}

}  // namespace klarsicht::stats
