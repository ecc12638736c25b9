#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "stats/interval.h"

namespace klarsicht::stats {

/// Counts of two categorical variables together. Mergeable: counts of A ++ B are the sum of the counts of A and of B.
class Contingency {
public:
    Contingency() = default;
    Contingency(std::size_t rows, std::size_t columns) : rows_(rows), columns_(columns), counts_(rows * columns, 0) {}

    std::size_t rows() const { return rows_; }
    std::size_t columns() const { return columns_; }
    void add(std::size_t row, std::size_t column, std::uint64_t count = 1) {
        counts_[row * columns_ + column] += count;
    }
    std::uint64_t at(std::size_t row, std::size_t column) const { return counts_[row * columns_ + column]; }
    std::span<const std::uint64_t> row(std::size_t index) const {
        return std::span(counts_).subspan(index * columns_, columns_);
    }
    /// Cells row by row, to fill in one pass.
    std::span<std::uint64_t> cells() { return counts_; }
    std::uint64_t total() const;
    std::vector<std::uint64_t> row_totals() const;
    std::vector<std::uint64_t> column_totals() const;
    /// Adds the counts of a table of the same shape.
    void merge(const Contingency& other);

    bool operator==(const Contingency&) const = default;

private:
    std::size_t rows_ = 0;
    std::size_t columns_ = 0;
    std::vector<std::uint64_t> counts_;
};

/// Figures of association. Rows and columns without a count are left out.
struct Association {
    std::uint64_t n = 0;
    double chi2 = undefined;  ///< Pearson, without Yates's correction
    double dof = undefined;   ///< (rows−1)(columns−1)
    double log10_p = undefined;
    double cramers_v = undefined;
    double cramers_v_bias_corrected = undefined;  ///< W. Bergsma (2013), J. Korean Statistical Society 42, 323–328
    double mutual_information = undefined;        ///< nats
    /// U(column variable | row variable) = I / H(column variable): H. Theil (1970), Am. J. Sociology 76, 103–154.
    double theils_u = undefined;
    /// Theil's U less what chance alone gives on average: I − (rows−1)(columns−1)/(2n), G. A. Miller (1955); never
    /// below 0.
    double theils_u_adjusted = undefined;
};

Association association(const Contingency& table);

/// Shannon entropy in nats of the distribution given by counts; 0 ln 0 = 0. Undefined for no counts.
double entropy(std::span<const std::uint64_t> counts);

}  // namespace klarsicht::stats
