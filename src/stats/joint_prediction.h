#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "stats/interval.h"

namespace klarsicht::stats {

/// How well columns together tell which group somebody belongs to.
struct JointPrediction {
    double auc = undefined;  ///< out of sample; of several groups each against the rest, averaged by size
    Interval auc_ci95;
    std::vector<double> auc_without;  ///< [columns] the same when one column is left out
    std::size_t rows = 0;
    std::size_t groups = 0;  ///< large enough to be predicted
};

/// Predicts the group by naive Bayes over the columns' bins, each half of the rows by what the other half teaches.
/// Contributions of the columns add up, so leaving one out costs no new model. Columns that repeat each other count
/// twice: the order of the scores, not the probability, is used.
/// @param bins [columns][rows] 0 … sizes[column]−1, anything larger is missing and tells nothing
/// @param group [rows] 0 … groups−1, anything larger is unknown and left out
JointPrediction predict_jointly(const std::vector<std::vector<std::uint32_t>>& bins,
                                const std::vector<std::uint32_t>& sizes, const std::vector<std::uint32_t>& group,
                                std::size_t groups);

}  // namespace klarsicht::stats
