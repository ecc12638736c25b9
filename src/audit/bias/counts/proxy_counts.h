#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "audit/column_bins.h"
#include "stats/contingency.h"
#include "stats/moments.h"

namespace klarsicht::bias {

/// Several variables (protected columns, the decision) that one pass over a column is to be counted against at once.
/// Each row's values are packed into one number, so that the rows are read once a column, not once a pair.
class Targets {
public:
    /// @param group [rows] value of each row, `Grouping::none` where unknown
    void add(const std::vector<std::uint32_t>& group, std::size_t groups);
    std::size_t size() const { return groups_.size(); }

    struct Counts {
        /// [targets] bins of the column × groups of the target; empty for columns that are too fine
        std::vector<stats::Contingency> tables;
        std::vector<double> correlation_ratio;  ///< [targets] undefined for columns without numbers
    };
    /// @param values [codes] the column's numbers, empty if it has none
    Counts count(const Column& column, const ColumnBins& bins, std::span<const double> values) const;

private:
    /// Targets that share one packed number.
    struct Pack {
        std::vector<std::size_t> targets;
        std::size_t cells = 1;
        std::vector<std::uint16_t> cell;  ///< [rows]
    };

    std::vector<std::size_t> groups_;  ///< [targets]
    std::vector<Pack> packs_;
};

}  // namespace klarsicht::bias
