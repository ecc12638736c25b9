#include "audit/bias/counts/cube.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "stats/random.h"
#include "support/audit.h"

namespace klarsicht::bias {
namespace {

constexpr std::string_view plan_text =
    R"({"version": 1, "as_of": "2026-11-01", "roles": {"sex": ["protected"], "age": ["protected"], "town": ["protected"],
    "chosen": ["decision"], "really": ["outcome"], "w": ["weight"]}, "positive": {"chosen": {"equals": "1"}, "really": {"equals": "1"}}, "bins": {"age": [25, 60]}})";

/// What a cube says, without the numbers of groups.
using Counts = std::map<std::vector<std::string>, std::pair<std::array<std::uint64_t, 9>, std::array<double, 9>>>;

Counts counts_of(const Cube& cube) {
    Counts counts;
    for (const Cube::Cell& cell : cube.cells()) {
        std::vector<std::string> labels;
        for (std::size_t p = 0; p < cell.members.size(); ++p) {
            labels.push_back(cell.members[p] == Grouping::none ? "missing"
                                                               : cube.parts()[p].groups.labels[cell.members[p]]);
        }
        counts[labels] = {cell.rows, cell.weight};
    }
    return counts;
}

Cube cube_of(const Table& table, const std::vector<std::string>& names, std::size_t most = 1000) {
    const Plan plan = *parse_plan(plan_text, table);
    const Profile profile = *profile_table(table, *profile_options_of(plan), Progress::none());
    const Rules rules = *Rules::load("eu-2026-11");
    const AuditContext context(table, profile, plan, rules);
    std::vector<std::size_t> columns;
    for (const std::string& name : names) { columns.push_back(*table.find(name)); }
    const auto cube = Cube::count(
        context, columns,
        {.decision = table.find("chosen"), .outcome = table.find("really"), .weight = table.find("w")}, most);
    EXPECT_TRUE(cube.has_value());
    return cube ? *cube : Cube();
}

std::string random_rows(std::size_t rows, std::uint64_t seed) {
    stats::Random random(seed);
    std::string csv = "sex,age,town,chosen,really,w\n";
    const char* sexes[] = {"f", "m", ""};
    for (std::size_t row = 0; row < rows; ++row) {
        csv += std::string(sexes[random.below(3)]) + "," + std::to_string(18 + random.below(60)) + ",T" +
               std::to_string(random.below(5)) + "," + std::to_string(random.below(2)) + "," +
               std::to_string(random.below(2)) + "," + std::to_string(random.below(4)) + "\n";
    }
    return csv;
}

TEST(Cube, FewerColumnsFromItAreAsCountedFromTheRows) {
    const Table table = test::table_of(random_rows(500, 1));
    const Cube joint = cube_of(table, {"sex", "age", "town"});
    EXPECT_EQ(counts_of(joint.by({0})), counts_of(cube_of(table, {"sex"})));
    EXPECT_EQ(counts_of(joint.by({2, 0})), counts_of(cube_of(table, {"town", "sex"})));
    EXPECT_EQ(counts_of(joint.by({0, 1, 2})), counts_of(joint));
    std::uint64_t rows = 0;
    for (const Cube::Cell& cell : joint.cells()) { rows += cell.n(); }
    EXPECT_EQ(rows, 500u);
    EXPECT_TRUE(std::ranges::is_sorted(joint.by({2}).cells(), {}, &Cube::Cell::first_row));
}

TEST(Cube, MergesForEverySplit) {
    const std::string csv = random_rows(60, 2);
    const Cube whole = cube_of(test::table_of(csv), {"sex", "age", "town"});
    const std::size_t head = csv.find('\n') + 1;
    for (std::size_t cut = head; (cut = csv.find('\n', cut) + 1) < csv.size();) {
        const Table first = test::table_of(csv.substr(0, cut));
        const Table second = test::table_of(csv.substr(0, head) + csv.substr(cut));
        Cube merged = cube_of(first, {"sex", "age", "town"});
        merged.merge(cube_of(second, {"sex", "age", "town"}));
        ASSERT_EQ(counts_of(merged), counts_of(whole)) << cut;
        ASSERT_EQ(merged.rows(), whole.rows());
        for (std::size_t i = 0; i < whole.cells().size(); ++i) {
            ASSERT_EQ(merged.cells()[i].first_row, whole.cells()[i].first_row);
        }
    }
}

TEST(Cube, TooManyCellsAreNotCounted) {
    const Table table = test::table_of(random_rows(300, 3));
    const Plan plan = *parse_plan(plan_text, table);
    const Profile profile = *profile_table(table, *profile_options_of(plan), Progress::none());
    const Rules rules = *Rules::load("eu-2026-11");
    const AuditContext context(table, profile, plan, rules);
    EXPECT_FALSE(Cube::count(context, {0, 1, 2}, {}, 10).has_value());
}

TEST(Cube, WeightsThatAreNoneAreCountedAsBad) {
    const Table table = test::table_of(
        "sex,age,town,chosen,really,w\nf,30,A,1,1,2\nf,30,A,1,1,-1\nf,30,A,0,1,\nm,30,A,1,1,0.5\nm,30,A,0,0,4\nm,30,A,"
        "1,0,3\n");
    const Cube cube = cube_of(table, {"sex"});
    EXPECT_TRUE(cube.weighted());
    EXPECT_EQ(cube.bad_weights(), 2u);
    const Counts counts = counts_of(cube);
    EXPECT_EQ(counts.at({"f"}).first[4], 2u);
    EXPECT_EQ(counts.at({"f"}).second[4], 2.0);
    EXPECT_EQ(counts.at({"m"}).second[4], 0.5);
}

}  // namespace
}  // namespace klarsicht::bias
