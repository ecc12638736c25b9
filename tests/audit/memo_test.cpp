#include "audit/memo.h"

#include <gtest/gtest.h>

#include <string>

namespace klarsicht {
namespace {

TEST(Memo, ComputesOnceForAKey) {
    Memo memo;
    int made = 0;
    const MemoKey<int> key{"count"};
    const int& first = memo.get(key, [&] { return ++made; });
    EXPECT_EQ(&memo.get(key, [&] { return ++made; }), &first);
    EXPECT_EQ(made, 1);
}

TEST(Memo, OneNameOfTwoTypesIsTwoKeys) {
    Memo memo;
    EXPECT_EQ(memo.get(MemoKey<int>{"shared"}, [] { return 7; }), 7);
    EXPECT_EQ(memo.get(MemoKey<std::string>{"shared"}, [] { return std::string("seven"); }), "seven");
    EXPECT_EQ(memo.get(MemoKey<int>{"shared"}, [] { return 8; }), 7);
}

}  // namespace
}  // namespace klarsicht
