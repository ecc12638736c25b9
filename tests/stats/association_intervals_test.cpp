#include "stats/association_intervals.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "stats/random.h"
#include "stats/score_intervals.h"

namespace klarsicht::stats {
namespace {

/// The truth of a table of probabilities is in the intervals of 95 % of its samples, give or take what 1,000 samples
/// leave open.
void expect_coverage(const std::vector<std::uint64_t>& population, std::size_t rows, std::size_t columns,
                     double Association::* figure, Interval AssociationIntervals::* interval) {
    const auto table_of = [&](std::span<const std::uint64_t> counts) {
        Contingency table(rows, columns);
        std::ranges::copy(counts, table.cells().begin());
        return table;
    };
    const double truth = association(table_of(population)).*figure;
    std::vector<std::uint64_t> shares(population.size()), drawn(population.size());
    for (std::size_t i = 0; i < population.size(); ++i) {
        shares[i] = population[i] / 1000;
    }  // 2,000 people of two million
    Random random(7);
    int covered = 0;
    constexpr int samples = 1000;
    for (int s = 0; s < samples; ++s) {
        resample(shares, random, drawn);
        const Interval found = association_intervals(table_of(drawn)).*interval;
        covered += found.low <= truth && truth <= found.high ? 1 : 0;
    }
    EXPECT_GT(covered, 925);
    EXPECT_LT(covered, 975);
}

TEST(AssociationIntervals, HoldTheTruthAsOftenAsTheyPromise) {
    const std::vector<std::uint64_t> population = {300'000, 200'000, 100'000, 200'000, 400'000,
                                                   200'000, 100'000, 200'000, 300'000};
    expect_coverage(population, 3, 3, &Association::theils_u, &AssociationIntervals::theils_u);
    expect_coverage(population, 3, 3, &Association::cramers_v_bias_corrected,
                    &AssociationIntervals::cramers_v_bias_corrected);
    const std::vector<std::uint64_t> lopsided = {50'000, 1'150'000, 300'000, 500'000};
    expect_coverage(lopsided, 2, 2, &Association::theils_u, &AssociationIntervals::theils_u);
}

/// ASE of the uncertainty coefficient U(C|R) by the formula of the SAS manual (FREQ procedure), which is written
/// otherwise.
TEST(AssociationIntervals, TheilsUIsThePublishedFormula) {
    Contingency table(2, 3);
    const std::uint64_t counts[2][3] = {{29, 11, 7}, {8, 20, 31}};
    for (std::size_t i = 0; i < 2; ++i) {
        for (std::size_t j = 0; j < 3; ++j) { table.add(i, j, counts[i][j]); }
    }
    const double n = 106;
    const double rows[] = {47, 59}, columns[] = {37, 31, 38};
    double h_rows = 0, h_columns = 0, h_both = 0;
    for (const double r : rows) { h_rows -= r / n * std::log(r / n); }
    for (const double c : columns) { h_columns -= c / n * std::log(c / n); }
    for (const auto& row : counts) {
        for (const std::uint64_t k : row) {
            h_both -= static_cast<double>(k) / n * std::log(static_cast<double>(k) / n);
        }
    }
    double variance = 0;
    for (std::size_t i = 0; i < 2; ++i) {
        for (std::size_t j = 0; j < 3; ++j) {
            const auto k = static_cast<double>(counts[i][j]);
            const double part = h_columns * std::log(k / rows[i]) + (h_rows - h_both) * std::log(columns[j] / n);
            variance += k * part * part;
        }
    }
    variance /= n * n * std::pow(h_columns, 4);
    const double u = (h_rows + h_columns - h_both) / h_columns;
    const Interval found = association_intervals(table).theils_u;
    EXPECT_NEAR(found.low, u - z95 * std::sqrt(variance), 1e-12);
    EXPECT_NEAR(found.high, u + z95 * std::sqrt(variance), 1e-12);
}

TEST(AssociationIntervals, NothingWhereThereIsNothing) {
    Contingency one(2, 2);
    one.add(0, 1, 9);
    EXPECT_TRUE(std::isnan(association_intervals(one).theils_u.low));
    EXPECT_TRUE(std::isnan(correlation_ratio_ci95(undefined, 10, 2).low));
    EXPECT_TRUE(std::isnan(correlation_ratio_ci95(0.5, 3, 2).low));
    // R² = 0.5 of 103 values in 3 groups: √(4 · 0.5 · 0.25 · 100² / ((103² − 1) · 106)).
    EXPECT_NEAR(correlation_ratio_ci95(0.5, 103, 3).high, 0.5 + z95 * std::sqrt(0.5 * 1e4 / (10608.0 * 106)), 1e-12);
}

/// Groups whose scores are made by one rule: the area between their curves is 0, and that is what the interval says.
TEST(ScoreIntervals, HoldTheTruthAndNotOnlyTheFigure) {
    Random random(3);
    const auto curve_of = [&](int people, double lift) {
        ScoreCurve curve;
        for (int s = 1; s < 100; ++s) {
            ScorePoint point{.score = s / 100.0};
            point.rows = static_cast<std::uint32_t>(people / 100);
            point.positives = static_cast<std::uint32_t>(
                random.binomial(point.rows, std::min(1.0, s / 100.0 * (1 - lift) + lift * 0.5)));
            point.negatives = point.rows - point.positives;
            curve.push_back(point);
        }
        return curve;
    };
    std::vector<double> cuts;
    for (int c = 1; c < 10; ++c) { cuts.push_back(c / 10.0); }
    int none = 0, some = 0, calibrated = 0;
    constexpr int trials = 50;
    for (int t = 0; t < trials; ++t) {
        const ScoreCurve a = curve_of(5000, 0), b = curve_of(5000, 0), c = curve_of(5000, 0.6);
        const std::vector<double> parts = score_cuts(a, 32);
        const CurveDistances same = curve_distances(a, b, parts, 1), other = curve_distances(c, b, parts, 1);
        none += same.abroca_ci95.low < 0.005 ? 1 : 0;
        some += other.abroca_ci95.low > 0.05 && other.abroca_ci95.low < other.abroca &&
                        other.abroca < other.abroca_ci95.high
                    ? 1
                    : 0;
        calibrated += calibration_error_ci95(calibration(a, cuts), 1).low < 0.01 &&
                              calibration_error_ci95(calibration(c, cuts), 1).low > 0.05
                          ? 1
                          : 0;
        EXPECT_EQ(same.abroca, abroca(a, b));
        EXPECT_LE(same.kolmogorov_smirnov_ci95.low, kolmogorov_smirnov(a, b).statistic);
    }
    EXPECT_GT(none, 45);
    EXPECT_GT(some, 47);
    EXPECT_GT(calibrated, 45);
}

/// Twenty times as many people: the interval is as much narrower as the root says, although no more of them are drawn.
TEST(ScoreIntervals, NarrowWithTheRootOfThePeople) {
    const auto curve_of = [](std::uint32_t each, double lift) {
        ScoreCurve curve;
        for (int s = 1; s < 100; ++s) {
            const auto positives = static_cast<std::uint32_t>(each * (s / 100.0 * (1 - lift) + lift * 0.5));
            curve.push_back({.score = s / 100.0, .rows = each, .positives = positives, .negatives = each - positives});
        }
        return curve;
    };
    std::vector<double> cuts;
    for (int c = 1; c < 10; ++c) { cuts.push_back(c / 10.0); }
    const auto widths = [&](std::uint32_t each) {
        const ScoreCurve a = curve_of(each, 0.6), b = curve_of(each, 0);
        std::array<double, 2> sum{};
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            const Interval area = curve_distances(a, b, score_cuts(a, 32), seed).abroca_ci95,
                           error = calibration_error_ci95(calibration(a, cuts), seed);
            sum[0] += area.high - area.low;
            sum[1] += error.high - error.low;
        }
        return sum;
    };
    const auto few = widths(40), many = widths(800);
    for (std::size_t i = 0; i < few.size(); ++i) { EXPECT_NEAR(few[i] / many[i], std::sqrt(20), 0.25) << i; }
}

TEST(ScoreIntervals, BrierScoreByHand) {
    // Four people, squared errors 0.04, 0.64, 0.09, 0.09.
    const ScoreCurve curve = {{.score = 0.2, .rows = 2, .positives = 1, .negatives = 1},
                              {.score = 0.7, .rows = 2, .positives = 2, .negatives = 0}};
    const double mean = 0.215, spread = (0.175 * 0.175 + 0.425 * 0.425 + 2 * 0.125 * 0.125) / 3;
    EXPECT_NEAR(brier_score_ci95(curve).high, mean + z95 * std::sqrt(spread / 4), 1e-12);
    EXPECT_EQ(brier_score_ci95(curve).low, 0);
    EXPECT_TRUE(std::isnan(brier_score_ci95({}).low));
}

}  // namespace
}  // namespace klarsicht::stats
