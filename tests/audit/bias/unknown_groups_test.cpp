#include <gtest/gtest.h>

#include "stats/clusters.h"
#include "stats/random.h"
#include "support/audit.h"
#include "support/data.h"

namespace klarsicht {
namespace {

constexpr std::string_view plan =
    R"({"version": 1, "roles": {"sex": ["protected"], "work": ["attribute"], "town": ["attribute"],
            "bought": ["attribute"], "noise": ["attribute"],
    "chosen": ["decision"], "really": ["outcome"]}, "positive": {"chosen": {"equals": "1"},
            "really": {"equals": "1"}}})";

/// The decision is wrong more often about shift workers in small towns, most of whom are women; there is no column
/// "single parent".
std::string people(double wrong_there) {
    stats::Random random(12);
    std::string csv = "sex,work,town,bought,noise,chosen,really\n";
    for (int i = 0; i < 6000; ++i) {
        const bool there = random.uniform() < 0.2;
        const bool f = random.uniform() < (there ? 0.8 : 0.45);
        const bool really = random.below(2) == 0;
        const bool wrong = random.uniform() < (there ? wrong_there : 0.15);
        csv += std::string(f ? "f" : "m") + "," +
               (there                  ? "shift"
                : random.below(2) == 0 ? "day"
                                       : "home") +
               "," +
               (there                  ? "small"
                : random.below(4) == 0 ? "small"
                                       : "big") +
               "," + std::to_string(random.below(40) + (there ? 0 : 30)) + "," +
               (random.below(7) == 0 ? "" : std::to_string(random.below(3))) + "," + (really != wrong ? "1" : "0") +
               "," + (really ? "1" : "0") + "\n";
    }
    return csv;
}

TEST(UnknownGroups, AreFoundAndTriedOnOtherRows) {
    const Report report = test::audit_of(people(0.45), plan, {.on_screen = true});
    const Outcome& outcome = test::outcome_of_check(report, "bias.unknown_groups");
    EXPECT_EQ(outcome.status, Status::warn);
    const json first = test::groups_of(outcome)[0];
    EXPECT_EQ(first["verdict"], "worse");
    bool shift = false;
    for (const json& item : first["items"]) { shift = shift || item == "work=shift"; }
    EXPECT_TRUE(shift) << first.dump();
    EXPECT_EQ(first["protected_group"], "f");
    EXPECT_GT(first["error_rate"].get<double>(), 0.35);
    EXPECT_EQ(outcome.metrics.number_of("rows_learned_from") + outcome.metrics.number_of("rows_tested"), 6000);
}

TEST(UnknownGroups, NothingWhereNothingIs) {
    const Report report = test::audit_of(people(0.15), plan);
    EXPECT_EQ(test::outcome_of_check(report, "bias.unknown_groups").status, Status::pass);
}

TEST(UnknownGroups, TooFewRows) {
    const Report report = test::audit_of(
        "work,chosen,really\na,1,1\nb,0,1\na,1,0\nb,0,0\n",
        R"({"version": 1, "roles": {"work": ["attribute"], "chosen": ["decision"], "really": ["outcome"]},
        "positive": {"chosen": {"equals": "1"}, "really": {"equals": "1"}}})");
    EXPECT_EQ(test::outcome_of_check(report, "bias.unknown_groups").needs.key, "bias.groups.needs.few_rows");
}

TEST(Clusters, RowsOfMissingValuesFindAPlace) {
    stats::MixedData data{
        .columns = {{0, 0, 0, 1, 1, 1, 255, 255}, {0, 1, 0, 9, 8, 9, 255, 0}}, .sizes = {2, 10}, .ordinal = {0, 1}};
    const stats::Clusters clusters(data, {0, 1, 2, 3, 4, 5, 6, 7}, {0, 0, 0, 1, 1, 1, 0, 0},
                                   {.most = 2, .least_rows = 2, .rounds = 5});
    ASSERT_EQ(clusters.size(), 2u);
    EXPECT_EQ(clusters.of(data, 0), clusters.of(data, 2));
    EXPECT_NE(clusters.of(data, 0), clusters.of(data, 3));
    EXPECT_LT(clusters.of(data, 6), 2u);
}

}  // namespace
}  // namespace klarsicht
