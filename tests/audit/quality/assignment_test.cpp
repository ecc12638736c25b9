// The arms of a test: as large as lots make them, and not contradicted by another column.
#include <gtest/gtest.h>

#include <cmath>

#include "support/audit.h"

namespace klarsicht {
namespace {

constexpr std::string_view plan = R"({"version": 1, "roles": {"group": ["treatment"], "bought": ["outcome"]},
    "positive": {"bought": {"equals": "1"}}, "treatment": {"column": "group", "control": "control"}})";

std::string rows_of(std::string_view group, std::string_view page, int n) {
    std::string csv;
    for (int i = 0; i < n; ++i) {
        csv += std::string(group) + "," + std::string(page) + (i % 9 == 0 ? ",1\n" : ",0\n");
    }
    return csv;
}

TEST(Assignment, SomeSawTheOtherPage) {
    const std::string csv = "group,landing_page,bought\n" + rows_of("control", "old_page", 980) +
                            rows_of("control", "new_page", 17) + rows_of("treatment", "new_page", 985) +
                            rows_of("treatment", "old_page", 18);
    const Report report = test::audit_of(csv, plan);
    const Outcome& outcome = test::outcome_of_check(report, "quality.assignment");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.subject, (std::vector<std::string>{"group", "landing_page"}));
    EXPECT_EQ(outcome.metrics.number_of("rows_mixed"), 35);
    EXPECT_EQ(outcome.rows.count, 35u);
    EXPECT_EQ(outcome.rows.first().front(), 980u);
}

TEST(Assignment, AlsoWithThreeArms) {
    const std::string csv = "group,sent,bought\n" + rows_of("control", "0", 300) + rows_of("mail", "M", 295) +
                            rows_of("mail", "0", 6) + rows_of("sms", "S", 301);
    const Outcome outcome = test::outcome_of_check(test::audit_of(csv, plan), "quality.assignment");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.metrics.number_of("rows_mixed"), 6);
}

/// A copy of the arm contradicts nothing, and what people are like is no arm.
TEST(Assignment, WhatAgreesOrSaysSomethingElseIsNone) {
    const std::string copy = "group,page,bought\n" + rows_of("control", "old", 500) + rows_of("treatment", "new", 503);
    const Outcome kept = test::outcome_of_check(test::audit_of(copy, plan), "quality.assignment");
    EXPECT_EQ(kept.status, Status::pass);
    const std::string sex = "group,sex,bought\n" + rows_of("control", "f", 300) + rows_of("control", "m", 200) +
                            rows_of("treatment", "m", 300) + rows_of("treatment", "f", 200);
    EXPECT_EQ(test::outcome_of_check(test::audit_of(sex, plan), "quality.assignment").status, Status::pass);
}

TEST(Assignment, ASplitThatIsOff) {
    // 44,700 against 45,489, a tenth of it with the same share of chance.
    const std::string off = "group,page,bought\n" + rows_of("control", "x", 4470) + rows_of("treatment", "x", 4720);
    const Outcome outcome = test::outcome_of_check(test::audit_of(off, plan), "quality.assignment");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.title.key, "quality.assignment.title.split");
    EXPECT_NEAR(std::pow(10, outcome.metrics.number_of("log10_p")), 0.0091, 1e-4);
    const std::string lots = "group,page,bought\n" + rows_of("control", "x", 4540) + rows_of("treatment", "x", 4660);
    EXPECT_EQ(test::outcome_of_check(test::audit_of(lots, plan), "quality.assignment").status, Status::pass);
}

/// One in ten without the mail was meant so.
TEST(Assignment, OtherPartsAreNotJudged) {
    const std::string csv = "group,page,bought\n" + rows_of("control", "x", 200) + rows_of("treatment", "x", 1800);
    const Outcome outcome = test::outcome_of_check(test::audit_of(csv, plan), "quality.assignment");
    EXPECT_EQ(outcome.status, Status::info);
    EXPECT_EQ(outcome.title.key, "quality.assignment.title.unequal");
}

}  // namespace
}  // namespace klarsicht
