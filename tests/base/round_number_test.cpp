#include "base/round_number.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace klarsicht {
namespace {

using Edges = std::vector<double>;

TEST(RoundNumber, WidthsAreOneTwoOrFive) {
    EXPECT_EQ(round_width_from(0.3).times(1), 0.5);
    EXPECT_EQ(round_width_from(1).times(1), 1);
    EXPECT_EQ(round_width_from(1100).times(1), 2000);
    EXPECT_EQ(round_width_from(0.02).times(3), 0.06);
}

TEST(RoundNumber, EdgesAreDrawnAsPeopleWould) {
    EXPECT_EQ(round_edges({35303, 51382, 68627}, true), (Edges{36000, 50000, 70000}));
    EXPECT_EQ(round_edges({3, 41, 9137}, true), (Edges{3, 40, 9000})) << "far apart: each to its own size";
    EXPECT_EQ(round_edges({1958, 1967, 1974}, true), (Edges{1958, 1968, 1974})) << "close together: finer";
    EXPECT_EQ(round_edges({0.1234, 0.4567, 0.8912}, false), (Edges{0.12, 0.45, 0.9}));
    EXPECT_EQ(round_edges({-68627, 0, 35303}, true), (Edges{-70000, 0, 36000}));
    EXPECT_EQ(round_edges({1, 2, 3}, true), (Edges{1, 2, 3}));
    EXPECT_EQ(round_edges({7}, true), (Edges{7}));
    EXPECT_EQ(round_edges({}, true), Edges{});
}

TEST(RoundNumber, EdgesStayFiniteAndInOrder) {
    constexpr double least = std::numeric_limits<double>::denorm_min();
    constexpr double most = std::numeric_limits<double>::max();
    for (const Edges& edges : {Edges{least, 1, most}, Edges{-most, 0, most}, Edges{1, std::nextafter(1, 2), 2},
                               Edges{1e300, 1.5e300, 1.7e308}, Edges{-2, -1, least}}) {
        for (const bool whole : {false, true}) {
            const Edges round = round_edges(edges, whole);
            EXPECT_FALSE(round.empty());
            EXPECT_TRUE(std::ranges::is_sorted(round));
            EXPECT_TRUE(std::ranges::all_of(round, [](double edge) { return std::isfinite(edge); }));
        }
    }
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> size(-3, 6);
    for (int i = 0; i < 20'000; ++i) {
        Edges edges = {std::pow(10, size(random)), std::pow(10, size(random)), std::pow(10, size(random))};
        std::ranges::sort(edges);
        const Edges round = round_edges(edges, false);
        ASSERT_EQ(round.size(), 3u) << edges[0] << " " << edges[1] << " " << edges[2];
        for (std::size_t e = 0; e < 3; ++e) { EXPECT_NEAR(round[e], edges[e], std::abs(edges[e]) * 0.1); }
    }
}

}  // namespace
}  // namespace klarsicht
