#include <gtest/gtest.h>

#include <cmath>

#include "support/audit.h"
#include "support/data.h"

namespace klarsicht {
namespace {

TEST(Delivery, AdsEqualTheReference) {
    KLARSICHT_SHARED_OR_SKIP(csv, "ads/KAG_conversion_data.csv");
    KLARSICHT_SHARED_OR_SKIP(text, "../reference/bias.json");
    const json reference = json::parse(text, nullptr, false)["datasets"]["facebook_ads_aggregated"]["groups"];
    const Report report = test::audit_of(
        csv,
        R"({"version": 1, "roles": {"age": ["protected"], "gender": ["protected"]}, "crossed": [["age", "gender"]]})");
    std::size_t compared = 0;
    for (const Outcome* outcome : test::outcomes_of(report, "bias.delivery")) {
        const std::string name = outcome->subject.size() == 2 ? "age x gender" : outcome->subject[0];
        const json& want = reference[name];
        EXPECT_NEAR(outcome->metrics.number_of("ctr_ratio"), want["ctr_ratio_min_over_max"].get<double>(), 1e-14);
        EXPECT_NEAR(outcome->metrics.number_of("ctr_difference"), want["ctr_difference_max_minus_min"].get<double>(),
                    1e-17);
        for (const json& group : test::groups_of(*outcome)) {
            const json& theirs = want["groups"][group["group"].get<std::string>()];
            for (const auto& [own, other] : {std::pair{"ads", "ads"},
                                             {"impressions", "impressions"},
                                             {"clicks", "clicks"},
                                             {"conversions", "approved_conversions"},
                                             {"spent", "spent"},
                                             {"ctr", "ctr"},
                                             {"cvr", "cvr"},
                                             {"share_of_impressions", "share_of_impressions"},
                                             {"cpm", "cpm"}}) {
                EXPECT_NEAR(group[own].get<double>() / theirs[other].get<double>(), 1, 1e-12) << name << own;
                ++compared;
            }
            // A range that holds what it is about, and is not the one of 10⁸ independent impressions.
            EXPECT_LT(group["ctr_ci95"][0].get<double>(), group["ctr"].get<double>());
            EXPECT_GT(group["ctr_ci95"][1].get<double>(), group["ctr"].get<double>() * 1.01);
        }
    }
    EXPECT_EQ(compared, 9u * (4 + 2 + 8));
}

TEST(Delivery, AgainstAPopulation) {
    std::string csv = "gender,impressions,clicks\n";
    for (int i = 0; i < 200; ++i) {
        csv += (i % 4 == 0 ? "F," : "M,") + std::to_string(900 + i % 7 * 30) + "," + std::to_string(i % 5) + "\n";
    }
    const Report report = test::audit_of(
        csv, R"({"version": 1, "roles": {"gender": ["protected"]}, "population": {"gender": {"F": 0.5, "M": 0.5}}})");
    const Outcome& outcome = test::outcome_of_check(report, "bias.delivery");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.title.key, "bias.delivery.title.short");
}

TEST(Delivery, BadFiguresAreLeftOutAndCounted) {
    const Report report =
        test::audit_of("gender,impressions,clicks\nF,100,3\nF,-5,1\nM,,2\nM,200,4\nF,300,2\nM,100,0\nF,50,1\nM,70,1\n",
                       R"({"version": 1, "roles": {"gender": ["protected"]}})");
    const Outcome& outcome = test::outcome_of_check(report, "bias.delivery");
    EXPECT_EQ(outcome.metrics.number_of("rows_left_out"), 2);
    EXPECT_EQ(outcome.metrics.number_of("impressions"), 820);
    // All impressions zero: nothing to say.
    const Report none = test::audit_of("gender,impressions,clicks\nF,0,0\nM,0,0\nF,0,0\n",
                                       R"({"version": 1, "roles": {"gender": ["protected"]}})");
    EXPECT_EQ(test::outcome_of_check(none, "bias.delivery").status, Status::not_assessed);
}

}  // namespace
}  // namespace klarsicht
