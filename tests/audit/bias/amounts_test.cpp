#include <gtest/gtest.h>

#include <cmath>

#include "report/message_format.h"
#include "stats/random.h"
#include "stats/welch.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

constexpr std::string_view plan =
    R"({"version": 1, "roles": {"sex": ["protected"], "size": ["attribute"], "price": ["price"]},
        "favoured": {"sex": "m"}})";
constexpr std::string_view roles =
    R"({"version": 1, "roles": {"sex": ["protected"], "price": ["price"]}, "favoured": {"sex": "m"}})";

TEST(Amounts, FiguresByHand) {
    std::string csv = "sex,price\n";
    for (int i = 0; i < 40; ++i) { csv += "f," + std::to_string(10 + i) + "\nm," + std::to_string(2 * i) + "\n"; }
    csv += "m,\n,7\nx,5\n";
    const Report report = test::audit_of(csv, roles);
    const Outcome& outcome = test::outcome_of_check(report, "bias.amounts");
    const json f = test::groups_of(outcome)[0];
    EXPECT_EQ(f["group"], "f");
    EXPECT_EQ(f["n"], 40);
    EXPECT_EQ(f["mean"].get<double>(), 29.5);
    EXPECT_EQ(f["quartile_1"].get<double>(), 19.75);
    EXPECT_EQ(f["median"].get<double>(), 29.5);
    EXPECT_EQ(f["mean_difference"].get<double>(), 29.5 - 39);
    // Variances of 0 … 39 and of twice that, over n−1.
    const double variance = 40.0 * 41 / 12;
    EXPECT_NEAR(f["mean_difference_ci95"][1].get<double>(),
                -9.5 + stats::student_t95(25.0 / 17 * 39) * std::sqrt(variance / 40 + 4 * variance / 40), 1e-9);
    // One person's price is nobody's business, unless it is asked for.
    EXPECT_EQ(outcome.groups.size(), 2u);
    EXPECT_EQ(outcome.chart.rows.size(), 2u);
    const Report full = test::audit_of(csv, roles, {.show_values = true});
    EXPECT_EQ(test::outcome_of_check(full, "bias.amounts").groups[2].number_of("mean"), 5);
}

TEST(Amounts, NothingIsComparedWithASmallGroup) {
    std::string csv = "sex,price\n";
    for (int i = 0; i < 40; ++i) { csv += "f," + std::to_string(10 + i) + "\nd," + std::to_string(2 * i) + "\n"; }
    csv += "m,7\nm,9\n";
    const Report report = test::audit_of(csv, roles);
    EXPECT_EQ(test::outcome_of_check(report, "bias.amounts").needs.key, "bias.groups.needs.favoured_small");
}

std::string prices(double more_for_women, bool by_size) {
    stats::Random random(7);
    std::string csv = "sex,size,price\n";
    for (int i = 0; i < 4000; ++i) {
        const bool f = random.below(2) == 0;
        // Women buy smaller ones.
        const std::uint64_t size = random.below(3) + (f ? 0 : 2);
        const double price = 20 + (by_size ? 10.0 * static_cast<double>(size) : 0) + (f ? more_for_women : 0) +
                             static_cast<double>(random.below(5));
        csv += std::string(f ? "f" : "m") + "," + std::to_string(size) + "," + std::to_string(price) + "\n";
    }
    return csv;
}

TEST(Amounts, FindsWhoPaysMore) {
    const Outcome outcome = test::outcome_of_check(test::audit_of(prices(4, false), plan), "bias.amounts");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.title.key, "bias.amounts.title.more");
    EXPECT_EQ(test::outcome_of_check(test::audit_of(prices(0, false), plan), "bias.amounts").status, Status::pass);
}

/// What people buy, save or earn is their own doing; a price is the company's. Unless somebody decides by it.
TEST(Amounts, WhatPeopleMakeThemselvesIsNoAlarm) {
    const auto status = [](std::string_view name, bool decided) {
        std::string csv = "sex," + std::string(name) + ",chosen\n";
        for (int i = 0; i < 400; ++i) {
            csv += std::string(i % 2 == 0 ? "f," : "m,") + std::to_string(100 + (i % 2 == 0 ? 40 : 0) + i / 2 % 9 * 3) +
                   (i % 3 == 0 ? ",1\n" : ",0\n");
        }
        const Report report = test::audit_of(csv, R"({"version": 1, "roles": {"sex": ["protected"], "chosen": [")" +
                                                      std::string(decided ? "decision" : "ignore") + R"("], ")" +
                                                      std::string(name) + R"(": ["price"]},
            "positive": {"chosen": {"equals": "1"}}})");
        return test::outcome_of_check(report, "bias.amounts").status;
    };
    for (const std::string_view own : {"balance", "Kontostand", "order_value"}) {
        EXPECT_EQ(status(own, false), Status::info) << own;
        EXPECT_EQ(status(own, true), Status::warn) << own;
    }
    for (const std::string_view price : {"price", "discount", "Kreditlimit"}) {
        EXPECT_EQ(status(price, false), Status::warn) << price;
    }
}

TEST(Amounts, WhatTheAttributesExplainIsTakenOut) {
    const Outcome outcome = test::outcome_of_check(test::audit_of(prices(0, true), plan), "bias.amounts");
    EXPECT_EQ(outcome.title.key, "bias.amounts.title.less");
    for (const Group& group : outcome.groups) {
        if (group.label() != "f") { continue; }
        EXPECT_LT(group.number_of("mean_difference"), -15);
        EXPECT_NEAR(group.number_of("mean_difference_adjusted"), 0, 1);
    }
}

/// Everybody's limit is made of what they owe and what is left; men get 2,000 more. What says the amount again must not
/// take that gap away. @param extra a column's header and its value of (owed, limit)
double left_of(std::string_view header, double (*extra)(double owed, double limit), double more = 2000) {
    stats::Random random(11);
    std::string csv = "sex,owed,free," + std::string(header) + ",town,limit\n";
    for (int i = 0; i < 3000; ++i) {
        const bool f = random.below(2) == 0;
        const double owed = static_cast<double>(random.below(3000));
        const double limit = owed + static_cast<double>(1000 + random.below(5000)) + (f ? 0 : more);
        csv += std::string(f ? "f," : "m,") + std::to_string(owed) + "," + std::to_string(limit - owed) + "," +
               std::to_string(extra(owed, limit)) + "," + "abc"[random.below(3)] + "," + std::to_string(limit) + "\n";
    }
    const Outcome outcome = test::outcome_of_check(
        test::audit_of(csv, R"({"version": 1, "roles": {"sex": ["protected"], "owed": ["attribute"],
            "free": ["attribute"], ")" +
                                std::string(header) + R"(": ["attribute"], "town": ["attribute"], "limit": ["price"]},
            "favoured": {"sex": "f"}})"),
        "bias.amounts");
    for (const Group& group : outcome.groups) {
        if (group.label() == "m") { return group.number_of("mean_difference_adjusted"); }
    }
    return stats::undefined;
}

TEST(Amounts, WhatItIsMadeOfDoesNotExplainIt) {
    // A ratio, the same in another currency, its logarithm, and its bands.
    EXPECT_NEAR(left_of("used", [](double owed, double limit) { return std::round(1000 * owed / limit) / 1000; }), 2000,
                400);
    EXPECT_NEAR(left_of("limit_usd", [](double, double limit) { return 1.1 * limit; }), 2000, 400);
    EXPECT_NEAR(left_of("limit_log", [](double, double limit) { return std::log(limit); }), 2000, 400);
    EXPECT_NEAR(left_of("class", [](double, double limit) { return std::floor(limit / 2500); }), 2000, 400);
}

TEST(Amounts, ATotalOfMonthsIsNotExplainedByThem) {
    stats::Random random(5);
    std::string csv = "sex,months,monthly,total\n";
    for (int i = 0; i < 3000; ++i) {
        const bool f = random.below(2) == 0;
        const std::uint64_t months = 1 + random.below(60) + (f ? 0 : 20);
        const double monthly = 10 + static_cast<double>(random.below(40));
        csv += std::string(f ? "f," : "m,") + std::to_string(months) + "," + std::to_string(monthly) + "," +
               std::to_string(monthly * static_cast<double>(months) + static_cast<double>(random.below(9))) + "\n";
    }
    const Outcome outcome = test::outcome_of_check(
        test::audit_of(csv, R"({"version": 1, "roles": {"sex": ["protected"], "months": ["attribute"],
            "monthly": ["attribute"], "total": ["price"]}, "favoured": {"sex": "f"}})"),
        "bias.amounts");
    // Nothing is left that could explain it: no figure claims that something does.
    EXPECT_EQ(outcome.summary.key, "bias.amounts.summary.found");
    EXPECT_EQ(outcome.severity, Severity::medium);
}

TEST(Amounts, OfATotalAndWhatIsPaidAtATimeTheGapIsToldOnce) {
    stats::Random random(5);
    std::string csv = "sex,months,monthly,total\n";
    for (int i = 0; i < 3000; ++i) {
        const bool f = random.below(2) == 0;
        const std::uint64_t months = 1 + random.below(60);
        const double monthly = (f ? 10 : 16) + static_cast<double>(random.below(40));
        csv += std::string(f ? "f," : "m,") + std::to_string(months) + "," + std::to_string(monthly) + "," +
               std::to_string(monthly * static_cast<double>(months) + static_cast<double>(random.below(9))) + "\n";
    }
    const Report report = test::audit_of(csv, R"({"version": 1, "roles": {"sex": ["protected"], "months": ["attribute"],
        "monthly": ["price"], "total": ["price"]}, "favoured": {"sex": "f"}})");
    for (const Outcome& outcome : report.outcomes) {
        if (outcome.id != "bias.amounts") { continue; }
        const bool total = outcome.subject.back() == "total";
        EXPECT_EQ(outcome.status, total ? Status::info : Status::warn) << outcome.subject.back();
        const std::string text = Texts::of(Language::en).format(outcome.summary);
        EXPECT_EQ(text.find("made up of “monthly”") != std::string::npos, total) << text;
    }
}

/// A tariff says what it costs, and explains it: it is no part of the price.
TEST(Amounts, ATariffExplainsItsPrice) {
    stats::Random random(3);
    std::string csv = "sex,tariff,price in €\n";
    for (int i = 0; i < 3000; ++i) {
        const bool f = random.below(2) == 0;
        const std::uint64_t tariff = f ? random.below(3) : 1 + random.below(4);
        csv += std::string(f ? "f," : "m,") + "abcde"[tariff] + "," + std::to_string(10 + 5 * tariff) + "\n";
    }
    const Outcome outcome = test::outcome_of_check(
        test::audit_of(csv, R"({"version": 1, "roles": {"sex": ["protected"], "tariff": ["attribute"],
            "price in €": ["price"]}, "favoured": {"sex": "f"}})"),
        "bias.amounts");
    EXPECT_EQ(outcome.summary.key, "bias.amounts.summary.found.gone");
    EXPECT_EQ(outcome.status, Status::info) << "what another column explains is told, but no alarm";
    EXPECT_NE(Texts::of(Language::de).format(outcome.summary).find("22,59\u00A0€"), std::string::npos)
        << Texts::of(Language::de).format(outcome.summary);
}

TEST(Amounts, TooFewPeople) {
    const Report report =
        test::audit_of("sex,price\nf,1\nm,2\nf,3\nm,4\n",
                       R"({"version": 1, "roles": {"sex": ["protected"], "price": ["price"]}})", {.show_values = true});
    EXPECT_EQ(test::outcome_of_check(report, "bias.amounts").needs.key, "bias.groups.needs.few_people");
}

}  // namespace
}  // namespace klarsicht
