#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "stats/confusion.h"
#include "stats/tests.h"

namespace klarsicht::stats {

/// People of one score; a file has fewer rows than 2³². A curve may have a point for every row, so a point is small.
struct ScorePoint {
    double score = 0;
    std::uint32_t rows = 0;       ///< all of them
    std::uint32_t positives = 0;  ///< to whom it really happened
    std::uint32_t negatives = 0;  ///< to whom it did not; the rest is unknown
};
/// Ascending by score, each score once. Mergeable: `merge` adds up equal scores.
using ScoreCurve = std::vector<ScorePoint>;
ScoreCurve merge(const ScoreCurve& a, const ScoreCurve& b);

/// The curve with all points from one cut up to the next as one, which keeps the lowest score of them: enough where
/// thresholds only stand at cuts.
ScoreCurve coarse(const ScoreCurve& curve, std::span<const double> cuts);

/// Area under the ROC curve with its variance: E. DeLong, D. DeLong, D. Clarke-Pearson (1988), Biometrics 44, 837–845;
/// ties one half.
struct AucEstimate {
    double auc = undefined;
    double variance = undefined;  ///< undefined with fewer than two positives or negatives
    std::uint64_t positives = 0;
    std::uint64_t negatives = 0;
    Interval ci95() const;  ///< normal, within 0–1
};
AucEstimate auc_estimate(const ScoreCurve& curve);

/// Area between two ROC curves, whichever is above: J. Gardner, C. Brooks, R. Baker (2019), LAK, 225–234. Exact for the
/// polygons.
double abroca(const ScoreCurve& a, const ScoreCurve& b);

/// Largest distance of the distribution functions of all rows' scores (two-sample Kolmogorov–Smirnov; asymptotic p with
/// M. Stephens's correction).
TestResult kolmogorov_smirnov(const ScoreCurve& a, const ScoreCurve& b);

/// Mean and standard error (n−1) over all rows.
struct ScoreMean {
    std::uint64_t n = 0;
    double mean = undefined;
    double standard_error = undefined;
};
ScoreMean score_mean(const ScoreCurve& curve);

/// Scores at which the curve is cut into at most `parts` of about equal numbers of rows, ascending, none twice; a part
/// begins at its cut.
std::vector<double> score_cuts(const ScoreCurve& curve, std::size_t parts);

/// What happened to the people between two cuts.
struct CalibrationBin {
    double from = undefined;        ///< lower cut; undefined for the first
    double mean_score = undefined;  ///< of the rows whose outcome is known
    Fraction happened{0, 0};
};
/// @return [cuts + 1]
std::vector<CalibrationBin> calibration(const ScoreCurve& curve, std::span<const double> cuts);

/// Expected calibration error: Σ n_b/n |mean score − rate|, for scores that are probabilities (M. Naeini et al., AAAI
/// 2015).
double expected_calibration_error(std::span<const CalibrationBin> bins);
/// Mean squared difference of probability and outcome: G. Brier (1950), Monthly Weather Review 78, 1–3.
double brier_score(const ScoreCurve& curve);

/// Rows at or above a threshold.
struct AtThreshold {
    std::uint64_t selected = 0;
    std::uint64_t selected_positives = 0;
    std::uint64_t selected_negatives = 0;
};
/// @param thresholds ascending @return [thresholds]
std::vector<AtThreshold> at_thresholds(const ScoreCurve& curve, std::span<const double> thresholds);

}  // namespace klarsicht::stats
