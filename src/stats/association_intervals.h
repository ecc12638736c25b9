#pragma once
#include "stats/contingency.h"

namespace klarsicht::stats {

/// 95 % intervals of figures of association, from how much one row moves each figure (delta method: Y. Bishop, S.
/// Fienberg, P. Holland, Discrete Multivariate Analysis, 1975, ch. 14). Within 0–1. Undefined where the figure is.
struct AssociationIntervals {
    Interval theils_u;  ///< of U(column variable | row variable)
    Interval cramers_v_bias_corrected;
    Interval npmi;  ///< of the normalised pointwise mutual information of the last row and the last column
};
AssociationIntervals association_intervals(const Contingency& table);

/// 95 % interval of a correlation ratio η² over `groups` groups of `n` values: I. Olkin, J. Finn (1995), Psychological
/// Bulletin 118, 155–164.
Interval correlation_ratio_ci95(double ratio, std::uint64_t n, std::uint64_t groups);

}  // namespace klarsicht::stats
