#include "audit/what_if/what_if.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "audit/what_if/alike.h"
#include "base/json.h"
#include "session/session.h"
#include "stats/random.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

/// Who is a man and earns well gets the coupon; the tariff says nothing.
std::string coupons(std::size_t rows, double by_chance = 0) {
    stats::Random random(5);
    std::string csv = "sex,income,tariff,coupon\n";
    for (std::size_t i = 0; i < rows; ++i) {
        const bool man = random.below(2) == 1;
        const std::uint64_t income = 1000 + random.below(4000);
        const bool gets = random.uniform() < by_chance ? random.below(2) == 1 : man && income > 2500;
        csv += std::string(man ? "m" : "f") + "," + std::to_string(income) + "," +
               std::string(random.below(2) == 1 ? "gold" : "basic") + "," + (gets ? "yes" : "no") + "\n";
    }
    return csv;
}

constexpr std::string_view plan = R"({"roles": {"sex": ["protected"], "income": ["attribute"], "tariff": ["attribute"],
    "coupon": ["decision"]}, "positive": {"coupon": {"equals": "yes"}}})";

struct Asked {
    Session session{Progress::none()};

    explicit Asked(const std::string& csv, std::string_view given = plan, bool show_values = false) {
        session.take(Input::current, test::table_of(csv));
        EXPECT_TRUE(session.set_plan(given));
        EXPECT_TRUE(session.audit({.show_values = show_values, .on_screen = true}));
    }
    json of(what_if::Ask ask) {
        Result<json> answer = session.what_if(std::move(ask), Language::en);
        EXPECT_TRUE(answer) << (answer ? "" : answer.error().message.key);
        return answer ? *answer : json();
    }
};

std::uint64_t group_of(const json& answer, std::string_view column, std::string_view label) {
    for (const json& one : answer["columns"]) {
        if (one["name"] != column) { continue; }
        const auto found = std::ranges::find(one["groups"], json(label));
        return static_cast<std::uint64_t>(found - one["groups"].begin());
    }
    return 99;
}

TEST(WhatIf, OneAnswerChangesWhereTheDecisionFollowsIt) {
    Asked asked(coupons(4000));
    const json start = asked.of({});
    const std::uint64_t man = group_of(start, "sex", "m");
    const std::uint64_t woman = group_of(start, "sex", "f");
    const std::uint64_t richest = start["columns"][1]["groups"].size() - 1;
    const json answer = asked.of({.row = {}, .set = {{"sex", woman}, {"income", richest}}, .change = {{"sex", man}}});
    EXPECT_EQ(answer["now"]["value"], 0);
    EXPECT_EQ(answer["then"]["value"], 1);
    EXPECT_EQ(answer["alike"]["sides"][0]["value"], 0);
    EXPECT_EQ(answer["alike"]["sides"][1]["value"], 1);
    EXPECT_NE(answer["sentences"][0].get<std::string>().find("instead of"), std::string::npos);
    // The surrogate says so, and that it is one.
    EXPECT_NE(answer["sentences"].back().get<std::string>().find("right order"), std::string::npos);
    // Nearest of those who got none: they differ in what decides.
    EXPECT_NE(answer["otherwise"]["parts"].dump().find("income"), std::string::npos);
    EXPECT_EQ(answer["otherwise"]["rows"], "");
}

TEST(WhatIf, BeginsWithWhoMayNotBeDisadvantaged) {
    Asked asked(coupons(4000));
    const json answer = asked.of({.row = {}, .set = {}, .change = {}, .suggest = true});
    ASSERT_TRUE(answer["changed"].is_number());
    EXPECT_EQ(answer["columns"][answer["changed"].get<std::size_t>()]["name"], "sex");
}

TEST(WhatIf, WhatDoesNotMatterChangesNothingAndIsSaid) {
    Asked asked(coupons(4000));
    const json start = asked.of({});
    const json answer =
        asked.of({.row = {},
                  .set = {{"sex", group_of(start, "sex", "m")}, {"tariff", group_of(start, "tariff", "gold")}},
                  .change = {{"tariff", group_of(start, "tariff", "basic")}}});
    EXPECT_EQ(answer["now"]["value"], answer["then"]["value"]);
    EXPECT_NE(answer["sentences"].dump().find("never asks about"), std::string::npos);
    EXPECT_NE(answer["sentences"].dump().find("may be chance"), std::string::npos);
}

TEST(WhatIf, OfChanceTheSurrogateClaimsNothing) {
    Asked asked(coupons(3000, 1));
    const json answer = asked.of({});
    EXPECT_NE(answer["sentences"].back().get<std::string>().find("same of everybody"), std::string::npos);
}

TEST(WhatIf, OfAScoreItSpeaksOfTheScore) {
    stats::Random random(3);
    std::string csv = "sex,tariff,score\n";
    for (int i = 0; i < 900; ++i) {
        const bool man = random.below(2) == 1;
        csv += std::string(man ? "m" : "f") + (random.below(2) == 1 ? ",gold," : ",basic,") +
               std::to_string((man ? 70 : 20) + random.below(20)) + "\n";
    }
    Asked asked(csv, R"({"roles": {"sex": ["protected"], "tariff": ["attribute"], "score": ["score"]}})");
    const json start = asked.of({});
    const json answer = asked.of(
        {.row = {}, .set = {{"sex", group_of(start, "sex", "f")}}, .change = {{"sex", group_of(start, "sex", "m")}}});
    EXPECT_TRUE(answer["score"].get<bool>());
    EXPECT_LT(answer["now"]["value"].get<double>(), 40);
    EXPECT_GT(answer["then"]["value"].get<double>(), 70);
    EXPECT_NE(answer["sentences"].dump().find("mean score"), std::string::npos);
    EXPECT_NE(answer["sentences"].back().get<std::string>().find("of the differences"), std::string::npos);
    EXPECT_NE(answer["otherwise"]["title"].get<std::string>().find("median"), std::string::npos);
    EXPECT_EQ(answer.dump().find("favourabl"), std::string::npos);
}

TEST(WhatIf, ARowIsCountedAsTheFileDoesAndTheNearestAreNamedOnRequest) {
    Asked asked(coupons(500), plan, true);
    const json answer = asked.of({.row = 3, .set = {}, .change = {}});
    EXPECT_NE(answer["otherwise"]["rows"], "");
    EXPECT_FALSE(asked.session.what_if({.row = 500, .set = {}, .change = {}}, Language::en));
    EXPECT_FALSE(asked.session.what_if({.row = {}, .set = {{"shoe", 0}}, .change = {}}, Language::en));
    EXPECT_FALSE(asked.session.what_if({.row = {}, .set = {{"sex", 2}}, .change = {}}, Language::en));
}

TEST(WhatIf, NeedsADecisionAndRows) {
    Asked few(coupons(60));
    EXPECT_FALSE(few.session.what_if({}, Language::de));
    Asked none("sex,tariff\nm,gold\nf,basic\n", "{}");
    EXPECT_FALSE(none.session.what_if({}, Language::de));
}

TEST(WhatIf, AlikeIsMeasuredAsGowerDid) {
    const std::vector<stats::BinnedColumn> columns = {{{0, 2, 4, 5}, 5, true}, {{1, 1, 0, 1}, 2, false}};
    const what_if::AlikeRows alike =
        what_if::most_alike(columns, {0, 1}, columns.size(), 4, [](std::uint32_t) { return true; });
    EXPECT_EQ(alike.rows, (std::vector<std::uint32_t>{0, 1, 3, 2}));
    EXPECT_EQ(alike.distance, (std::vector<double>{0, 0.25, 0.5, 1}));
    const what_if::AlikeRows without =
        what_if::most_alike(columns, {0, 1}, 0, 2, [](std::uint32_t row) { return row > 0; });
    EXPECT_EQ(without.rows, (std::vector<std::uint32_t>{1, 3}));
}

}  // namespace
}  // namespace klarsicht
