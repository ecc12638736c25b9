#include "base/spread.h"

#include <gtest/gtest.h>

namespace klarsicht {
namespace {

/// In 32 bits, as WebAssembly counts, the product of these would wrap round, and a sample would come from the first
/// rows only.
TEST(Spread, ReachesTheEndOfLargeFiles) {
    EXPECT_EQ(spread_place(0, 20'000, 3'000'000), 0u);
    EXPECT_EQ(spread_place(10'000, 20'000, 3'000'000), 1'500'000u);
    EXPECT_EQ(spread_place(19'999, 20'000, 3'000'000), 2'999'850u);
    EXPECT_EQ(spread_place(2, 3, 3), 2u);
}

}  // namespace
}  // namespace klarsicht
