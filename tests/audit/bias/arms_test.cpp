// What a treatment did to everybody, without a protected column: each arm against the control group.
#include <gtest/gtest.h>

#include "support/audit.h"
#include "support/data.h"

namespace klarsicht {
namespace {

std::string rows_of(std::string_view arm, int happened, int others) {
    std::string csv;
    for (int i = 0; i < happened + others; ++i) { csv += std::string(arm) + (i < happened ? ",1\n" : ",0\n"); }
    return csv;
}

Report audit_of_arms(const std::string& rows, const std::string& control, AuditOptions options = {}) {
    return test::audit_of("arm,bought\n" + rows,
                          R"({"version": 1, "roles": {"arm": ["treatment"], "bought": ["outcome"]},
        "positive": {"bought": {"equals": "1"}}, "treatment": {"column": "arm", "control": ")" +
                              control + R"("}})",
                          options);
}

TEST(Arms, HillstromWithoutAProtectedColumn) {
    KLARSICHT_SHARED_OR_SKIP(csv, "hillstrom/hillstrom.csv");
    const Report report = test::audit_of(csv, R"({"version": 1, "roles": {"segment": ["treatment"],
        "visit": ["outcome"], "conversion": ["outcome"], "spend": ["ignore"]}, "positive": {"visit": {"equals": "1"},
        "conversion": {"equals": "1"}}, "treatment": {"column": "segment", "control": "No E-Mail"}})");
    const Outcome& visit = test::outcome_about(report, "bias.uplift", {"segment", "visit"});
    ASSERT_EQ(visit.groups.size(), 3u);
    for (const Group& arm : visit.groups) {
        if (arm.label() != "Womens E-Mail") { continue; }
        EXPECT_EQ(arm.number_of("n"), 21387);
        EXPECT_EQ(arm.number_of("happened"), 3238);
        EXPECT_NEAR(arm.number_of("uplift"), 3238 / 21387.0 - 2262 / 21306.0, 1e-15);
        EXPECT_LT(arm.figures.interval_of("uplift").low, 0.0453);
        EXPECT_GT(arm.figures.interval_of("uplift").high, 0.0453);
    }
    // 10.6 of 18.3 % would have come without the mail.
    EXPECT_EQ(visit.status, Status::warn);
    EXPECT_EQ(visit.title.key, "bias.uplift.title.overall.anyway");
    EXPECT_EQ(test::outcome_about(report, "bias.uplift", {"segment", "conversion"}).title.key,
              "bias.uplift.title.overall.more");
}

TEST(Arms, WithoutAndHoldoutAreNothingDoneButAnOldPageIsSomething) {
    const auto key = [](const std::string& control) {
        const std::string rows = rows_of("mail", 300, 700) + rows_of(control, 200, 800);
        const Report report = audit_of_arms(rows, control);
        return test::outcome_of_check(report, "bias.uplift").title.key;
    };
    EXPECT_EQ(key("Kein Mailing"), "bias.uplift.title.overall.anyway");
    EXPECT_EQ(key("holdout"), "bias.uplift.title.overall.anyway");
    EXPECT_EQ(key("without e-mail"), "bias.uplift.title.overall.anyway");
    EXPECT_EQ(key("old page"), "bias.uplift.title.overall.more");
    EXPECT_EQ(key("nominal"), "bias.uplift.title.overall.more");
}

TEST(Arms, OneOfFourDoesHarm) {
    const std::string rows =
        rows_of("old", 200, 800) + rows_of("new", 300, 700) + rows_of("red", 205, 795) + rows_of("long", 130, 870);
    const Report report = audit_of_arms(rows, "old");
    const Outcome& outcome = test::outcome_of_check(report, "bias.uplift");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.title.key, "bias.uplift.title.overall.less");
    EXPECT_NEAR(outcome.groups[3].number_of("uplift"), -0.07, 1e-15);
    EXPECT_EQ(outcome.groups[0].figures.find("uplift"), nullptr);
}

TEST(Arms, NoEffectSaysWhatWouldHaveShown) {
    const Report large = audit_of_arms(rows_of("a", 1200, 8800) + rows_of("b", 1210, 8790), "a");
    EXPECT_EQ(test::outcome_of_check(large, "bias.uplift").status, Status::pass);
    const Report small = audit_of_arms(rows_of("a", 12, 88) + rows_of("b", 14, 86), "a");
    EXPECT_EQ(test::outcome_of_check(small, "bias.uplift").status, Status::info);
}

TEST(Arms, OfAFewPeopleNothingIsTold) {
    const std::string rows = rows_of("none", 200, 800) + rows_of("mail", 300, 700) + rows_of("call", 2, 1);
    const Report hidden = audit_of_arms(rows, "none");
    const Outcome& outcome = test::outcome_of_check(hidden, "bias.uplift");
    ASSERT_EQ(outcome.groups.size(), 3u);
    EXPECT_EQ(outcome.groups[2].figures.find("base_rate")->kind, Figure::Kind::undefined);
    // Another goes with it: everybody less the other two would tell.
    const auto open = [](const Group& group) {
        return group.figures.find("base_rate")->kind != Figure::Kind::undefined;
    };
    EXPECT_EQ(std::ranges::count_if(outcome.groups, open), 1);
    EXPECT_EQ(outcome.title.key, "bias.uplift.title.overall.few");
}

/// Everybody less both arms are those of whom the arm is not known.
TEST(Arms, NorOfAFewWhoseArmIsNotKnown) {
    const auto key = [](int unknown) {
        const Report report =
            audit_of_arms(rows_of("none", 200, 800) + rows_of("mail", 300, 700) + rows_of("", 1, unknown - 1), "none");
        return test::outcome_of_check(report, "bias.uplift").title.key;
    };
    EXPECT_EQ(key(3), "bias.uplift.title.overall.few");
    EXPECT_EQ(key(9), "bias.uplift.title.overall.anyway");
}

}  // namespace
}  // namespace klarsicht
