#include "stats/told_sums.h"

#include <random>

#include <gtest/gtest.h>

#include "support/elimination.h"

namespace klarsicht::stats {
namespace {

constexpr std::uint64_t few = 5;

ToldSums told(const std::vector<std::uint64_t>& people, const std::vector<Sum>& sums) {
    ToldSums result(people, few, sums.size());
    for (const Sum& sum : sums) { EXPECT_TRUE(result.tell(sum)); }
    return result;
}

TEST(ToldSums, WithoutSumsNothingFollows) { EXPECT_TRUE(told({1, 2}, {}).few_that_follow().empty()); }

TEST(ToldSums, ANumberAloneInASumFollows) {
    EXPECT_EQ(told({3, 40, 60}, {{0}, {1, 2}}).few_that_follow(), (std::vector<Sum>{{0}}));
}

TEST(ToldSums, TheRestOfATotalFollows) {
    EXPECT_EQ(told({3, 40, 60}, {{0, 1, 2}, {1}, {2}}).few_that_follow(), (std::vector<Sum>{{0}}));
    EXPECT_EQ(told({2, 2, 60}, {{0, 1, 2}, {2}}).few_that_follow(), (std::vector<Sum>{{0, 1}}));
    EXPECT_TRUE(told({3, 3, 60}, {{0, 1, 2}, {2}}).few_that_follow().empty()) << "six people";
    EXPECT_EQ(told({1, 1, 1, 60}, {{0, 1, 2, 3}, {3}}).few_that_follow(), (std::vector<Sum>{{0, 1, 2}}));
    EXPECT_EQ(told({1, 2, 1, 60}, {{0, 1, 2, 3}, {3}}).few_that_follow(), (std::vector<Sum>{{0, 1, 2}}));
    EXPECT_EQ(told({1, 1, 60, 1, 1}, {{0, 1, 2, 3, 4}, {2}}).few_that_follow(), (std::vector<Sum>{{0, 1, 3, 4}}));
}

TEST(ToldSums, FourCellsInASquareDoNotFollow) {
    EXPECT_TRUE(told({1, 9, 9, 1}, {{0, 1}, {2, 3}, {0, 2}, {1, 3}}).few_that_follow().empty());
}

TEST(ToldSums, TheBridgeBetweenTwoSquaresFollows) {
    // Two squares of cells, 0–3 and 4–7; cell 8 joins a row of the first and a column of the second.
    const std::vector<Sum> sums = {{0, 1, 8}, {2, 3}, {0, 2}, {1, 3}, {4, 5}, {6, 7}, {4, 6, 8}, {5, 7}};
    EXPECT_EQ(told({9, 9, 9, 9, 9, 9, 9, 9, 2}, sums).few_that_follow(), (std::vector<Sum>{{8}}));
}

TEST(ToldSums, OfWhomNothingIsKnownCountsInNoSum) {
    // The second number is about nobody: the sum is the first alone.
    EXPECT_EQ(told({3, 0, 60}, {{0, 1}}).few_that_follow(), (std::vector<Sum>{{0}}));
}

TEST(ToldSums, AWatchedSumIsFoundHoweverManyNumbersAreInIt) {
    std::vector<std::uint64_t> people(200, 1);
    people.push_back(60);
    Sum all;
    for (std::size_t i = 0; i < people.size(); ++i) { all.push_back(i); }
    ToldSums sums(people, few, 3);
    sums.watch({{4, 9, 11}, {4, 9, 11}, {0, 200}});
    EXPECT_TRUE(sums.tell(all));
    const Sum others = [&] {
        Sum sum = all;
        std::erase_if(sum, [](std::size_t i) { return i == 4 || i == 9 || i == 11; });
        return sum;
    }();
    EXPECT_FALSE(sums.tell_if_safe(others)) << "the total less these tells of three people";
    EXPECT_TRUE(sums.few_that_follow().empty());
    EXPECT_TRUE(sums.tell(others));
    EXPECT_EQ(sums.few_that_follow(), (std::vector<Sum>{{4, 9, 11}}));
}

TEST(ToldSums, ASumIsTriedWithoutTellingIt) {
    ToldSums sums({3, 40, 60}, few, 2);
    EXPECT_TRUE(sums.tell({0, 1, 2}));
    EXPECT_FALSE(sums.tell_if_safe({1, 2})) << "a single number is watched over without being named";
    EXPECT_TRUE(sums.tell_if_safe({1}));
    EXPECT_FALSE(sums.tell_if_safe({2}));
    EXPECT_TRUE(sums.tell_if_safe({0, 2})) << "it follows already, and tells nothing new";
    EXPECT_TRUE(sums.follows({0, 2}));
    EXPECT_FALSE(sums.follows({2}));
    EXPECT_TRUE(sums.few_that_follow().empty());
}

TEST(ToldSums, NoMoreIsToldThanThereIsRoomFor) {
    ToldSums sums({9, 9, 9, 9}, few, 2);
    EXPECT_TRUE(sums.tell({0, 1}));
    EXPECT_TRUE(sums.tell({1, 2}));
    EXPECT_FALSE(sums.tell({2, 3}));
    EXPECT_FALSE(sums.tell_if_safe({2, 3}));
    EXPECT_TRUE(sums.tell({0, 1}));
}

/// Every set of up to four unknowns about one to four people.
std::vector<Sum> sets_of_few(const std::vector<std::uint64_t>& people) {
    std::vector<Sum> sets(1);
    std::vector<std::uint64_t> about(1, 0);
    for (std::size_t i = 0; i < sets.size(); ++i) {
        for (std::size_t next = sets[i].empty() ? 0 : sets[i].back() + 1; next < people.size(); ++next) {
            if (about[i] + people[next] >= few) { continue; }
            Sum wider = sets[i];
            wider.push_back(next);
            sets.push_back(std::move(wider));
            about.push_back(about[i] + people[next]);
        }
    }
    sets.erase(sets.begin());
    return sets;
}

TEST(ToldSums, NothingAboutFewFollowsFromWhatIsToldByAnotherSolverEither) {
    std::mt19937_64 random(7);
    int hidden = 0;
    int shown = 0;
    for (int round = 0; round < 300; ++round) {
        const std::size_t unknowns = 3 + random() % 10;
        std::vector<std::uint64_t> people;
        for (std::size_t i = 0; i < unknowns; ++i) { people.push_back(1 + random() % (random() % 2 == 0 ? 3 : 20)); }
        ToldSums sums(people, few, 40);
        sums.watch(sets_of_few(people));
        test::Elimination solver(unknowns);
        for (int s = 0; s < 25; ++s) {
            Sum sum;
            for (std::size_t i = 0; i < unknowns; ++i) {
                if (random() % 2 == 0) { sum.push_back(i); }
            }
            if (sum.empty()) { continue; }
            const bool is_told = sums.tell_if_safe(sum);
            if (is_told) { solver.add(sum); }
            (is_told ? shown : hidden) += 1;
            if (!is_told) {
                test::Elimination more = solver;
                more.add(sum);
                EXPECT_TRUE(std::ranges::any_of(sets_of_few(people), [&](const Sum& set) { return more.holds(set); }))
                    << "hidden for nothing";
            }
        }
        for (const Sum& set : sets_of_few(people)) { EXPECT_FALSE(solver.holds(set)) << round; }
    }
    EXPECT_GT(hidden, 300);
    EXPECT_GT(shown, 300);
}

}  // namespace
}  // namespace klarsicht::stats
