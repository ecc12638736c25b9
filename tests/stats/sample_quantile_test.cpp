#include "stats/sample_quantile.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "base/splitmix.h"

namespace klarsicht::stats {
namespace {

// The definition: sorted, and linear between neighbours.
double by_definition(std::vector<double> sample, double probability) {
    std::ranges::sort(sample);
    const double at = probability * static_cast<double>(sample.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, sample.size() - 1);
    return sample[below] + (at - static_cast<double>(below)) * (sample[above] - sample[below]);
}

TEST(SampleQuantile, IsTheDefinitionsToTheLastDigit) {
    std::uint64_t state = 20261126;
    for (std::size_t n = 1; n < 120; ++n) {
        std::vector<double> sample;
        for (std::size_t i = 0; i < n; ++i) { sample.push_back(static_cast<double>(splitmix64(state) % 50) / 7); }
        std::vector<double> drawn = sample;
        for (const double probability : {0.0, 0.025, 0.5, 0.95, 0.975, 1.0}) {
            EXPECT_EQ(sample_quantile(drawn, probability), by_definition(sample, probability))
                << n << " " << probability;
        }
    }
}

TEST(SampleQuantile, KnowsR) {
    // R: quantile(c(1, 2, 4, 8), c(0.1, 0.5)) is 1.3 and 3.
    std::vector<double> sample{8, 1, 4, 2};
    EXPECT_DOUBLE_EQ(sample_quantile(sample, 0.1), 1.3);
    EXPECT_DOUBLE_EQ(sample_quantile(sample, 0.5), 3);
}

TEST(SampleQuantile, OfNoSampleIsUndefined) { EXPECT_TRUE(std::isnan(sample_quantile({}, 0.5))); }

}  // namespace
}  // namespace klarsicht::stats
