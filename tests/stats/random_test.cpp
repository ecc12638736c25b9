#include "stats/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "stats/bootstrap.h"

namespace klarsicht::stats {
namespace {

/// Pearson's statistic of draws against the probabilities; values that are expected less than five times are pooled.
template <class Draw, class Probability>
void expect_distribution(Draw draw, Probability probability, std::uint64_t high, const char* what) {
    constexpr std::size_t draws = 40'000;
    std::vector<double> seen(high + 1, 0);
    for (std::size_t i = 0; i < draws; ++i) {
        const std::uint64_t value = draw();
        ASSERT_LE(value, high) << what;
        ++seen[value];
    }
    double chi2 = 0;
    double cells = 0;
    double pooled_seen = 0;
    double pooled_expected = 0;
    for (std::uint64_t k = 0; k <= high; ++k) {
        pooled_seen += seen[k];
        pooled_expected += draws * probability(k);
        if (pooled_expected < 5) { continue; }
        chi2 += (pooled_seen - pooled_expected) * (pooled_seen - pooled_expected) / pooled_expected;
        pooled_seen = pooled_expected = 0;
        ++cells;
    }
    // Five standard deviations of the statistic.
    EXPECT_LT(chi2, cells + 5 * std::sqrt(2 * cells)) << what;
}

double choose(double n, double k) { return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1); }

TEST(Random, Binomial) {
    Random random(1);
    for (const auto& [n, p] : {std::pair{1, 0.5}, {10, 0.03}, {30, 0.5}, {100, 0.97}, {5000, 0.2}}) {
        const auto size = static_cast<std::uint64_t>(n);
        expect_distribution([&] { return random.binomial(size, p); },
                            [&](std::uint64_t k) {
                                const auto x = static_cast<double>(k);
                                return std::exp(choose(n, x) + x * std::log(p) + (n - x) * std::log1p(-p));
                            },
                            size, "binomial");
    }
    EXPECT_EQ(random.binomial(0, 0.5), 0u);
    EXPECT_EQ(random.binomial(7, 0), 0u);
    EXPECT_EQ(random.binomial(7, 1), 7u);
}

TEST(Random, Hypergeometric) {
    Random random(2);
    struct Case {
        std::uint64_t total, marked, drawn;
    };
    for (const Case& c : {Case{10, 4, 5}, Case{100, 90, 30}, Case{2000, 300, 700}}) {
        expect_distribution([&] { return random.hypergeometric(c.total, c.marked, c.drawn); },
                            [&](std::uint64_t k) {
                                const auto n = static_cast<double>(c.total), m = static_cast<double>(c.marked),
                                           d = static_cast<double>(c.drawn), x = static_cast<double>(k);
                                if (d - x > n - m || x > m) { return 0.0; }
                                return std::exp(choose(m, x) + choose(n - m, d - x) - choose(n, d));
                            },
                            std::min(c.marked, c.drawn), "hypergeometric");
    }
    EXPECT_EQ(random.hypergeometric(10, 10, 4), 4u);
    EXPECT_EQ(random.hypergeometric(10, 0, 4), 0u);
    EXPECT_EQ(random.hypergeometric(10, 7, 10), 7u);
}

/// The numbers themselves, so that another compiler or library that gives others is seen.
TEST(Random, IsTheSameEverywhere) {
    Random random(42);
    EXPECT_EQ(random.next(), 1546998764402558742u);
    std::uint64_t sum = 0;
    for (std::uint64_t n = 1; n < 3000; ++n) { sum = sum * 31 + random.binomial(n * n, static_cast<double>(n) / 3100); }
    for (std::uint64_t n = 2; n < 3000; ++n) { sum = sum * 31 + random.hypergeometric(n * 17, n * 5, n * 3); }
    EXPECT_EQ(sum, 12718872477598038022u);
}

TEST(Random, ResampleAndDealKeepTheTotals) {
    Random random(3);
    const std::vector<std::uint64_t> counts = {0, 5, 1'000'000, 17, 0, 3};
    std::vector<std::uint64_t> drawn(counts.size());
    for (int i = 0; i < 200; ++i) {
        resample(counts, random, drawn);
        std::uint64_t sum = 0;
        for (const std::uint64_t count : drawn) { sum += count; }
        EXPECT_EQ(sum, 1'000'025u);
        EXPECT_EQ(drawn[0], 0u);
        EXPECT_EQ(drawn[4], 0u);
        deal(counts, 400'000, random, drawn);
        sum = 0;
        for (std::size_t g = 0; g < counts.size(); ++g) {
            EXPECT_LE(drawn[g], counts[g]);
            sum += drawn[g];
        }
        EXPECT_EQ(sum, 400'000u);
    }
}

/// Where the exact interval is known: two groups, difference of two proportions far from 0.
TEST(Bootstrap, AgreesWithTheNormalInterval) {
    const Confusion groups[] = {{.tp = 0, .fp = 3000, .tn = 7000, .fn = 0}, {.tp = 0, .fp = 6000, .tn = 4000, .fn = 0}};
    const std::vector<Interval> intervals = bootstrap(
        groups, 2,
        [](std::span<const Confusion> sample, std::span<double> figures) {
            const BetweenGroups between = between_groups(sample);
            figures[0] = between.demographic_parity_difference;
            figures[1] = between.equalized_odds_difference;
        },
        1000, 7);
    ASSERT_EQ(intervals.size(), 2u);
    const double se = std::sqrt(0.3 * 0.7 / 10000 + 0.6 * 0.4 / 10000);
    EXPECT_NEAR(intervals[0].low, 0.3 - z95 * se, 0.2 * se);
    EXPECT_NEAR(intervals[0].high, 0.3 + z95 * se, 0.2 * se);
    // Nobody had a positive outcome: the true positive rate is 0/0 in every sample.
    EXPECT_TRUE(std::isnan(intervals[1].low));
}

TEST(Bootstrap, ChanceAloneMakesGaps) {
    // Eighty groups of thirty with one rate: the largest gap of the file is what chance gives.
    Random random(5);
    std::vector<Fraction> groups;
    for (int g = 0; g < 80; ++g) { groups.push_back({random.binomial(30, 0.3), 30}); }
    const ChanceGap chance = chance_gap(groups, 500, 11);
    EXPECT_GT(chance.median, 0.3);
    EXPECT_GT(chance.p95, chance.median);
    EXPECT_GT(chance.p, 0.02);
    const Fraction unequal[] = {{10, 200}, {60, 200}};
    EXPECT_LT(chance_gap(unequal, 500, 11).p, 0.01);
}

}  // namespace
}  // namespace klarsicht::stats
