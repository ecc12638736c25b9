#include "report/number_format.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace klarsicht::number_format {
namespace {

constexpr Language de = Language::de;
constexpr Language en = Language::en;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST(NumberFormat, Integers) {
    EXPECT_EQ(integer(0, de), "0");
    EXPECT_EQ(integer(999, de), "999");
    EXPECT_EQ(integer(1000, de), "1.000");
    EXPECT_EQ(integer(32650, de), "32.650");
    EXPECT_EQ(integer(32650, en), "32,650");
    EXPECT_EQ(integer(-1234567, en), "−1,234,567");
    EXPECT_EQ(integer(std::numeric_limits<std::int64_t>::min(), en), "−9,223,372,036,854,775,808");
}

TEST(NumberFormat, FixedDecimals) {
    EXPECT_EQ(fixed(1234.5, 2, de), "1.234,50");
    EXPECT_EQ(fixed(1234.5, 2, en), "1,234.50");
    EXPECT_EQ(fixed(0.999, 2, en), "1.00");
    EXPECT_EQ(fixed(-0.001, 2, en), "0.00");  // no minus before a zero
    EXPECT_EQ(fixed(-0.5, 0, en), "−1");
    EXPECT_EQ(fixed(nan, 2, en), "–");
    EXPECT_EQ(fixed(std::numeric_limits<double>::infinity(), 2, en), "∞");
    EXPECT_EQ(fixed(1e17, 2, en), "1.0\u00A0×\u00A010¹⁷");
}

TEST(NumberFormat, PlainNumbers) {
    EXPECT_EQ(plain(0.4327, de), "0,43");
    EXPECT_EQ(plain(12345, de), "12.345");
    EXPECT_EQ(plain(12345.6, en), "12,346");
    EXPECT_EQ(plain(123.456, en), "123.5");
    EXPECT_EQ(plain(0.04327, en), "0.043");
    EXPECT_EQ(plain(0.004327, en), "0.0043");
    EXPECT_EQ(plain(4.327e-9, en), "4.3\u00A0×\u00A010⁻⁹");
    EXPECT_EQ(plain(4.327e-9, de), "4,3\u00A0·\u00A010⁻⁹");
    EXPECT_EQ(plain(0, de), "0");
    EXPECT_EQ(plain(-2.5, de), "−2,50");
}

TEST(NumberFormat, Percent) {
    EXPECT_EQ(percent(0.1464, de), "14,6\u202F%");
    EXPECT_EQ(percent(0.1464, en), "14.6%");
    EXPECT_EQ(percent(0.5, de), "50\u202F%");
    EXPECT_EQ(percent(1, en), "100%");
    EXPECT_EQ(percent(0, en), "0%");
    EXPECT_EQ(percent(0.0021, de), "0,21\u202F%");
    EXPECT_EQ(percent(0.00001, de), "unter 0,01\u202F%");
    EXPECT_EQ(percent(0.00001, en), "under 0.01%");
    EXPECT_EQ(percent(0.99999, de), "über 99,99\u202F%");  // never 100 % when one row is not
    EXPECT_EQ(percent(0.9996, en), "99.96%");
    EXPECT_EQ(percent(nan, en), "–");
    EXPECT_EQ(percent(-0.1464, de), "−14,6\u202F%");
}

TEST(NumberFormat, PointsAndFactors) {
    EXPECT_EQ(points(0.191, de), "19,1");
    EXPECT_EQ(points(-0.191, en), "−19.1");
    EXPECT_EQ(points(0.0042, en), "0.42");
    EXPECT_EQ(factor(0.4327, de), "0,43");
    EXPECT_EQ(factor(12.34, en), "12.3");
    EXPECT_EQ(factor(1234.4, en), "1,234");
    EXPECT_EQ(factor(1, en), "1.00");
    EXPECT_EQ(factor(0.0004, en), "0.00040");
}

TEST(NumberFormat, OneIn) {
    EXPECT_EQ(one_in(0.0294, de), "1 von 34");
    EXPECT_EQ(one_in(0.0294, en), "1 in 34");
    EXPECT_EQ(one_in(1, en), "1 in 1");
    EXPECT_EQ(one_in(0.7, en), "7 in 10");      // not 1 in 1
    EXPECT_EQ(one_in(0.999, en), "99 in 100");  // never everybody when somebody is not
    EXPECT_EQ(one_in(0, en), "0");
    EXPECT_EQ(one_in(1.0 / 123456, de), "1 von 123.456");
}

TEST(NumberFormat, PValues) {
    EXPECT_EQ(log10_p(std::log10(0.0006), de), "p\u00A0=\u00A00,0006");
    EXPECT_EQ(log10_p(-320, en), "p\u00A0<\u00A00.0001");
    EXPECT_EQ(log10_p(std::log10(0.43), en), "p\u00A0=\u00A00.43");
    EXPECT_EQ(log10_p(0, en), "p\u00A0=\u00A01.00");
}

TEST(NumberFormat, Dates) {
    EXPECT_EQ(date(0, de), "01.01.1970");
    EXPECT_EQ(date(20453, de), "31.12.2025");
    EXPECT_EQ(date(20453, en), "31\u00A0Dec\u00A02025");
    EXPECT_EQ(date(-1, de), "31.12.1969");
    EXPECT_EQ(iso_date(11016), "2000-02-29");
    EXPECT_EQ(iso_date(-719528), "0000-01-01");
    EXPECT_EQ(iso_date(1e12), "");
    EXPECT_EQ(iso_date(nan), "");
    EXPECT_EQ(iso_datetime(86399), "1970-01-01T23:59:59Z");
    EXPECT_EQ(iso_datetime(-1), "1969-12-31T23:59:59Z");
}

TEST(NumberFormat, EveryDayOfFourCenturiesComesBackInOrder) {
    std::string last = iso_date(-1);
    for (int day = 0; day < 146097; ++day) {
        const std::string text = iso_date(day);
        ASSERT_LT(last, text);
        last = text;
    }
    EXPECT_EQ(last, "2369-12-31");
}

TEST(NumberFormat, Bytes) {
    EXPECT_EQ(bytes(0, en), "0\u00A0B");
    EXPECT_EQ(bytes(999, en), "999\u00A0B");
    EXPECT_EQ(bytes(2100000, de), "2,1\u00A0MB");
    EXPECT_EQ(bytes(181000000, en), "181\u00A0MB");
    EXPECT_EQ(bytes(999999, en), "1.0\u00A0MB");
}

}  // namespace
}  // namespace klarsicht::number_format
