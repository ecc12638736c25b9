#include "base/whole_number.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>

namespace klarsicht {
namespace {

template <class Whole>
class WholeNumber : public testing::Test {};
using Types = testing::Types<std::int32_t, std::uint32_t, std::int64_t, std::uint64_t, int, std::size_t, std::uint8_t>;
TYPED_TEST_SUITE(WholeNumber, Types);

TYPED_TEST(WholeNumber, StopsAtTheEndsOfItsType) {
    using Ends = std::numeric_limits<TypeParam>;
    for (const double large : {5.9e20, 1e308, 18446744073709551616.0, std::numeric_limits<double>::infinity()}) {
        EXPECT_EQ(whole_number<TypeParam>(large), Ends::max()) << large;
        EXPECT_EQ(whole_number<TypeParam>(-large), Ends::min()) << large;
    }
    EXPECT_EQ(whole_number<TypeParam>(std::nan("")), TypeParam{0});
    const auto most = static_cast<double>(Ends::max());
    EXPECT_EQ(whole_number<TypeParam>(most), Ends::max());
    EXPECT_EQ(whole_number<TypeParam>(std::nextafter(most, 1e300)), Ends::max());
    EXPECT_EQ(whole_number<TypeParam>(static_cast<double>(Ends::min())), Ends::min());
}

TYPED_TEST(WholeNumber, IsACastWhereThatGivesANumber) {
    for (const double value : {0.0, -0.0, 0.99, 1.0, 1.5, 127.9, 5e-324, -5e-324, -0.99}) {
        EXPECT_EQ(whole_number<TypeParam>(value), static_cast<TypeParam>(value)) << value;
    }
}

TEST(WholeNumberOfInt64, KeepsTheLargestThatADoubleHolds) {
    EXPECT_EQ(whole_number<std::int64_t>(9223372036854774784.0), 9223372036854774784);
    EXPECT_EQ(whole_number<std::uint64_t>(18446744073709549568.0), 18446744073709549568U);
    EXPECT_EQ(whole_number<std::int64_t>(-9223372036854774784.0), -9223372036854774784);
}

}  // namespace
}  // namespace klarsicht
