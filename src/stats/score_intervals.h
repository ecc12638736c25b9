#pragma once
#include "stats/scores.h"

namespace klarsicht::stats {

// 95 % intervals of what has no formula for one, by resampling people within a group (B. Efron 1979), 200 samples of at
// most about 4,000 people a group (of larger ones the spread is narrowed to their number). Such figures cannot fall
// below 0 and a sample adds chance of its own, so the spread of the samples about the figure is turned round (basic
// bootstrap: A. Davison, D. Hinkley, Bootstrap Methods, 1997, ch. 5).

/// How far two groups' curves are apart.
struct CurveDistances {
    double abroca = undefined;
    TestResult kolmogorov_smirnov;
    Interval abroca_ci95, kolmogorov_smirnov_ci95;
};
/// @param parts where scores are cut into parts to sample from, e.g. 32 of every row's score
CurveDistances curve_distances(const ScoreCurve& own, const ScoreCurve& favoured, std::span<const double> parts,
                               std::uint64_t seed);

/// Of an expected calibration error.
Interval calibration_error_ci95(const std::vector<CalibrationBin>& bins, std::uint64_t seed);

/// Of a Brier score: normal, from the spread of the squared errors.
Interval brier_score_ci95(const ScoreCurve& curve);

}  // namespace klarsicht::stats
