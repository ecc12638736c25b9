#include "stats/scores.h"

#include <gtest/gtest.h>

#include <cmath>

#include "stats/random.h"
#include "stats/stratified.h"

namespace klarsicht::stats {
namespace {

struct Person {
    double score;
    bool positive;
};

std::vector<Person> people(std::size_t n, double shift, std::uint64_t seed) {
    Random random(seed);
    std::vector<Person> all;
    for (std::size_t i = 0; i < n; ++i) {
        const bool positive = random.uniform() < 0.4;
        // Whole numbers, so that there are ties.
        all.push_back({static_cast<double>(random.binomial(20, positive ? 0.5 + shift : 0.4)), positive});
    }
    return all;
}

ScoreCurve curve_of(const std::vector<Person>& all) {
    ScoreCurve curve;
    for (const Person& person : all) {
        curve = merge(curve, {{.score = person.score,
                               .rows = 1,
                               .positives = person.positive ? 1u : 0u,
                               .negatives = person.positive ? 0u : 1u}});
    }
    return curve;
}

TEST(Scores, AucAndItsVarianceAreDeLongs) {
    const std::vector<Person> all = people(120, 0.1, 1);
    const AucEstimate got = auc_estimate(curve_of(all));
    // By the definition: every positive against every negative.
    std::vector<double> of_positive;
    std::vector<double> of_negative;
    for (const Person& one : all) {
        double wins = 0;
        double others = 0;
        for (const Person& other : all) {
            if (one.positive == other.positive) { continue; }
            const double high = one.positive ? one.score : other.score;
            const double low = one.positive ? other.score : one.score;
            wins += high > low ? 1 : high == low ? 0.5 : 0;
            ++others;
        }
        (one.positive ? of_positive : of_negative).push_back(wins / others);
    }
    const auto mean = [](const std::vector<double>& values) {
        double sum = 0;
        for (const double value : values) { sum += value; }
        return sum / static_cast<double>(values.size());
    };
    const auto variance = [&](const std::vector<double>& values) {
        const double middle = mean(values);
        double sum = 0;
        for (const double value : values) { sum += (value - middle) * (value - middle); }
        return sum / static_cast<double>(values.size() - 1);
    };
    EXPECT_NEAR(got.auc, mean(of_positive), 1e-14);
    EXPECT_NEAR(got.variance,
                variance(of_positive) / static_cast<double>(of_positive.size()) +
                    variance(of_negative) / static_cast<double>(of_negative.size()),
                1e-14);
    EXPECT_TRUE(std::isnan(auc_estimate({{.score = 1, .rows = 3, .positives = 3}}).auc));
}

TEST(Scores, MergeIsTheCurveOfAllTogether) {
    const std::vector<Person> all = people(80, 0.1, 2);
    for (std::size_t cut = 0; cut <= all.size(); cut += 7) {
        const ScoreCurve merged = merge(curve_of({all.begin(), all.begin() + static_cast<std::ptrdiff_t>(cut)}),
                                        curve_of({all.begin() + static_cast<std::ptrdiff_t>(cut), all.end()}));
        const ScoreCurve whole = curve_of(all);
        ASSERT_EQ(merged.size(), whole.size());
        for (std::size_t i = 0; i < whole.size(); ++i) {
            EXPECT_EQ(merged[i].score, whole[i].score);
            EXPECT_EQ(merged[i].rows, whole[i].rows);
            EXPECT_EQ(merged[i].positives, whole[i].positives);
        }
    }
}

/// Height of a ROC polygon, the upper end of a vertical step.
double height(const ScoreCurve& curve, double x) {
    double positives = 0;
    double negatives = 0;
    for (const ScorePoint& point : curve) {
        positives += static_cast<double>(point.positives);
        negatives += static_cast<double>(point.negatives);
    }
    double fpr = 0;
    double tpr = 0;
    for (auto point = curve.rbegin(); point != curve.rend(); ++point) {
        const double right = fpr + static_cast<double>(point->negatives) / negatives;
        const double top = tpr + static_cast<double>(point->positives) / positives;
        if (x < right) { return tpr + (top - tpr) * (x - fpr) / (right - fpr); }
        fpr = right;
        tpr = top;
    }
    return 1;
}

TEST(Scores, AbrocaIsTheAreaBetweenTheCurves) {
    const ScoreCurve a = curve_of(people(200, 0.15, 3));
    const ScoreCurve b = curve_of(people(150, 0.0, 4));
    double sum = 0;
    constexpr int steps = 200'000;
    for (int i = 0; i < steps; ++i) {
        const double x = (i + 0.5) / steps;
        sum += std::fabs(height(a, x) - height(b, x)) / steps;
    }
    EXPECT_NEAR(abroca(a, b), sum, 1e-6);
    EXPECT_NEAR(abroca(a, a), 0, 1e-15);
    EXPECT_NEAR(abroca(b, a), abroca(a, b), 1e-15);
    // Curves that cross: the area is more than the difference of the areas under them.
    EXPECT_GE(abroca(a, b), std::fabs(auc_estimate(a).auc - auc_estimate(b).auc) - 1e-12);
    EXPECT_TRUE(std::isnan(abroca(a, {})));
}

TEST(Scores, KolmogorovSmirnov) {
    const ScoreCurve a = {{.score = 1, .rows = 2}, {.score = 3, .rows = 2}};
    const ScoreCurve b = {{.score = 2, .rows = 3}, {.score = 3, .rows = 1}};
    EXPECT_NEAR(kolmogorov_smirnov(a, b).statistic, 0.5, 1e-15);
    EXPECT_EQ(kolmogorov_smirnov(a, a).statistic, 0);
    EXPECT_EQ(kolmogorov_smirnov(a, a).p, 1);
    // The 5 % point of Kolmogorov's distribution is 1.3581: a distance of 1.3581/√(n/2) for two large samples of n.
    const double n = 1e8;
    const double distance = 1.35810 / std::sqrt(n / 2);
    const auto shifted = static_cast<std::uint32_t>(n * distance);
    const ScoreCurve even = {{.score = 1, .rows = 50'000'000}, {.score = 2, .rows = 50'000'000}};
    const ScoreCurve odd = {{.score = 1, .rows = 50'000'000 + shifted}, {.score = 2, .rows = 50'000'000 - shifted}};
    EXPECT_NEAR(kolmogorov_smirnov(even, odd).p, 0.05, 5e-4);
    const ScoreCurve far = {{.score = 5, .rows = 1'000'000}};
    EXPECT_LT(kolmogorov_smirnov(even, far).log10_p, -300);
}

TEST(Scores, CutsCalibrationAndThresholds) {
    ScoreCurve curve;
    for (int i = 0; i < 100; ++i) {
        curve.push_back(
            {.score = i / 100.0, .rows = 2, .positives = i >= 50 ? 1u : 0u, .negatives = i >= 50 ? 0u : 1u});
    }
    const std::vector<double> cuts = score_cuts(curve, 4);
    EXPECT_EQ(cuts, (std::vector<double>{0.25, 0.5, 0.75}));
    const std::vector<CalibrationBin> bins = calibration(curve, cuts);
    ASSERT_EQ(bins.size(), 4u);
    EXPECT_EQ(bins[0].happened.k, 0u);
    EXPECT_EQ(bins[3].happened.k, 25u);
    EXPECT_EQ(bins[3].from, 0.75);
    EXPECT_NEAR(bins[0].mean_score, 0.12, 1e-15);
    EXPECT_NEAR(expected_calibration_error(bins), (0.12 + 0.37 + (1 - 0.62) + (1 - 0.87)) / 4, 1e-12);
    const AtThreshold half = at_thresholds(curve, cuts)[1];
    EXPECT_EQ(half.selected, 100u);
    EXPECT_EQ(half.selected_positives, 50u);
    EXPECT_EQ(half.selected_negatives, 0u);
    EXPECT_TRUE(score_cuts({{.score = 1, .rows = 9}}, 10).empty());
    EXPECT_NEAR(brier_score({{.score = 0.8, .rows = 2, .positives = 1, .negatives = 1}}), (0.04 + 0.64) / 2, 1e-15);
}

/// Agresti, Categorical Data Analysis, table 6.9: two treatments for an infection in eight clinics.
TEST(Stratified, AgrestisClinics) {
    const Stratum clinics[] = {{{11, 36}, {10, 37}}, {{16, 20}, {22, 32}}, {{14, 19}, {7, 19}}, {{2, 16}, {1, 17}},
                               {{6, 17}, {0, 12}},   {{1, 11}, {0, 10}},   {{1, 5}, {1, 9}},    {{4, 6}, {6, 7}}};
    const StratifiedComparison got = compare_within(clinics);
    EXPECT_NEAR(got.cmh.statistic, 6.384, 5e-4);
    EXPECT_NEAR(got.cmh.p, 0.0115, 5e-4);
    EXPECT_NEAR(got.difference, 0.130, 5e-4);
    EXPECT_EQ(got.strata, 8u);
}

/// Berkeley's admissions 1973 (P. Bickel, E. Hammel, J. O'Connell, Science 187): women behind overall, not within
/// departments.
TEST(Stratified, Berkeley) {
    const Stratum departments[] = {{{89, 108}, {512, 825}},  {{17, 25}, {353, 560}}, {{202, 593}, {120, 325}},
                                   {{131, 375}, {138, 417}}, {{94, 393}, {53, 191}}, {{24, 341}, {22, 373}}};
    const StratifiedComparison got = compare_within(departments);
    EXPECT_NEAR(got.raw_difference, 557.0 / 1835 - 1198.0 / 2691, 1e-15);
    EXPECT_GT(got.difference, 0);
    EXPECT_GT(got.demographic_disparity, 0);
    EXPECT_LT(got.conditional_demographic_disparity, got.demographic_disparity);
    EXPECT_NEAR(got.cmh.statistic, 1.5246, 5e-3);
}

TEST(Stratified, StrataOfOneGroupSayNothing) {
    const Stratum apart[] = {{{3, 5}, {0, 0}}, {{0, 0}, {2, 9}}};
    const StratifiedComparison got = compare_within(apart);
    EXPECT_EQ(got.strata, 0u);
    EXPECT_TRUE(std::isnan(got.difference));
    EXPECT_TRUE(std::isnan(got.cmh.log10_p));
    EXPECT_FALSE(std::isnan(got.raw_difference));
}

}  // namespace
}  // namespace klarsicht::stats
