#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "stats/random.h"
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

/// A file in which lots drew everything: decision, score, what happened, prices and arms.
Report drawn_by_lot(std::uint64_t seed) {
    constexpr std::array sizes = {40, 80, 150, 300, 600};
    constexpr std::array rates = {0.03, 0.1, 0.3, 0.5};
    stats::Random random(seed);
    stats::Random spent(1'000'000 + seed);  // the other columns are drawn as they were before it
    const int n = sizes[random.below(sizes.size())];
    const double chosen = rates[random.below(rates.size())], bought = rates[random.below(rates.size())];
    const std::uint64_t rare = 2 + random.below(30);  // one in so many belongs to a small group
    std::string csv = "gender,age,origin,region,chosen,score,bought,price,arm,spend\n";
    const auto yes = [&](double rate) { return random.uniform() < rate ? ",1" : ",0"; };
    for (int i = 0; i < n; ++i) {
        csv += random.below(2) == 0 ? "f," : "m,";
        csv += std::to_string(18 + random.below(60)) + (random.below(rare) > 0 ? ",A,"
                                                        : random.below(2) > 0  ? ",B,"
                                                                               : ",C,");
        csv += "NSEW"[random.below(4)];
        csv += yes(chosen);
        csv += "," + std::to_string(random.below(1000));
        csv += yes(bought);
        csv += "," + std::to_string(20 + static_cast<int>(-40 * std::log(1 - random.uniform()))) + ".5";
        csv += random.below(2) == 0 ? ",mail," : ",none,";
        // Most spend nothing, few much.
        csv += spent.below(3) > 0 ? "0\n" : std::to_string(std::exp(4 * spent.uniform())) + "\n";
    }
    const bool decided = seed % 2 == 0;
    const std::string plan = std::string(R"({"version": 1, "roles": {"gender": ["protected"], "age": ["protected"],
        "origin": ["protected"], "score": ["score"], "price": ["price"], "arm": ["treatment"],)") +
                             (decided ? R"("chosen": ["decision"], "region": ["attribute"],)"
                                      : R"("chosen": ["outcome"], "region": ["quasi_identifier"],)") +
                             R"("bought": ["outcome"]}, "positive": {"chosen": {"equals": "1"},
        "bought": {"equals": "1"}}, "bins": {"age": [25, 40, 60]}, "treatment": {"column": "arm", "control": "none"}})";
    return test::audit_of(csv, plan);
}

/// Each check keeps to its own chance of a false alarm; whoever reads the report reads all of them.
TEST(NegativeControl, AtMostOneInTwentyFilesDrawnByLotRaisesAnAlarm) {
    constexpr int files = 400;
    int alarms = 0;
    std::string raised;
    for (int seed = 0; seed < files; ++seed) {
        bool alarm = false;
        for (const Outcome& outcome : drawn_by_lot(static_cast<std::uint64_t>(seed)).outcomes) {
            if (outcome.area != Area::bias || (outcome.status != Status::warn && outcome.status != Status::fail)) {
                continue;
            }
            alarm = true;
            raised += std::to_string(seed) + " " + outcome.title.key;
            for (const std::string& column : outcome.subject) { raised += " " + column; }
            raised += "\n";
        }
        alarms += alarm ? 1 : 0;
    }
    EXPECT_LE(alarms, files / 20) << raised;
}

/// 0 % against 0 % is a comparison that was made: it belongs to the count for which the others are corrected.
TEST(NegativeControl, ComparisonsOfNoneWithNoneCount) {
    std::string csv = "origin,chosen\n";
    const auto add = [&](std::string_view origin, int chosen, int n) {
        for (int i = 0; i < n; ++i) { csv += std::string(origin) + (i < chosen ? ",1\n" : ",0\n"); }
    };
    add("A", 0, 60);
    add("B", 0, 30);
    add("C", 0, 31);
    add("D", 4, 32);
    for (const auto& [id, role] : {std::pair{"bias.group_gaps", "decision"}, std::pair{"bias.outcomes", "outcome"}}) {
        const Report report = test::audit_of(csv, std::string(R"({"version": 1, "roles": {"origin": ["protected"],
            "chosen": [")") + role + R"("]}, "positive": {"chosen": {"equals": "1"}}})");
        const Outcome& outcome = test::outcome_of_check(report, id);
        const auto d = std::ranges::find(outcome.groups, "D", &Group::label);
        ASSERT_NE(d, outcome.groups.end()) << id;
        const double p = d->number_of("p_exact");
        EXPECT_GT(p, 0.01);
        EXPECT_NEAR(d->number_of("p_holm"), 3 * p, 1e-12) << id;
    }
}

/// With two to whom it happened a score can look as wrong as one likes.
TEST(NegativeControl, AScoreRunsNoWrongWayAfterTwoCases) {
    std::string few = "gender,score,chosen,bought\n", many = few;
    for (int i = 0; i < 400; ++i) {
        const std::string row = std::string(i % 2 == 0 ? "f," : "m,") + std::to_string(i) + (i % 5 < 2 ? ",1" : ",0");
        if (i < 40) { few += row + (i == 7 || i == 8 ? ",1\n" : ",0\n"); }
        many += row + (i < 60 && i % 3 == 0 ? ",1\n" : ",0\n");
    }
    constexpr std::string_view plan = R"({"version": 1, "roles": {"gender": ["protected"], "score": ["score"],
        "chosen": ["decision"], "bought": ["outcome"]}, "positive": {"chosen": {"equals": "1"},
        "bought": {"equals": "1"}}})";
    EXPECT_EQ(test::outcome_of_check(test::audit_of(few, plan), "bias.setup").status, Status::pass);
    const Report report = test::audit_of(many, plan);
    EXPECT_EQ(test::outcome_of_check(report, "bias.setup").metrics.text_of("problem"), "score_reversed");
}

}  // namespace
}  // namespace klarsicht
