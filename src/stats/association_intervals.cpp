#include "stats/association_intervals.h"

#include <algorithm>
#include <cmath>

namespace klarsicht::stats {

namespace {

/// Sums over the cells that give the variance of a figure from what one more row in a cell would do to it.
struct Moments {
    double mean = 0, square = 0;

    void add(double share, double influence) {
        mean += share * influence;
        square += share * influence * influence;
    }
    double standard_error(double n) const { return std::sqrt(std::max(0.0, square - mean * mean) / n); }
};

Interval within(double value, double standard_error) {
    if (std::isnan(value) || std::isnan(standard_error)) { return {}; }
    return {std::clamp(value - z95 * standard_error, 0.0, 1.0), std::clamp(value + z95 * standard_error, 0.0, 1.0)};
}

}  // namespace

AssociationIntervals association_intervals(const Contingency& table) {
    AssociationIntervals found;
    const auto n = static_cast<double>(table.total());
    const Association figures = association(table);
    if (std::isnan(figures.theils_u) || n < 2) { return found; }
    std::vector<double> row_share, column_share;
    double rows = 0, columns = 0;
    for (const std::uint64_t total : table.row_totals()) {
        row_share.push_back(static_cast<double>(total) / n);
        rows += total > 0 ? 1 : 0;
    }
    for (const std::uint64_t total : table.column_totals()) {
        column_share.push_back(static_cast<double>(total) / n);
        columns += total > 0 ? 1 : 0;
    }
    // Σ_j p_ij²/(p_i p_j) of every row and Σ_i of every column: what moving a margin does to φ².
    std::vector<double> of_row(row_share.size(), 0), of_column(column_share.size(), 0);
    const auto share = [&](std::size_t i, std::size_t j) { return static_cast<double>(table.at(i, j)) / n; };
    double phi2 = -1, entropy = 0;
    for (const double p : column_share) { entropy -= p > 0 ? p * std::log(p) : 0; }
    for (std::size_t i = 0; i < row_share.size(); ++i) {
        for (std::size_t j = 0; j < column_share.size(); ++j) {
            const double p = share(i, j);
            if (p == 0) { continue; }
            const double part = p * p / (row_share[i] * column_share[j]);
            of_row[i] += part;
            of_column[j] += part;
            phi2 += part;
        }
    }
    Moments theils_u, phi;
    for (std::size_t i = 0; i < row_share.size(); ++i) {
        for (std::size_t j = 0; j < column_share.size(); ++j) {
            const double p = share(i, j);
            if (p == 0) { continue; }
            const double information = std::log(p / (row_share[i] * column_share[j]));
            theils_u.add(p, (information * entropy + figures.mutual_information * std::log(column_share[j])) /
                                (entropy * entropy));
            phi.add(p, 2 * p / (row_share[i] * column_share[j]) - of_row[i] / row_share[i] -
                           of_column[j] / column_share[j]);
        }
    }
    found.theils_u = within(figures.theils_u, theils_u.standard_error(n));
    // V grows with φ²: the ends of the one are those of the other, corrected in the same way.
    const double chance = (rows - 1) * (columns - 1) / (n - 1);
    const double most =
        std::min(rows - (rows - 1) * (rows - 1) / (n - 1), columns - (columns - 1) * (columns - 1) / (n - 1)) - 1;
    const auto corrected = [&](double value) { return std::min(1.0, std::sqrt(std::max(0.0, value - chance) / most)); };
    if (most > 0) {
        const double half = z95 * phi.standard_error(n);
        found.cramers_v_bias_corrected = {corrected(phi2 - half), corrected(phi2 + half)};
    }
    // The event of the last cell against the margins of its row and column.
    const std::size_t i = row_share.size() - 1, j = column_share.size() - 1;
    const double p = share(i, j), q = row_share[i], r = column_share[j];
    if (p > 0 && p < 1) {
        const double together = std::log(p), value = (std::log(q) + std::log(r)) / together - 1;
        // ∂/∂p of (ln q + ln r)/ln p − 1, where a row in the cell also belongs to both margins.
        const double by_p = -(std::log(q) + std::log(r)) / (p * together * together), by_q = 1 / (q * together),
                     by_r = 1 / (r * together);
        Moments npmi;
        npmi.add(p, by_p + by_q + by_r);
        npmi.add(q - p, by_q);
        npmi.add(r - p, by_r);
        const double half = z95 * npmi.standard_error(n);
        found.npmi = {std::max(-1.0, value - half), std::min(1.0, value + half)};
    }
    return found;
}

Interval correlation_ratio_ci95(double ratio, std::uint64_t n, std::uint64_t groups) {
    if (std::isnan(ratio) || n <= groups + 1) { return {}; }
    const auto rows = static_cast<double>(n), free = static_cast<double>(n - groups);
    return within(ratio,
                  std::sqrt(4 * ratio * (1 - ratio) * (1 - ratio) * free * free / ((rows * rows - 1) * (rows + 3))));
}

}  // namespace klarsicht::stats
