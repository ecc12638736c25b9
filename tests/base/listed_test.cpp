#include "base/listed.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace klarsicht {
namespace {

TEST(Listed, SaysWhenThereAreMore) {
    const std::vector<std::string> names = {"age", "sex", "city"};
    EXPECT_EQ(listed(names), "age, sex, city");
    EXPECT_EQ(listed(names, 3), "age, sex, city");
    EXPECT_EQ(listed(names, 2), "age, sex …");
    EXPECT_EQ(listed(std::vector<std::string>{}, 2), "");
}

TEST(Listed, KeepsANameWithCommasWhole) {
    constexpr std::array<std::string_view, 2> names = {"How old are you, in full years, please?", "sex"};
    EXPECT_EQ(listed(names), "How old are you,\u00A0in full years,\u00A0please?, sex");
}

TEST(Listed, NeedsNoBlankBehindAComma) {
    EXPECT_EQ(listed(std::vector<std::string>{"a,b", "c,", ", d"}), "a,b, c,, ,\u00A0d");
}

}  // namespace
}  // namespace klarsicht
