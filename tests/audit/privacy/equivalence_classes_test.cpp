#include "audit/equivalence_classes.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

namespace klarsicht::privacy {
namespace {

RowValues values_of(std::vector<std::uint32_t> rows, std::uint32_t count) { return {std::move(rows), count}; }

/// Partition refinement gives the same classes as comparing whole rows, for any columns in any order.
TEST(EquivalenceClasses, SameAsComparingRows) {
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        const std::size_t rows = random() % 60;
        const std::size_t columns = 1 + random() % 4;
        std::vector<RowValues> values;
        for (std::size_t c = 0; c < columns; ++c) {
            const std::uint32_t count = 1 + random() % 7;
            std::vector<std::uint32_t> of_row(rows);
            for (std::uint32_t& v : of_row) { v = static_cast<std::uint32_t>(random() % count); }
            values.push_back(values_of(std::move(of_row), count));
        }
        EquivalenceClasses classes(rows);
        for (const RowValues& v : values) { classes.refine(v); }
        std::map<std::vector<std::uint32_t>, std::set<std::uint32_t>> expected;
        for (std::uint32_t row = 0; row < rows; ++row) {
            std::vector<std::uint32_t> key;
            for (const RowValues& v : values) { key.push_back(v.of_row[row]); }
            expected[key].insert(row);
        }
        std::set<std::set<std::uint32_t>> found;
        classes.for_each(
            [&](std::span<const std::uint32_t> members) { found.insert({members.begin(), members.end()}); });
        std::set<std::set<std::uint32_t>> wanted;
        for (const auto& [key, members] : expected) { wanted.insert(members); }
        EXPECT_EQ(found, wanted);
        EXPECT_EQ(classes.count(), wanted.size());
        EXPECT_EQ(classes.rows(), rows);
    }
}

TEST(EquivalenceClasses, CountPeopleInsteadOfRows) {
    EquivalenceClasses classes(5);
    classes.refine(values_of({0, 0, 0, 1, 1}, 2));
    EXPECT_EQ(count_sizes(classes), (SizeCounts{{2, 1}, {3, 1}}));
    EXPECT_EQ(class_sizes(classes, values_of({0, 0, 1, 2, 2}, 3)).classes, (SizeCounts{{1, 1}, {2, 1}}));
}

TEST(Risk, ByHand) {
    // Classes of 1, 1, 3 and 5 records.
    const Risk risk = risk_of({.classes = {{1, 2}, {3, 1}, {5, 1}}, .records = {{1, 2}, {3, 3}, {5, 5}}}, 0.2);
    EXPECT_EQ(risk.records, 10U);
    EXPECT_EQ(risk.classes, 4U);
    EXPECT_EQ(risk.k, 1U);
    EXPECT_EQ(risk.sample_uniques, 2U);
    EXPECT_EQ(risk.records_at_risk, 5U);  // 1/5 is not above 0.2
    EXPECT_DOUBLE_EQ(risk.prosecutor_max, 1);
    EXPECT_DOUBLE_EQ(risk.prosecutor_average, 0.4);
    EXPECT_DOUBLE_EQ(risk.class_average_risk, (1 + 1 + 1.0 / 3 + 0.2) / 4);
}

TEST(ClassSizes, SomebodyInSeveralClassesCountsOnce) {
    // Person 0 is in the class of rows 0 to 2 and in that of 3 and 4; nobody is alone twice.
    EquivalenceClasses classes(5);
    classes.refine(values_of({0, 0, 0, 1, 1}, 2));
    const ClassSizes sizes = class_sizes(classes, values_of({0, 1, 2, 0, 0}, 3));
    EXPECT_EQ(sizes.classes, (SizeCounts{{1, 1}, {3, 1}}));
    EXPECT_EQ(sizes.records, (SizeCounts{{1, 1}, {3, 2}}));
    EXPECT_TRUE(sizes.varying);
    EXPECT_EQ(risk_of(sizes, 0.2).records, 3U);
    EXPECT_FALSE(class_sizes(classes, values_of({0, 1, 1, 2, 2}, 3)).varying);
}

TEST(Risk, OfNothing) { EXPECT_EQ(risk_of({}, 0.2).k, 0U); }

}  // namespace
}  // namespace klarsicht::privacy
