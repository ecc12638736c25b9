#include <gtest/gtest.h>

#include "support/audit.h"
#include "support/planted.h"

namespace klarsicht {
namespace {

using test::audit_of;
using test::Dice;
using test::metrics_of;
using test::outcomes_of;

const Outcome* found(const Report& report, std::string_view variant) {
    for (const Outcome* outcome : outcomes_of(report, "quality.leakage")) {
        if (outcome->title.key == "quality.leakage.title." + std::string(variant)) { return outcome; }
    }
    return nullptr;
}

TEST(Copies, AColumnThatRepeatsAnother) {
    std::string csv = "age,Output,copy,other\n";
    for (int i = 0; i < 120; ++i) {
        const std::string output = i % 3 == 0 ? "Yes" : "No";
        csv += std::to_string(20 + i % 40) + "," + output + "," + output + "," + (i == 7 ? "Yes" : output) + "\n";
    }
    const Report report = audit_of(csv);
    ASSERT_NE(found(report, "copy"), nullptr);
    EXPECT_EQ(found(report, "copy")->subject, (std::vector<std::string>{"copy", "Output"}));
    EXPECT_EQ(found(report, "copy")->status, Status::warn);
}

/// Comments, likes, shares and their total, which is wrong in so many rows.
std::string posts(int parts, int wrong) {
    Dice dice(3);
    std::string csv = "type,comments,likes,shares,total,reach\n";
    for (int i = 0; i < 400; ++i) {
        const std::uint64_t comments = dice.below(40);
        const std::uint64_t likes = dice.below(500);
        const std::uint64_t shares = dice.below(90);
        std::uint64_t total = comments + likes + (parts == 3 ? shares : 0) + (i < wrong ? 1 : 0);
        csv += "photo," + std::to_string(comments) + "," + std::to_string(likes) + "," + std::to_string(shares) + "," +
               std::to_string(total) + "," + std::to_string(total * 9 + dice.below(3000)) + "\n";
    }
    return csv;
}

TEST(Copies, AColumnThatIsTheSumOfOthers) {
    const Report of_three = audit_of(posts(3, 0));
    ASSERT_NE(found(of_three, "sum"), nullptr);
    EXPECT_EQ(found(of_three, "sum")->subject, (std::vector<std::string>{"total", "comments", "likes", "shares"}));
    EXPECT_EQ(found(of_three, "sum")->status, Status::info);
    const Report of_two = audit_of(posts(2, 3));
    const Outcome* wrong = found(of_two, "sum_exceptions");
    ASSERT_NE(wrong, nullptr);
    EXPECT_EQ(wrong->status, Status::warn);
    EXPECT_EQ(wrong->subject, (std::vector<std::string>{"total", "comments", "likes"}));
    EXPECT_EQ(metrics_of(*wrong)["exceptions"], 3);
    EXPECT_EQ(wrong->rows.first(), (std::vector<std::uint64_t>{0, 1, 2}));
}

TEST(Copies, ASumGivesAwayWhatIsToBePredicted) {
    for (const char* target : {"total", "likes"}) {
        const Report report =
            audit_of(posts(3, 0), std::string(R"({"roles": {")") + target + R"(": ["outcome"]}, "positive": {")" +
                                      target + R"(": {"at_least": 200}}})");
        ASSERT_NE(found(report, "sum"), nullptr) << target;
        EXPECT_EQ(found(report, "sum")->status, Status::warn) << target;
        EXPECT_EQ(found(report, "sum")->summary.key, "quality.leakage.summary.sum_target") << target;
    }
}

TEST(Copies, WhatWasSpentSaysWhoBought) {
    const auto shop = [](const char* outcomes, int refunded) {
        Dice dice(4);
        std::string csv = "segment,visits,converted,spend\n";
        for (int i = 0; i < 600; ++i) {
            const bool bought = dice.below(6) == 0;
            csv += "s" + std::to_string(dice.below(4)) + "," + std::to_string(dice.below(9)) +
                   (bought ? ",1," : ",0,") + (bought && i >= refunded ? std::to_string(10 + dice.below(200)) : "0") +
                   "\n";
        }
        return audit_of(csv, std::string(R"({"roles": {)") + outcomes + R"(}})");
    };
    constexpr const char* both = R"("converted": ["outcome"], "spend": ["outcome"])";
    const auto summary = [&](const char* outcomes, int refunded) {
        const Report report = shop(outcomes, refunded);
        const Outcome* told = found(report, "certain");
        return told == nullptr ? std::string() : told->summary.key;
    };
    // Outcomes are not held against each other, but this one is the other one in euros.
    EXPECT_EQ(summary(both, 0), "quality.leakage.summary.amount");
    EXPECT_EQ(summary(both, 100), "");
    EXPECT_EQ(summary(R"("converted": ["outcome"], "spend": ["attribute"])", 0), "quality.leakage.summary.certain");
}

TEST(Copies, WhatOnlyNearlyAddsUpDoesNot) {
    EXPECT_EQ(found(audit_of(posts(3, 60)), "sum"), nullptr);
    // Two columns that are mostly nothing, and a third that is like the fourth.
    std::string csv = "a,b,c\n";
    for (int i = 0; i < 300; ++i) {
        csv += std::to_string(i % 9) + "," + std::to_string(i == 5 ? 3 : 0) + "," + std::to_string(i % 9) + "\n";
    }
    EXPECT_EQ(found(audit_of(csv), "sum"), nullptr);
}

}  // namespace
}  // namespace klarsicht
