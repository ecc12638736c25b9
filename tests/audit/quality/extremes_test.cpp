#include "audit/quality/extremes.h"

#include <gtest/gtest.h>

#include <cmath>

#include "support/audit.h"
#include "support/planted.h"

namespace klarsicht {
namespace {

using test::audit_of;
using test::Dice;
using test::metrics_of;
using test::outcomes_of;

const Outcome* found(const Report& report, std::string_view id, std::string_view variant) {
    for (const Outcome* outcome : outcomes_of(report, id)) {
        if (outcome->title.key == std::string(id) + ".title." + std::string(variant)) { return outcome; }
    }
    return nullptr;
}

/// Amounts with a heavy tail: its index is given.
std::string amounts(double index, std::uint64_t seed, const std::string& last) {
    Dice dice(seed);
    std::string csv = "spent\n";
    for (int i = 0; i < 2000; ++i) {
        const double u = (static_cast<double>(dice.below(1'000'000)) + 0.5) / 1'000'000;
        csv += std::to_string(std::lround(10 * std::pow(u, -1 / index))) + "\n";
    }
    return csv + last;
}

TEST(Extremes, OneValueFarBeyondAllOthers) {
    for (const char* far : {"9999998", "5000000"}) {
        const Report report = audit_of(amounts(3, 1, std::string(far) + "\n"));
        const Outcome* outcome = found(report, "quality.outliers", "extreme");
        ASSERT_NE(outcome, nullptr) << far;
        EXPECT_EQ(outcome->status, Status::warn);
        EXPECT_EQ(outcome->rows.first(), std::vector<std::uint64_t>{2000});
        EXPECT_EQ(outcome->subject, std::vector<std::string>{"spent"});
    }
}

TEST(Extremes, HeavyTailsAloneAreNoAlarm) {
    int alarms = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        for (const double index : {1.5, 2.5, 4.0}) {
            alarms += found(audit_of(amounts(index, seed, "")), "quality.outliers", "extreme") != nullptr ? 1 : 0;
        }
    }
    EXPECT_LE(alarms, 18);  // a tenth: up to three gaps a file are tried
}

TEST(Extremes, AGroupOfItsOwnIsNotExtreme) {
    std::string csv = "spent\n";
    for (int i = 0; i < 1000; ++i) { csv += std::to_string(i % 25 == 0 ? 100'000 + i : 10 + i % 40) + "\n"; }
    EXPECT_EQ(found(audit_of(csv), "quality.outliers", "extreme"), nullptr);
}

std::string flags(int rare) {
    std::string csv = "boat,age\n";
    for (int i = 0; i < 4000; ++i) { csv += (i < rare ? "1," : "0,") + std::to_string(20 + i % 50) + "\n"; }
    return csv;
}

TEST(Constant, AHandfulOfRowsTellsNothing) {
    const Report report = audit_of(flags(12));
    const Outcome* outcome = found(report, "quality.constant", "handful");
    ASSERT_NE(outcome, nullptr);
    EXPECT_EQ(outcome->status, Status::warn);
    EXPECT_EQ(outcome->subject, std::vector<std::string>{"boat"});
    EXPECT_EQ(found(audit_of(flags(35)), "quality.constant", "handful"), nullptr);
    EXPECT_EQ(found(audit_of(flags(12), R"({"roles": {"boat": ["outcome"]}})"), "quality.constant", "handful"),
              nullptr);
}

TEST(Constant, NobodyObjectedIsAnAnswer) {
    std::string csv = "stop,age\n";
    for (int i = 0; i < 200; ++i) { csv += "0," + std::to_string(20 + i % 50) + "\n"; }
    EXPECT_EQ(found(audit_of(csv), "quality.constant", "constant")->status, Status::warn);
    const Report report = audit_of(csv, R"({"roles": {"stop": ["opt_out"]}})");
    EXPECT_EQ(outcomes_of(report, "quality.constant").front()->status, Status::pass);
}

}  // namespace
}  // namespace klarsicht
