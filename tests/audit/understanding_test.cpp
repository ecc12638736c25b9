#include "audit/understanding.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/audit.h"

namespace klarsicht {
namespace {

std::string rows_of(std::string header, std::string_view (*last)(int), int columns) {
    for (int i = 0; i < 120; ++i) {
        header += std::to_string(i * 37 % 900);
        for (int c = 1; c + 1 < columns; ++c) { header += "," + std::to_string((i + c) * 7 % 50); }
        header += "," + std::string(last(i)) + "\n";
    }
    return header;
}

bool says(const Understanding& understanding, std::string_view key) {
    return std::ranges::any_of(understanding.sentences, [&](const Message& m) { return m.key == key; });
}

const UnderstandingQuestion* asked(const Understanding& understanding, std::string_view id) {
    const auto found = std::ranges::find(understanding.questions, id, &UnderstandingQuestion::id);
    return found == understanding.questions.end() ? nullptr : &*found;
}

/// The plan that follows from an answer.
Plan answered(const Report& report, const UnderstandingAnswer& answer) {
    auto plan = edit_plan(Plan{}, report.plan, answer.edits);
    EXPECT_TRUE(plan.has_value());
    return *plan;
}

TEST(Understanding, OnlyThePlaceSaysThatItHappenedSoItIsAsked) {
    const std::string csv =
        rows_of("pages,month,weekday,Revenue\n", [](int i) -> std::string_view { return i % 6 ? "FALSE" : "TRUE"; }, 4);
    const Report report = test::audit_of(csv, "{}");
    EXPECT_TRUE(says(report.understanding, "understood.outcome.value"));
    const UnderstandingQuestion* question = asked(report.understanding, "outcome");
    ASSERT_NE(question, nullptr);
    ASSERT_EQ(question->answers.size(), 2u);
    EXPECT_TRUE(answered(report, question->answers[0]).has_role("Revenue", Role::outcome));
    EXPECT_FALSE(answered(report, question->answers[1]).has_role("Revenue", Role::outcome));
    // Once it is said it is not asked again, whatever was said.
    for (const UnderstandingAnswer& answer : question->answers) {
        const Report again = test::audit_of(csv, plan_to_json(answered(report, answer)).dump());
        EXPECT_EQ(asked(again.understanding, "outcome"), nullptr);
    }
}

TEST(Understanding, NothingIsJudgedByWhatIsStillAsked) {
    std::string csv = "sex,month,weekday,Haustier\n";
    for (int i = 0; i < 400; ++i) {
        csv += std::string(i % 2 ? "f" : "m") + "," + std::to_string(i % 12) + "," + std::to_string(i % 7) + "," +
               (i % 2 && i % 5 ? "ja" : "nein") + "\n";
    }
    const auto status = [&](const char* plan) {
        const Report report = test::audit_of(csv, plan);
        return std::ranges::find(report.outcomes, "bias.outcomes", &Outcome::id)->status;
    };
    EXPECT_EQ(status("{}"), Status::not_assessed);
    EXPECT_EQ(status(R"({"roles": {"Haustier": ["outcome"]}})"), Status::warn);
}

TEST(Understanding, WordsThatSayWhichIsTheGoodOneAreNotAskedAbout) {
    const auto sure = [](int i) -> std::string_view { return i % 5 ? "no" : "yes"; };
    const auto unsure = [](int i) -> std::string_view { return i % 5 ? "blue form" : "red form"; };
    const Report told = test::audit_of(rows_of("spent,month,week,churn\n", sure, 4), "{}");
    EXPECT_EQ(asked(told.understanding, "positive_outcome"), nullptr);
    const Report open =
        test::audit_of(rows_of("spent,month,week,response\n", unsure, 4), R"({"harmless": ["response"]})");
    const UnderstandingQuestion* question = asked(open.understanding, "positive_outcome");
    ASSERT_NE(question, nullptr);
    EXPECT_EQ(answered(open, question->answers[0]).positive.at("response").equals, "red form");
    const Report again =
        test::audit_of(rows_of("spent,month,week,response\n", unsure, 4),
                       R"({"harmless": ["response"], "positive": {"response": {"equals": "blue form"}}})");
    EXPECT_EQ(asked(again.understanding, "positive_outcome"), nullptr);
}

TEST(Understanding, TheControlOfATestWithoutOneIsAsked) {
    const auto arms = [](int i) -> std::string_view { return i % 2 ? "A" : "B"; };
    const auto named = [](int i) -> std::string_view { return i % 2 ? "control" : "new"; };
    const Report open = test::audit_of(rows_of("spent,month,week,variant\n", arms, 4), R"({"harmless": ["variant"]})");
    ASSERT_NE(asked(open.understanding, "control"), nullptr);
    EXPECT_EQ(answered(open, asked(open.understanding, "control")->answers[0]).treatment->control, "B");
    const Report told = test::audit_of(rows_of("spent,month,week,variant\n", named, 4), R"({"harmless": ["variant"]})");
    EXPECT_EQ(asked(told.understanding, "control"), nullptr);
}

TEST(Understanding, WhatARowIs) {
    const auto flag = [](int i) -> std::string_view { return i % 2 ? "1" : "0"; };
    const auto row_is = [&](const char* header, std::string_view key) {
        return says(test::audit_of(rows_of(header, flag, 3), "{}").understanding, key);
    };
    EXPECT_TRUE(row_is("clicks,month,paid\n", "understood.row.thing"));
    EXPECT_TRUE(row_is("spent,age,paid\n", "understood.row.unnamed"));
    const std::string ids = rows_of("customer_id,age,paid\n", flag, 3);
    EXPECT_TRUE(
        says(test::audit_of(ids + ids.substr(ids.find('\n') + 1), "{}").understanding, "understood.people.repeat"));
}

}  // namespace
}  // namespace klarsicht
