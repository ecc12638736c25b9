#include "base/shortest_number.h"

#include <gtest/gtest.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <limits>

#include "support/dice.h"

namespace klarsicht {
namespace {

/// What the standard library writes.
std::string reference(double value) {
    char buffer[64];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

TEST(ShortestNumber, ReadsAsAPersonWritesIt) {
    EXPECT_EQ(shortest_number(0), "0");
    EXPECT_EQ(shortest_number(-0.0), "-0");
    EXPECT_EQ(shortest_number(1), "1");
    EXPECT_EQ(shortest_number(-12.5), "-12.5");
    EXPECT_EQ(shortest_number(0.1), "0.1");
    EXPECT_EQ(shortest_number(0.1 + 0.2), "0.30000000000000004");
    EXPECT_EQ(shortest_number(1234567), "1234567");
    EXPECT_EQ(shortest_number(100000), "1e+05");
    EXPECT_EQ(shortest_number(0.0001), "1e-04");
    EXPECT_EQ(shortest_number(1e300), "1e+300");
}

TEST(ShortestNumber, IsWhatTheStandardLibraryWrites) {
    for (const double value : {std::numeric_limits<double>::max(), std::numeric_limits<double>::min(),
                               std::numeric_limits<double>::denorm_min(), 9007199254740993.0, 1e21, 1e22, 1e23,
                               123456789012345680000.0, 5e-324, 2.2250738585072011e-308}) {
        EXPECT_EQ(shortest_number(value), reference(value));
    }
    for (int e = -1074; e < 1024; ++e) {  // the interval of a power of two is uneven
        const double power = std::ldexp(1.0, e);
        for (const double value : {power, std::nextafter(power, 0), std::nextafter(power, HUGE_VAL)}) {
            if (std::isfinite(value)) { ASSERT_EQ(shortest_number(value), reference(value)) << e; }
        }
    }
    for (int e = -323; e < 309; ++e) {
        for (int digit = 1; digit < 10; ++digit) {
            const double value = digit * std::pow(10.0, e);
            if (std::isfinite(value)) { ASSERT_EQ(shortest_number(value), reference(value)) << e; }
        }
    }
}

TEST(ShortestNumber, IsWhatTheStandardLibraryWritesOfRandomNumbers) {
    test::Dice dice(12);
    for (int i = 0; i < 300'000; ++i) {
        const auto any = std::bit_cast<double>(dice.next());
        const double cents = static_cast<double>(dice.below(100'000'000)) / 100;
        const double share = static_cast<double>(dice.below(1'000'000)) / static_cast<double>(1 + dice.below(1000));
        const auto whole = static_cast<double>(dice.next() >> dice.below(64));
        for (const double value : {any, cents, share, whole, -whole * 4096}) {
            if (std::isfinite(value)) { ASSERT_EQ(shortest_number(value), reference(value)); }
        }
    }
}

}  // namespace
}  // namespace klarsicht
