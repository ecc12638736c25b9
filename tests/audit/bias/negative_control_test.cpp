#include <gtest/gtest.h>

#include "support/audit.h"
#include "support/data.h"

namespace klarsicht {
namespace {

/// Hillstrom's e-mail was assigned at random: whoever is found unfairly treated there is a false alarm.
TEST(NegativeControl, HillstromInUpTo1026Groups) {
    KLARSICHT_SHARED_OR_SKIP(csv, "hillstrom/hillstrom.csv");
    constexpr std::string_view plan = R"({"version": 1,
        "roles": {"zip_code": ["protected"], "channel": ["protected"], "newbie": ["protected"],
            "history_segment": ["protected"], "recency": ["protected"], "history": ["attribute"], "mens": ["attribute"],
            "womens": ["attribute"], "spend": ["attribute"], "conversion": ["attribute"], "segment": ["decision"],
            "visit": ["outcome"]},
        "positive": {"segment": {"equals": "Womens E-Mail"}, "visit": {"equals": "1"}},
        "bins": {"recency": [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]},
        "crossed": [["zip_code", "channel"], ["zip_code", "channel", "newbie", "history_segment"],
            ["zip_code", "channel", "newbie", "history_segment", "recency"]]})";
    // Groups of fewer than five people with the others: there the ratio is at its wildest.
    const Report report = test::audit_of(csv, plan, {.show_values = true});
    for (const Outcome& outcome : report.outcomes) {
        if (outcome.area != Area::bias) { continue; }
        EXPECT_NE(outcome.status, Status::fail) << outcome.id << " " << outcome.title.key;
        EXPECT_NE(outcome.status, Status::warn) << outcome.id << " " << outcome.title.key;
    }
    std::vector<std::size_t> groups;
    std::vector<double> ratios;
    for (const Outcome* outcome : test::outcomes_of(report, "bias.group_rates")) {
        groups.push_back(outcome->groups.size());
        ratios.push_back(outcome->metrics.number_of("demographic_parity_ratio"));
    }
    ASSERT_EQ(groups.size(), 8u);
    EXPECT_EQ(groups[6], 87u);
    EXPECT_EQ(groups[7], 1026u);
    EXPECT_NEAR(ratios[6], 0.4685714285714286, 1e-15);
    EXPECT_EQ(ratios[7], 0.0);
    const Outcome& alarms = test::outcome_of_check(report, "bias.false_alarms");
    EXPECT_EQ(alarms.status, Status::pass);
    // The bare ratio cries wolf every time.
    EXPECT_EQ(alarms.metrics.number_of("four_fifths_alarm_rate"), 1);
    EXPECT_LT(alarms.metrics.number_of("false_alarm_rate"), 0.1);
}

TEST(NegativeControl, FalseAlarmsDoNotDependOnWhatTheFileDecided) {
    std::string csv = "sex,chosen\n";
    for (int i = 0; i < 400; ++i) {
        csv += i % 2 == 0 ? "f," : "m,";
        csv += (i % 4 == 0 ? "0\n" : "1\n");
    }
    const Report report = test::audit_of(csv,
                                         R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"]},
            "positive": {"chosen": {"equals": "1"}}})");
    EXPECT_EQ(test::outcome_of_check(report, "bias.group_gaps").status, Status::fail);
    const Outcome& alarms = test::outcome_of_check(report, "bias.false_alarms");
    EXPECT_EQ(alarms.status, Status::pass);
    EXPECT_EQ(alarms.metrics.number_of("shuffles"), 200);
    EXPECT_LE(alarms.metrics.number_of("false_alarms"), 24);
}

}  // namespace
}  // namespace klarsicht
