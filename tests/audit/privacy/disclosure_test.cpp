#include "audit/privacy/disclosure.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace klarsicht::privacy {
namespace {

EquivalenceClasses two_classes(std::vector<std::uint32_t> of_row) {
    EquivalenceClasses classes(of_row.size());
    classes.refine({std::move(of_row), 2});
    return classes;
}

TEST(Disclosure, ByHand) {
    // Class A: values 0 0 1 2; class B: 0 1 1 1. p = 3/8, 4/8, 1/8.
    const Disclosure d = disclosure_of(two_classes({0, 0, 0, 0, 1, 1, 1, 1}), {{0, 0, 1, 2, 0, 1, 1, 1}, 3}, {0, 1, 2});
    EXPECT_DOUBLE_EQ(d.alpha, 0.75);
    EXPECT_EQ(d.l_distinct, 2U);
    EXPECT_DOUBLE_EQ(d.l_entropy, std::exp(-(0.25 * std::log(0.25) + 0.75 * std::log(0.75))));
    EXPECT_DOUBLE_EQ(d.recursive_c.at(2), 3.0);          // B: 3 / 1
    EXPECT_TRUE(std::isinf(d.recursive_c.at(3)));        // B has no third value
    EXPECT_DOUBLE_EQ(d.t_equal, 0.25);                   // A: (1/8 + 1/4 + 1/8) / 2
    EXPECT_DOUBLE_EQ(d.t_ordered, (0.125 + 0.125) / 2);  // A: |1/8| + |−1/8| over two steps
    EXPECT_DOUBLE_EQ(d.beta_basic, 1.0);                 // A, value 2: (1/4 − 1/8) / (1/8)
    EXPECT_DOUBLE_EQ(d.beta_enhanced, 1.0);
    EXPECT_DOUBLE_EQ(d.beta_enhanced_pycanon, 1.0);
    EXPECT_DOUBLE_EQ(d.delta_disclosure, std::log(2.0));
    EXPECT_TRUE(std::isnan(d.delta_disclosure_strict));  // value 2 is absent from B
    EXPECT_EQ(d.homogeneous_classes, 0U);
}

TEST(Disclosure, OnlyRareValuesCountAsLearned) {
    // A (2 rows) holds only the rare value, B (4 rows) only the common one.
    const Disclosure d = disclosure_of(two_classes({0, 0, 1, 1, 1, 1}), {{1, 1, 0, 0, 0, 0}, 2}, {});
    EXPECT_EQ(d.homogeneous_classes, 2U);
    EXPECT_EQ(d.homogeneous_records, 6U);
    EXPECT_EQ(d.records_learned, 2U);
    EXPECT_EQ(d.records_learned_alone, 0U);
    EXPECT_TRUE(std::isnan(d.t_ordered));
    EXPECT_TRUE(std::isnan(d.beta_enhanced));  // a gain of 2 is more than −ln p allows
}

/// The ordered distance skips the values a class lacks; walking over all of them gives the same.
TEST(Disclosure, OrderedDistanceSameAsWalkingOverAllValues) {
    std::mt19937 random(3);
    for (int round = 0; round < 50; ++round) {
        const std::size_t rows = 2 + random() % 40;
        const std::uint32_t count = 2 + static_cast<std::uint32_t>(random() % 9);
        std::vector<std::uint32_t> group(rows), value(rows), rank(count);
        for (std::uint32_t& g : group) { g = static_cast<std::uint32_t>(random() % 2); }
        for (std::uint32_t& v : value) { v = static_cast<std::uint32_t>(random() % count); }
        for (std::uint32_t v = 0; v < count; ++v) { value[v % rows] = v; }
        for (std::uint32_t v = 0; v < count; ++v) { rank[v] = count - 1 - v; }
        if (rows < count) { continue; }
        double expected = 0;
        for (std::uint32_t g = 0; g < 2; ++g) {
            std::vector<double> difference(count, 0);
            double size = 0;
            for (std::size_t r = 0; r < rows; ++r) { size += group[r] == g ? 1 : 0; }
            if (size == 0) { continue; }
            for (std::size_t r = 0; r < rows; ++r) {
                difference[rank[value[r]]] += (group[r] == g ? 1 / size : 0) - 1.0 / static_cast<double>(rows);
            }
            double sum = 0, distance = 0;
            for (const double step : difference) { distance += std::abs(sum += step); }
            expected = std::max(expected, distance / (count - 1));
        }
        EXPECT_NEAR(disclosure_of(two_classes(group), {value, count}, rank).t_ordered, expected, 1e-12);
    }
}

}  // namespace
}  // namespace klarsicht::privacy
