#include "stats/contingency.h"

#include <algorithm>
#include <cmath>

#include "base/assert.h"
#include "stats/tests.h"

namespace klarsicht::stats {

std::uint64_t Contingency::total() const {
    std::uint64_t sum = 0;
    for (const std::uint64_t count : counts_) { sum += count; }
    return sum;
}

std::vector<std::uint64_t> Contingency::row_totals() const {
    std::vector<std::uint64_t> totals(rows_, 0);
    for (std::size_t r = 0; r < rows_; ++r) {
        for (const std::uint64_t count : row(r)) { totals[r] += count; }
    }
    return totals;
}

std::vector<std::uint64_t> Contingency::column_totals() const {
    std::vector<std::uint64_t> totals(columns_, 0);
    for (std::size_t r = 0; r < rows_; ++r) {
        for (std::size_t c = 0; c < columns_; ++c) { totals[c] += at(r, c); }
    }
    return totals;
}

void Contingency::merge(const Contingency& other) {
    KLARSICHT_ASSERT(rows_ == other.rows_ && columns_ == other.columns_);
    if (rows_ != other.rows_ || columns_ != other.columns_) { return; }
    for (std::size_t i = 0; i < counts_.size(); ++i) { counts_[i] += other.counts_[i]; }
}

double entropy(std::span<const std::uint64_t> counts) {
    std::uint64_t n = 0;
    for (const std::uint64_t count : counts) { n += count; }
    if (n == 0) { return undefined; }
    double sum = 0;
    for (const std::uint64_t count : counts) {
        if (count > 0) {
            const double p = static_cast<double>(count) / static_cast<double>(n);
            sum -= p * std::log(p);
        }
    }
    return sum;
}

Association association(const Contingency& table) {
    Association result;
    const std::vector<std::uint64_t> row_totals = table.row_totals();
    const std::vector<std::uint64_t> column_totals = table.column_totals();
    for (const std::uint64_t count : row_totals) { result.n += count; }
    const auto used = [](const std::vector<std::uint64_t>& totals) {
        return static_cast<double>(std::ranges::count_if(totals, [](std::uint64_t t) { return t > 0; }));
    };
    const double r = used(row_totals);
    const double c = used(column_totals);
    if (result.n == 0) { return result; }
    const auto n = static_cast<double>(result.n);
    double chi2 = 0;
    double information = 0;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        if (row_totals[i] == 0) { continue; }
        for (std::size_t j = 0; j < table.columns(); ++j) {
            if (column_totals[j] == 0) { continue; }
            const auto observed = static_cast<double>(table.at(i, j));
            const double expected = static_cast<double>(row_totals[i]) * static_cast<double>(column_totals[j]) / n;
            chi2 += (observed - expected) * (observed - expected) / expected;
            if (observed > 0) { information += observed / n * std::log(observed / expected); }
        }
    }
    result.dof = (r - 1) * (c - 1);
    result.mutual_information = std::max(0.0, information);
    if (c < 2) { return result; }  // nothing to tell apart: 0/0
    const double h = entropy(column_totals);
    result.theils_u = result.mutual_information / h;
    result.theils_u_adjusted = std::max(0.0, result.mutual_information - result.dof / (2 * n)) / h;
    if (r < 2) { return result; }
    result.chi2 = chi2;
    result.log10_p = chi_squared_log10_p(chi2, result.dof);
    result.cramers_v = std::sqrt(chi2 / n / (std::min(r, c) - 1));
    if (n > 1) {
        const double corrected = std::max(0.0, chi2 / n - result.dof / (n - 1));
        const double r_corrected = r - (r - 1) * (r - 1) / (n - 1);
        const double c_corrected = c - (c - 1) * (c - 1) / (n - 1);
        const double least = std::min(r_corrected, c_corrected) - 1;
        if (least > 0) { result.cramers_v_bias_corrected = std::sqrt(corrected / least); }
    }
    return result;
}

}  // namespace klarsicht::stats
