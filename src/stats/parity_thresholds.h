#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "stats/scores.h"

namespace klarsicht::stats {

/// What shall be equal in all groups. Names as in fairlearn.postprocessing.ThresholdOptimizer.
enum class Parity : std::uint8_t {
    demographic_parity,
    true_positive_rate_parity,
    false_positive_rate_parity,
    equalized_odds
};
/// What shall be as large as it can be under that.
enum class Objective : std::uint8_t { accuracy_score, balanced_accuracy_score, profit };

/// What one person is worth who is selected or not, and to whom it happens or not; in any unit.
struct Costs {
    double tp = 1;
    double fp = -1;
    double tn = 0;
    double fn = 0;
};

/// One group's rule: with probability `p0` select above `threshold0`, else above `threshold1`; then, with probability
/// `p_ignore`, ignore that and select with probability `constant`. A deterministic rule has p0 = 1 and p_ignore = 0.
/// Select means: score > threshold.
struct GroupRule {
    double p0 = 1;
    double threshold0 = undefined;
    double p1 = 0;
    double threshold1 = undefined;
    double p_ignore = 0;
    double constant = 0;
    double selection_rate = undefined;  ///< expected
    double tpr = undefined;
    double fpr = undefined;
};

struct ParityRules {
    std::vector<GroupRule> groups;  ///< [groups]; empty where some group lacks positives or negatives
    double at = undefined;          ///< the common value of the equalised rate
    double objective = undefined;   ///< expected: accuracy, balanced accuracy, or profit per person
    double accuracy = undefined;    ///< expected
};

/// Thresholds per group that make the groups equal at the least cost: M. Hardt, E. Price, N. Srebro (NeurIPS 2016), as
/// fairlearn computes them: on a grid of grid_size + 1 common values, randomising between two thresholds on each
/// group's convex hull.
ParityRules parity_rules(std::span<const ScoreCurve> groups, Parity parity, Objective objective, const Costs& costs,
                         std::size_t grid_size);

/// The same without randomising: of each group's thresholds the one whose rate is nearest to the common value that
/// serves the objective best. For `equalized_odds` both rates count, the squares of their distances added.
ParityRules deterministic_rules(std::span<const ScoreCurve> groups, Parity parity, Objective objective,
                                const Costs& costs, std::size_t grid_size);

/// One threshold for all that serves the objective best: what parity is compared with.
ParityRules common_rule(std::span<const ScoreCurve> groups, Objective objective, const Costs& costs);

/// The best objective for every allowed difference of selection rates.
struct FrontierPoint {
    double difference = 0;  ///< largest difference of the groups' selection rates, as it comes out
    double objective = undefined;
    std::vector<GroupRule> groups;
};
/// @param steps allowed differences from 0 to 1 in that many equal steps; points that are no better than one of a
/// smaller difference are left out
std::vector<FrontierPoint> fairness_frontier(std::span<const ScoreCurve> groups, Objective objective,
                                             const Costs& costs, std::size_t steps);

}  // namespace klarsicht::stats
