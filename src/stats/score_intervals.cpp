#include "stats/score_intervals.h"

#include <algorithm>
#include <cmath>

#include "stats/random.h"
#include "stats/sample_quantile.h"

namespace klarsicht::stats {

namespace {

constexpr std::size_t replicates = 200;
/// Of larger groups so many are drawn, and the spread is narrowed to what all of them would give: it falls with the
/// root of their number.
constexpr double most_drawn = 4000;

double people_in(const ScoreCurve& curve) {
    double n = 0;
    for (const ScorePoint& point : curve) { n += static_cast<double>(point.rows); }
    return n;
}

double people_in(std::span<const CalibrationBin> bins) {
    double n = 0;
    for (const CalibrationBin& bin : bins) { n += static_cast<double>(bin.happened.n); }
    return n;
}

std::uint32_t share_of(std::uint64_t count, double share) {
    return static_cast<std::uint32_t>(std::llround(static_cast<double>(count) * share));
}

/// The curve of at most about `most_drawn` people with the same shares.
ScoreCurve thinned(ScoreCurve curve) {
    const double share = most_drawn / people_in(curve);
    if (!(share < 1)) { return curve; }
    for (ScorePoint& point : curve) {
        const std::uint32_t unknown = share_of(point.rows - point.positives - point.negatives, share);
        point.positives = share_of(point.positives, share);
        point.negatives = share_of(point.negatives, share);
        point.rows = point.positives + point.negatives + unknown;
    }
    return curve;
}

std::vector<CalibrationBin> thinned(std::vector<CalibrationBin> bins) {
    const double share = most_drawn / people_in(bins);
    if (!(share < 1)) { return bins; }
    for (CalibrationBin& bin : bins) {
        const std::uint64_t k = share_of(bin.happened.k, share);
        bin.happened = {k, k + share_of(bin.happened.n - bin.happened.k, share)};
    }
    return bins;
}

/// The same people drawn again, with putting back.
ScoreCurve drawn_again(const ScoreCurve& curve, Random& random) {
    std::vector<std::uint64_t> counts;
    counts.reserve(3 * curve.size());
    for (const ScorePoint& point : curve) {
        counts.insert(counts.end(), {point.positives, point.negatives, point.rows - point.positives - point.negatives});
    }
    std::vector<std::uint64_t> drawn(counts.size());
    resample(counts, random, drawn);
    ScoreCurve sample = curve;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        sample[i].positives = static_cast<std::uint32_t>(drawn[3 * i]);
        sample[i].negatives = static_cast<std::uint32_t>(drawn[3 * i + 1]);
        sample[i].rows = static_cast<std::uint32_t>(drawn[3 * i] + drawn[3 * i + 1] + drawn[3 * i + 2]);
    }
    return sample;
}

/// Calibration with the outcomes of each part drawn again; its mean score stays.
double calibration_error_again(std::span<const CalibrationBin> bins, Random& random) {
    std::vector<std::uint64_t> counts;
    for (const CalibrationBin& bin : bins) {
        counts.insert(counts.end(), {bin.happened.k, bin.happened.n - bin.happened.k});
    }
    std::vector<std::uint64_t> drawn(counts.size());
    resample(counts, random, drawn);
    std::vector<CalibrationBin> sample(bins.begin(), bins.end());
    for (std::size_t i = 0; i < sample.size(); ++i) {
        sample[i].happened = {drawn[2 * i], drawn[2 * i] + drawn[2 * i + 1]};
    }
    return expected_calibration_error(sample);
}

/// Turns the spread of the samples about the figure they are of round the figure itself; figures are not below 0 nor
/// above 1.
/// @param narrower how much narrower the spread of everybody is than that of those who were drawn
Interval turned_round(double figure, double sampled_from, std::vector<double> samples, double narrower) {
    std::erase_if(samples, [](double value) { return std::isnan(value); });
    if (std::isnan(figure) || std::isnan(sampled_from) || samples.size() * 20 < replicates * 19) { return {}; }
    return {std::clamp(figure - narrower * (sample_quantile(samples, 0.975) - sampled_from), 0.0, 1.0),
            std::clamp(figure - narrower * (sample_quantile(samples, 0.025) - sampled_from), 0.0, 1.0)};
}

}  // namespace

CurveDistances curve_distances(const ScoreCurve& own, const ScoreCurve& favoured, std::span<const double> parts,
                               std::uint64_t seed) {
    const ScoreCurve left = thinned(coarse(own, parts)), right = thinned(coarse(favoured, parts));
    Random random(seed);
    std::vector<double> areas, distances;
    for (std::size_t r = 0; r < replicates; ++r) {
        const ScoreCurve a = drawn_again(left, random), b = drawn_again(right, random);
        areas.push_back(abroca(a, b));
        distances.push_back(kolmogorov_smirnov(a, b).statistic);
    }
    const double narrower =
        std::sqrt((1 / people_in(own) + 1 / people_in(favoured)) / (1 / people_in(left) + 1 / people_in(right)));
    CurveDistances found{.abroca = abroca(own, favoured),
                         .kolmogorov_smirnov = kolmogorov_smirnov(own, favoured),
                         .abroca_ci95 = {},
                         .kolmogorov_smirnov_ci95 = {}};
    found.abroca_ci95 = turned_round(found.abroca, abroca(left, right), std::move(areas), narrower);
    found.kolmogorov_smirnov_ci95 = turned_round(
        found.kolmogorov_smirnov.statistic, kolmogorov_smirnov(left, right).statistic, std::move(distances), narrower);
    return found;
}

Interval calibration_error_ci95(const std::vector<CalibrationBin>& bins, std::uint64_t seed) {
    const std::vector<CalibrationBin> drawn_from = thinned(bins);
    Random random(seed);
    std::vector<double> errors;
    for (std::size_t r = 0; r < replicates; ++r) { errors.push_back(calibration_error_again(drawn_from, random)); }
    const double narrower = std::sqrt(people_in(drawn_from) / people_in(bins));
    return turned_round(expected_calibration_error(bins), expected_calibration_error(drawn_from), std::move(errors),
                        narrower);
}

Interval brier_score_ci95(const ScoreCurve& curve) {
    double n = 0, sum = 0, squares = 0;
    for (const ScorePoint& point : curve) {
        const double missed = (1 - point.score) * (1 - point.score), wrong = point.score * point.score;
        const auto positives = static_cast<double>(point.positives), negatives = static_cast<double>(point.negatives);
        n += positives + negatives;
        sum += positives * missed + negatives * wrong;
        squares += positives * missed * missed + negatives * wrong * wrong;
    }
    if (n < 2) { return {}; }
    const double mean = sum / n, half = z95 * std::sqrt(std::max(0.0, squares - n * mean * mean) / (n - 1) / n);
    return {std::max(0.0, mean - half), std::min(1.0, mean + half)};
}

}  // namespace klarsicht::stats
