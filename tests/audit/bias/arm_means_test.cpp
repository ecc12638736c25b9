// What people came to in the arms of a test: means held against one another.
#include <gtest/gtest.h>

#include <cmath>

#include "report/render.h"
#include "stats/random.h"
#include "support/audit.h"
#include "support/data.h"

namespace klarsicht {
namespace {

using test::outcome_about;

constexpr std::string_view plan_of_spend = R"({"version": 1, "roles": {"arm": ["treatment"], "bought": ["outcome"],
    "sex": ["protected"]}, "positive": {"bought": {"equals": "1"}}, "treatment": {"column": "arm", "control": "none"}})";

TEST(ArmMeans, HillstromSpend) {
    KLARSICHT_SHARED_OR_SKIP(csv, "hillstrom/hillstrom.csv");
    const Report report = test::audit_of(csv);
    const Outcome& spend = outcome_about(report, "bias.uplift", {"segment", "spend"});
    ASSERT_EQ(spend.groups.size(), 3u);
    for (const Group& arm : spend.groups) {
        if (arm.label() != "Mens E-Mail") { continue; }
        EXPECT_NEAR(arm.number_of("mean"), 1.4226, 1e-4);
        EXPECT_NEAR(arm.number_of("mean_difference"), 0.7698, 1e-4);
        EXPECT_NEAR(arm.figures.interval_of("mean_difference").low, 0.485, 2e-3);
        EXPECT_NEAR(arm.figures.interval_of("mean_difference").high, 1.054, 2e-3);
        EXPECT_GT(arm.figures.interval_of("winsorized_mean_difference").low, 0);
    }
    // Fewer than one in a hundred bought anything: the file says so, and the effect stays without the highest.
    EXPECT_EQ(spend.title.key, "bias.uplift.title.mean.more");
    EXPECT_EQ(spend.status, Status::info);
    EXPECT_EQ(spend.notes.front().id, "heavy_tailed");
    // What was known before the e-mail is no effect of it.
    for (const Outcome* outcome : test::outcomes_of(report, "bias.uplift")) {
        for (const std::string& name : outcome->subject) {
            EXPECT_TRUE(name != "history" && name != "recency") << name;
        }
    }
}

TEST(ArmMeans, EveryArmIsToldInBothLanguages) {
    KLARSICHT_SHARED_OR_SKIP(csv, "hillstrom/hillstrom.csv");
    const Report report = test::audit_of(csv);
    for (const Language language : {Language::en, Language::de}) {
        const std::string text = report_to_markdown(report, language);
        for (const std::string_view outcome : {"visit", "spend"}) {
            const std::size_t from = text.find("segment + " + std::string(outcome));
            if (from == std::string::npos) { continue; }  // a pass is told in one line
            const std::string finding = text.substr(from, text.find("###", from) - from);
            EXPECT_NE(finding.find("Womens E-Mail"), std::string::npos) << finding;
            EXPECT_NE(finding.find("Mens E-Mail"), std::string::npos) << finding;
        }
    }
}

/// Rounds, minutes, euros: whatever stands beside what happened, in two arms or three.
std::string file_of(std::string_view amount, double more, int n, bool protect = false) {
    stats::Random random(7);
    std::string csv = (protect ? "sex,arm," : "arm,") + std::string(amount) + ",bought\n";
    for (int i = 0; i < n; ++i) {
        const bool mail = random.below(2) == 0, f = random.below(2) == 0;
        const double value = 20 + 10 * random.uniform() + (mail ? more * (protect && f ? 3 : 1) : 0);
        if (protect) { csv += f ? "f," : "m,"; }
        csv += std::string(mail ? "mail" : "none") + "," + std::to_string(value) +
               (random.below(4) == 0 ? ",1\n" : ",0\n");
    }
    return csv;
}

TEST(ArmMeans, HigherAndLowerAndAlike) {
    constexpr std::string_view plan = R"({"version": 1, "roles": {"arm": ["treatment"], "bought": ["outcome"]},
        "positive": {"bought": {"equals": "1"}}, "treatment": {"column": "arm", "control": "none"}})";
    const auto about = [&](std::string_view amount, double more) {
        const Report report = test::audit_of(file_of(amount, more, 2000), plan);
        return outcome_about(report, "bias.uplift", {"arm", std::string(amount)});
    };
    EXPECT_EQ(about("spend", 2).title.key, "bias.uplift.title.mean.more");
    EXPECT_EQ(about("minutes_watched", 2).title.key, "bias.uplift.title.mean.more");
    const Outcome less = about("Spielrunden", -2);
    EXPECT_EQ(less.title.key, "bias.uplift.title.mean.less");
    EXPECT_EQ(less.status, Status::warn);
    EXPECT_EQ(less.severity, Severity::low);
    const Outcome alike = about("revenue", 0);
    EXPECT_EQ(alike.title.key, "bias.uplift.title.mean.none");
    EXPECT_EQ(alike.status, Status::info);
    for (const Group& arm : alike.groups) { EXPECT_GT(arm.number_of("mean"), 20); }
}

/// One customer of a million is no effect, although the mean is higher.
TEST(ArmMeans, OneHighAmountIsNoEffect) {
    std::string csv = "arm,spend,bought\n";
    for (int i = 0; i < 400; ++i) {
        csv += std::string(i % 2 == 0 ? "mail," : "none,") + std::to_string(10 + i / 2 % 7) +
               (i % 5 == 0 ? ",1\n" : ",0\n");
    }
    csv += "mail,1000000,1\n";
    const Report report = test::audit_of(csv, R"({"version": 1, "roles": {"arm": ["treatment"], "bought": ["outcome"]},
        "positive": {"bought": {"equals": "1"}}, "treatment": {"column": "arm", "control": "none"}})");
    const Outcome& outcome = outcome_about(report, "bias.uplift", {"arm", "spend"});
    EXPECT_EQ(outcome.title.key, "bias.uplift.title.mean.none");
    ASSERT_FALSE(outcome.notes.empty());
    EXPECT_EQ(outcome.notes.front().id, "heavy_tailed");
}

TEST(ArmMeans, ByGroup) {
    const Report report = test::audit_of(file_of("spend", 2, 4000, true), plan_of_spend);
    const Outcome& by_sex = outcome_about(report, "bias.uplift", {"sex", "spend"});
    EXPECT_EQ(by_sex.title.key, "bias.uplift.title.mean_by.gap");
    EXPECT_EQ(by_sex.status, Status::info);
    ASSERT_EQ(by_sex.groups.size(), 2u);
    for (const Group& group : by_sex.groups) {
        EXPECT_NEAR(group.number_of("mean_difference"), group.label() == "f" ? 6 : 2, 0.6) << group.label();
    }
    const Report same = test::audit_of(file_of("spend", 0, 4000, true), plan_of_spend);
    EXPECT_EQ(outcome_about(same, "bias.uplift", {"sex", "spend"}).status, Status::pass);
}

TEST(ArmMeans, OfAFewPeopleNothingIsTold) {
    std::string csv = file_of("spend", 2, 400, true);
    for (int i = 0; i < 3; ++i) { csv += "x,mail,500,1\n"; }
    const Report report = test::audit_of(csv, plan_of_spend);
    const Outcome& by_sex = outcome_about(report, "bias.uplift", {"sex", "spend"});
    ASSERT_EQ(by_sex.groups.size(), 3u);
    const auto told = [](const Group& group) { return !std::isnan(group.number_of("mean_treated")); };
    // Of three people not even the arm is read: no sum of the others holds them.
    EXPECT_FALSE(told(by_sex.groups[2]));
    EXPECT_EQ(by_sex.groups[2].number_of("n_treated"), 0);
    const auto mean = [](const Group& arm) { return !std::isnan(arm.number_of("mean")); };
    EXPECT_LT(std::ranges::count_if(outcome_about(report, "bias.uplift", {"arm", "spend"}).groups, mean), 2);
}

/// Where only stems tell the arms apart, none is known to be the old one: all are held against one another.
TEST(ArmMeans, WithoutAKnownControlEachArmIsHeldAgainstEach) {
    stats::Random random(11);
    std::string csv = "user_id,version,minutes,retention_1\n";
    for (int i = 0; i < 3000; ++i) {
        const std::uint64_t arm = random.below(3);
        csv += std::to_string(1000 + i) + ",gate_" + std::to_string(30 + 10 * arm) + "," +
               std::to_string(random.below(50) + 5 * arm) +
               (random.uniform() < 0.2 + 0.1 * static_cast<double>(arm) ? ",TRUE\n" : ",FALSE\n");
    }
    const Report report = test::audit_of(csv);
    const Outcome& kept = outcome_about(report, "bias.uplift", {"version", "retention_1"});
    EXPECT_EQ(kept.title.key, "bias.uplift.title.overall.pair.more");
    EXPECT_EQ(kept.status, Status::info);
    EXPECT_EQ(kept.notes.size(), 2u);
    const Outcome& minutes = outcome_about(report, "bias.uplift", {"version", "minutes"});
    EXPECT_EQ(minutes.title.key, "bias.uplift.title.mean.more");
    EXPECT_EQ(minutes.status, Status::info);
}

}  // namespace
}  // namespace klarsicht
