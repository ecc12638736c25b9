#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <memory>

#include "audit/groups.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

test::World world(std::string_view csv, std::string_view plan_json = "{}") {
    return test::world_of(test::table_of(csv), plan_json);
}

TEST(Groups, ByValueInOrderOfAppearance) {
    const test::World w = world("g,x\nb,1\n a,2\nb ,3\n?,4\nNA,5\n");
    const Grouping g = group_rows(w.context({.on_screen = true}), {0});
    EXPECT_EQ(g.labels, (std::vector<std::string>{"b", "a"}));
    EXPECT_EQ(group_rows(world("g,x\nosprey,1\nheron,2\n").context(), {0}).labels,
              (std::vector<std::string>{"••• 1", "••• 2"}));
    EXPECT_EQ(g.sizes, (std::vector<std::uint64_t>{2, 1}));
    EXPECT_EQ(g.left_out, 2U);
    EXPECT_EQ(g.group[0], g.group[2]);
    EXPECT_EQ(g.group[4], Grouping::none);
    EXPECT_EQ(g.favoured, 0U);
}

TEST(Groups, BinsAsTheContractNamesThem) {
    const test::World w =
        world("age\n24\n25\n59\n60\n90\n", R"({"roles": {"age": ["protected"]}, "bins": {"age": [25, 60]}})");
    const Grouping g = group_rows(w.context(), {0});
    EXPECT_EQ(g.labels, (std::vector<std::string>{"<25", "25-59", ">=60"}));
    EXPECT_EQ(g.sizes, (std::vector<std::uint64_t>{1, 2, 2}));
}

TEST(Groups, BinsOfFractions) {
    const test::World w = world("x\n0.1\n0.5\n0.75\n", R"({"bins": {"x": [0.5, 0.75]}})");
    EXPECT_EQ(group_rows(w.context(), {0}).labels, (std::vector<std::string>{"<0.5", "0.5-<0.75", ">=0.75"}));
}

TEST(Groups, OnlyBinsThatOccur) {
    const test::World w = world("age\n10\n70\n", R"({"bins": {"age": [25, 40, 60]}})");
    EXPECT_EQ(group_rows(w.context(), {0}).labels, (std::vector<std::string>{"<25", ">=60"}));
}

TEST(Groups, BirthDatesBecomeAges) {
    // On 2026-11-01 the first is 25 since that day, the second only tomorrow.
    const test::World w = world("born\n2001-11-01\n2001-11-02\n1950-01-01\n",
                                R"({"roles": {"born": ["protected"]}, "bins": {"born": [25, 60]}})");
    const Grouping g = group_rows(w.context(), {0});
    EXPECT_EQ(g.labels, (std::vector<std::string>{"<25", "25-59", ">=60"}));
    EXPECT_EQ(g.group, (std::vector<std::uint32_t>{1, 0, 2}));
}

TEST(Groups, CrossedLabelsAndFavoured) {
    const test::World w =
        world("sex,race\nF,W\nM,W\nM,B\nM,W\nF,W\n",
              R"({"roles": {"sex": ["protected"], "race": ["protected"]}, "favoured": {"sex": "M", "race": "W"}})");
    const Grouping g = group_rows(w.context(), {0, 1});
    EXPECT_EQ(g.labels, (std::vector<std::string>{"F & W", "M & W", "M & B"}));
    EXPECT_EQ(g.sizes, (std::vector<std::uint64_t>{2, 2, 1}));
    EXPECT_EQ(g.favoured, 1U);
}

TEST(Groups, FavouredThatDoesNotOccurIsNone) {
    const test::World w = world("sex\nF\nM\n", R"({"roles": {"sex": ["protected"]}, "favoured": {"sex": "X"}})");
    EXPECT_FALSE(group_rows(w.context(), {0}).favoured.has_value());
}

TEST(Groups, CrossedBinsAscend) {
    const test::World w = world("age,sex\n70,M\n20,F\n20,M\n70,F\n", R"({"bins": {"age": [60]}})");
    EXPECT_EQ(group_rows(w.context(), {0, 1}).labels,
              (std::vector<std::string>{"<60 & M", "<60 & F", ">=60 & M", ">=60 & F"}));
    const Grouping g = group_rows(w.context(), {0, 1});
    for (std::size_t row = 0; row < 4; ++row) {
        const std::string want = std::string(w.table.columns[0].spelling_at(row) == "70" ? ">=60" : "<60") + " & " +
                                 std::string(w.table.columns[1].spelling_at(row));
        EXPECT_EQ(g.labels[g.group[row]], want);
    }
}

TEST(Groups, CrossedEqualsCountingByHand) {
    std::string csv = "a,b,c\n";
    std::map<std::string, std::uint64_t> counted;
    std::uint64_t state = 9;
    for (int i = 0; i < 3000; ++i) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        const std::string a = "a" + std::to_string((state >> 33) % 7);
        const std::string b = "b" + std::to_string((state >> 40) % 900);
        const std::string c = "c" + std::to_string((state >> 50) % 3);
        csv += a + "," + b + "," + c + "\n";
        ++counted[a + " & " + b + " & " + c];
    }
    const test::World w = world(csv);
    const Grouping g = group_rows(w.context({.on_screen = true}), {0, 1, 2});
    ASSERT_EQ(g.labels.size(), counted.size());
    for (std::size_t i = 0; i < g.labels.size(); ++i) { EXPECT_EQ(g.sizes[i], counted[g.labels[i]]); }
}

TEST(Groups, FiftyThousandValuesAreFast) {
    std::string csv = "v,w\n";
    for (int i = 0; i < 200000; ++i) {
        csv += "value" + std::to_string(i * 7919 % 50000) + "," + std::to_string(i % 3) + "\n";
    }
    const test::World w = world(csv);
    const auto start = std::chrono::steady_clock::now();
    const Grouping g = group_rows(w.context(), {0, 1});
    const auto took = std::chrono::steady_clock::now() - start;
    EXPECT_EQ(g.labels.size(), 150000U);
    EXPECT_LT(std::chrono::duration<double>(took).count(),
              5.0);  // far above what it takes, far below what a quadratic search would
}

TEST(Positive, EqualsAtLeastAtMost) {
    const char* csv = "y,n,b\nyes,1,true\nno,5,FALSE\n?,10,True\nyes,x,false\n";
    const auto rows = [&](const char* plan, std::size_t column) {
        const test::World w = world(csv, plan);
        const auto codes = positive_codes(w.context(), column);
        std::vector<int> result;
        for (const std::uint32_t code : w.table.columns[column].codes) { result.push_back(codes[code]); }
        return result;
    };
    EXPECT_EQ(rows(R"({"positive": {"y": {"equals": "yes"}}})", 0), (std::vector<int>{1, 0, 2, 1}));
    EXPECT_EQ(rows(R"({"positive": {"b": {"equals": "true"}}})", 2), (std::vector<int>{1, 0, 1, 0}));
}

TEST(Positive, NumbersByValue) {
    std::string csv = "n\n";
    for (int i = 0; i < 30; ++i) { csv += i % 3 == 0 ? "1.0\n" : i % 3 == 1 ? "1\n" : "7\n"; }
    const auto count = [&](const char* plan) {
        const test::World w = world(csv, plan);
        const auto codes = positive_codes(w.context(), 0);
        int positive = 0;
        for (const std::uint32_t code : w.table.columns[0].codes) { positive += codes[code] == 1 ? 1 : 0; }
        return positive;
    };
    EXPECT_EQ(count(R"({"positive": {"n": {"equals": "1"}}})"), 20);
    EXPECT_EQ(count(R"({"positive": {"n": {"at_least": 2}}})"), 10);
    EXPECT_EQ(count(R"({"positive": {"n": {"at_most": 1}}})"), 20);
}

}  // namespace
}  // namespace klarsicht
