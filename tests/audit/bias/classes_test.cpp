#include <gtest/gtest.h>

#include <cmath>

#include "stats/random.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

constexpr std::string_view plan =
    R"({"version": 1, "roles": {"sex": ["protected"], "voucher": ["decision"], "really": ["outcome"]},
        "positive": {"voucher": {"equals": "20"}}, "favoured": {"sex": "m"}})";

std::string rows(const char* row, int times) {
    std::string csv;
    for (int i = 0; i < times; ++i) { csv += row; }
    return csv;
}

TEST(Classes, SharesAndHitsByHand) {
    const std::string csv = "sex,voucher,really\n" + rows("f,0,0\n", 50) + rows("f,5,20\n", 30) +
                            rows("f,20,20\n", 20) + rows("m,0,0\n", 40) + rows("m,5,5\n", 30) + rows("m,20,20\n", 70) +
                            rows("m,20,5\n", 10) + rows("f,,0\n", 3);
    const Outcome outcome = test::outcome_of_check(test::audit_of(csv, plan), "bias.classes");
    EXPECT_EQ(outcome.metrics.text_of("counted"), "rows");
    EXPECT_EQ(outcome.metrics.number_of("classes"), 3);
    ASSERT_EQ(outcome.groups.size(), 6u);
    const json f20 = test::groups_of(outcome)[2];
    EXPECT_EQ(f20["class"], "20");
    EXPECT_EQ(f20["n"], 100);
    EXPECT_EQ(f20["k"], 20);
    EXPECT_NEAR(f20["difference"].get<double>(), 0.2 - 80.0 / 150, 1e-15);
    // Of fifty women for whom it was the right one, twenty got it.
    EXPECT_EQ(f20["tpr"].get<double>(), 0.4);
    EXPECT_EQ(f20["verdict"], "disparity");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.title.key, "bias.classes.title.less");
}

constexpr std::string_view decision_only = R"({"version": 1, "roles": {"sex": ["protected"], "voucher": ["decision"]},
    "positive": {"voucher": {"equals": "20"}}, "favoured": {"sex": "m"}})";

Outcome classes_of(const std::string& of_people, AuditOptions options = {}) {
    return test::outcome_of_check(test::audit_of("sex,voucher\n" + of_people, decision_only, options), "bias.classes");
}

TEST(Classes, OfASmallGroupNothingIsTold) {
    const std::string most =
        rows("f,0\n", 50) + rows("f,5\n", 48) + rows("f,20\n", 2) + rows("m,0\n", 50) + rows("m,5\n", 50);
    const std::string few = rows("d,20\n", 4);
    const Outcome outcome = classes_of(most + few);
    EXPECT_EQ(outcome.status, Status::pass);
    EXPECT_EQ(test::metrics_of(outcome), test::metrics_of(classes_of(most)));
    EXPECT_EQ(outcome.groups.size(), 6u);
    const Outcome full = classes_of(most + few, {.show_values = true});
    EXPECT_EQ(full.title.key, "bias.classes.title.more");
    ASSERT_EQ(full.groups.size(), 9u);
    EXPECT_EQ(full.groups[8].number_of("share"), 1);
    EXPECT_NE(full.metrics.number_of("chi2"), outcome.metrics.number_of("chi2"));
}

TEST(Classes, NothingIsComparedWithASmallGroup) {
    const Outcome outcome = classes_of(rows("f,0\n", 50) + rows("f,5\n", 30) + rows("d,20\n", 20) + rows("m,0\n", 4));
    EXPECT_EQ(outcome.needs.key, "bias.groups.needs.favoured_small");
}

TEST(Classes, ByLotNothingIsFound) {
    stats::Random random(4);
    int found = 0;
    for (int file = 0; file < 20; ++file) {
        std::string csv = "sex,voucher\n";
        for (int i = 0; i < 600; ++i) {
            csv += std::string(random.below(2) == 0 ? "f," : "m,") + std::to_string(5 * random.below(6)) + "\n";
        }
        found += test::outcome_of_check(
                     test::audit_of(csv,
                                    R"({"version": 1, "roles": {"sex": ["protected"], "voucher": ["decision"]},
                        "positive": {"voucher": {"at_least": 10}}})"),
                     "bias.classes")
                             .status == Status::pass
                     ? 0
                     : 1;
    }
    EXPECT_LE(found, 2);
}

TEST(Classes, ExclusionFromAChannelCountsPeople) {
    // Everybody has three contacts; nobody over 60 ever gets one in the app.
    std::string csv = "person,age,channel\n";
    for (int i = 0; i < 400; ++i) {
        const bool old = i % 2 == 0;
        for (int c = 0; c < 3; ++c) {
            csv += "p" + std::to_string(i) + (old ? ",70," : ",30,") +
                   (c == 0 && !old ? "app"
                    : c == 1       ? "mail"
                                   : "post") +
                   "\n";
        }
    }
    const Report report =
        test::audit_of(csv,
                       R"({"version": 1, "roles": {"person": ["person", "identifier"], "age": ["protected"],
            "channel": ["channel"]}, "bins": {"age": [60]}, "favoured": {"age": "<60"}})");
    const Outcome& outcome = test::outcome_of_check(report, "bias.classes");
    EXPECT_EQ(outcome.metrics.text_of("counted"), "people");
    EXPECT_EQ(outcome.title.key, "bias.classes.title.never");
    EXPECT_EQ(outcome.status, Status::info);  // a channel may be people's own choice
    EXPECT_FALSE(outcome.metrics.has("chi2"));
}

TEST(Classes, TwoValuesAreLeftToTheOthers) {
    const std::string csv = "sex,voucher\n" + rows("f,yes\n", 50) + rows("m,no\n", 50);
    EXPECT_EQ(test::outcome_of_check(
                  test::audit_of(csv, R"({"version": 1, "roles": {"sex": ["protected"], "voucher": ["decision"]}})"),
                  "bias.classes")
                  .status,
              Status::not_assessed);
}

std::string contact_log(int of_women, int of_men) {
    stats::Random random(9);
    std::string csv = "person,sex\n";
    for (int i = 0; i < 300; ++i) {
        const bool f = i % 2 == 0;
        for (std::uint64_t c = 0; c < static_cast<std::uint64_t>(f ? of_women : of_men) + random.below(3); ++c) {
            csv += "p" + std::to_string(i) + (f ? ",f\n" : ",m\n");
        }
    }
    return csv;
}

constexpr std::string_view log_plan =
    R"({"version": 1, "roles": {"person": ["person", "identifier"], "sex": ["protected"]}, "favoured": {"sex": "m"}})";

TEST(Contacts, CountsPeopleNotRows) {
    const Outcome outcome = test::outcome_of_check(
        test::audit_of("person,sex\n" + rows("a,f\n", 3) + rows("b,m\n", 1), log_plan), "bias.contacts");
    EXPECT_EQ(outcome.status, Status::not_assessed);
    EXPECT_EQ(outcome.needs.key, "bias.groups.needs.few_contacted");
    const Outcome more = test::outcome_of_check(test::audit_of(contact_log(4, 2), log_plan), "bias.contacts");
    EXPECT_EQ(more.status, Status::warn);
    EXPECT_EQ(more.title.key, "bias.contacts.title.more");
    EXPECT_EQ(more.groups[0].number_of("n"), 150);
    EXPECT_NEAR(more.groups[0].number_of("mean"), more.groups[0].number_of("contacts") / 150, 1e-15);
    EXPECT_EQ(test::outcome_of_check(test::audit_of(contact_log(3, 3), log_plan), "bias.contacts").status,
              Status::pass);
}

TEST(Contacts, OfASmallGroupNothingIsTold) {
    const std::string csv = contact_log(4, 2) + rows("x,d\n", 9) + rows("y,d\n", 9);
    const Outcome outcome = test::outcome_of_check(test::audit_of(csv, log_plan), "bias.contacts");
    EXPECT_EQ(outcome.groups.size(), 2u);
    EXPECT_EQ(outcome.chart.rows.size(), 2u);
    const Outcome full = test::outcome_of_check(test::audit_of(csv, log_plan, {.show_values = true}), "bias.contacts");
    ASSERT_EQ(full.groups.size(), 3u);
    EXPECT_EQ(full.groups[2].number_of("mean"), 9);
    constexpr std::string_view against =
        R"({"version": 1, "roles": {"person": ["person", "identifier"], "sex": ["protected"]},
        "favoured": {"sex": "d"}})";
    const Outcome none = test::outcome_of_check(test::audit_of(csv, against), "bias.contacts");
    EXPECT_EQ(none.needs.key, "bias.groups.needs.favoured_small");
}

TEST(Contacts, ARowAPersonIsNoLog) {
    std::string csv = "person,sex\n";
    for (int i = 0; i < 100; ++i) { csv += "p" + std::to_string(i) + (i % 2 == 0 ? ",f\n" : ",m\n"); }
    EXPECT_EQ(test::outcome_of_check(test::audit_of(csv, log_plan), "bias.contacts").needs.key,
              "bias.groups.needs.one_row_a_person");
}

}  // namespace
}  // namespace klarsicht
