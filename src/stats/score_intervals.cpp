#include "stats/score_intervals.h"

#include <algorithm>
#include <cmath>

#include "stats/random.h"

namespace klarsicht::stats {

namespace {

constexpr std::size_t replicates = 200;

/// The same people drawn again, with putting back.
ScoreCurve drawn_again(const ScoreCurve& curve, Random& random) {
    std::vector<std::uint64_t> counts;
    counts.reserve(3 * curve.size());
    for (const ScorePoint& point : curve) { counts.insert(counts.end(), {point.positives, point.negatives, point.rows - point.positives - point.negatives}); }
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
    for (const CalibrationBin& bin : bins) { counts.insert(counts.end(), {bin.happened.k, bin.happened.n - bin.happened.k}); }
    std::vector<std::uint64_t> drawn(counts.size());
    resample(counts, random, drawn);
    std::vector<CalibrationBin> sample(bins.begin(), bins.end());
    for (std::size_t i = 0; i < sample.size(); ++i) { sample[i].happened = {drawn[2 * i], drawn[2 * i] + drawn[2 * i + 1]}; }
    return expected_calibration_error(sample);
}

/// Turns the spread of the samples about the figure they are of round the figure itself; figures are not below 0 nor above 1.
Interval turned_round(double figure, double sampled_from, std::vector<double> samples) {
    std::erase_if(samples, [](double value) { return std::isnan(value); });
    if (std::isnan(figure) || std::isnan(sampled_from) || samples.size() * 20 < replicates * 19) { return {}; }
    std::ranges::sort(samples);
    const auto quantile = [&](double probability) {
        const double at = probability * static_cast<double>(samples.size() - 1);
        const auto below = static_cast<std::size_t>(at);
        const std::size_t above = std::min(below + 1, samples.size() - 1);
        return samples[below] + (at - static_cast<double>(below)) * (samples[above] - samples[below]);
    };
    return {std::clamp(figure - (quantile(0.975) - sampled_from), 0.0, 1.0), std::clamp(figure - (quantile(0.025) - sampled_from), 0.0, 1.0)};
}

}  // namespace

ScoreIntervals score_intervals(const ScoreCurve& own, const ScoreCurve& favoured, std::span<const double> parts, std::span<const double> cuts, std::uint64_t seed) {
    const ScoreCurve left = coarse(own, parts), right = coarse(favoured, parts);
    const std::vector<CalibrationBin> bins = calibration(own, cuts);
    Random random(seed);
    std::vector<double> areas, distances, errors;
    for (std::size_t r = 0; r < replicates; ++r) {
        const ScoreCurve a = drawn_again(left, random), b = drawn_again(right, random);
        areas.push_back(abroca(a, b));
        distances.push_back(kolmogorov_smirnov(a, b).statistic);
        errors.push_back(calibration_error_again(bins, random));
    }
    return {.abroca = turned_round(abroca(own, favoured), abroca(left, right), std::move(areas)),
            .kolmogorov_smirnov = turned_round(kolmogorov_smirnov(own, favoured).statistic, kolmogorov_smirnov(left, right).statistic, std::move(distances)),
            .expected_calibration_error = turned_round(expected_calibration_error(bins), expected_calibration_error(bins), std::move(errors))};
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
