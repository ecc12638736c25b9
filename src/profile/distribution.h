#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "table/interpretation.h"

namespace klarsicht {

/// The valid values of a column with a number behind them (numbers, dates), ascending, each with its rows. Exact, and
/// independent of the order of the rows: everything computed from it is the same for every split of the table.
class Distribution {
public:
    struct Entry {
        double value;
        std::uint64_t rows;
    };

    Distribution() = default;
    /// Empty for columns without numbers. O(distinct).
    Distribution(const Column& column, const Interpretation& interpretation);
    /// @param entries ascending by value, no value twice
    explicit Distribution(std::vector<Entry> entries);

    const std::vector<Entry>& entries() const { return entries_; }
    bool empty() const { return entries_.empty(); }
    std::uint64_t rows() const { return rows_; }
    double min() const { return entries_.front().value; }
    double max() const { return entries_.back().value; }
    double mean() const;
    /// Divides by n−1; empty for fewer than two rows.
    std::optional<double> std_deviation() const;
    /// Linear interpolation between order statistics (type 7 of Hyndman & Fan 1996). The probabilities ascend.
    std::vector<double> quantiles(const std::vector<double>& probabilities) const;

private:
    std::vector<Entry> entries_;
    std::uint64_t rows_ = 0;
};

}  // namespace klarsicht
