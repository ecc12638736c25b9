#include "base/sort_few.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/splitmix.h"

namespace klarsicht {
namespace {

struct Item {
    std::string name;
    int weight = 0;
    bool operator==(const Item&) const = default;
};

TEST(SortFew, OrdersAsTheStandardLibraryDoes) {
    for (std::size_t n = 0; n < 200; ++n) {
        std::uint64_t state = n;
        std::vector<Item> items;
        for (std::size_t i = 0; i < n; ++i) {
            items.push_back({.name = std::to_string(i), .weight = static_cast<int>(splitmix64(state) % 20)});
        }
        std::vector<Item> expected = items;
        std::ranges::stable_sort(expected, std::ranges::greater(), &Item::weight);
        sort_few(items, std::ranges::greater(), &Item::weight);
        EXPECT_EQ(items, expected) << n;
    }
}

TEST(SortFew, TakesADefaultOrder) {
    std::vector<std::string> names{"c", "a", "", "b", "a"};
    sort_few(names);
    EXPECT_EQ(names, (std::vector<std::string>{"", "a", "a", "b", "c"}));
}

TEST(SortFew, MovesAndDoesNotCopy) {
    std::vector<std::unique_ptr<int>> owned;
    for (const int value : {3, 1, 2}) { owned.push_back(std::make_unique<int>(value)); }
    sort_few(owned, {}, [](const std::unique_ptr<int>& value) { return *value; });
    EXPECT_EQ(*owned[0], 1);
    EXPECT_EQ(*owned[1], 2);
    EXPECT_EQ(*owned[2], 3);
}

TEST(SortFew, EqualItemsStayAsTheyAre) {
    std::vector<std::pair<int, int>> pairs;
    for (int i = 0; i < 1000; ++i) { pairs.emplace_back(i % 3, i); }
    sort_few(pairs, {}, &std::pair<int, int>::first);
    EXPECT_TRUE(std::ranges::is_sorted(pairs));
}

}  // namespace
}  // namespace klarsicht
