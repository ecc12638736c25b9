#pragma once
#include "stats/scores.h"

namespace klarsicht::stats {

/// 95 % intervals of what has no formula for one, by resampling people within a group (B. Efron 1979), 200 samples of scores in parts, of at most
/// about 4,000 people a group (of larger ones the spread is narrowed to their number).
/// Such figures cannot fall below 0 and a sample adds chance of its own, so the spread of the samples about the figure is turned round (basic
/// bootstrap: A. Davison, D. Hinkley, Bootstrap Methods, 1997, ch. 5).
struct ScoreIntervals {
    Interval abroca;                      ///< of the group against the favoured one
    Interval kolmogorov_smirnov;
    Interval expected_calibration_error;  ///< of the group
};
/// @param own, favoured curves of the two groups @param parts where scores are cut into parts to sample from, e.g. 32 of every row's score
/// @param cuts where the calibration is cut
ScoreIntervals score_intervals(const ScoreCurve& own, const ScoreCurve& favoured, std::span<const double> parts, std::span<const double> cuts, std::uint64_t seed);

/// Of a Brier score: normal, from the spread of the squared errors.
Interval brier_score_ci95(const ScoreCurve& curve);

}  // namespace klarsicht::stats
