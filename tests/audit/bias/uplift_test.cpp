#include <gtest/gtest.h>

#include <cmath>

#include "stats/random.h"
#include "support/audit.h"
#include "support/data.h"

namespace klarsicht {
namespace {

TEST(Uplift, Hillstrom) {
    KLARSICHT_SHARED_OR_SKIP(csv, "hillstrom/hillstrom.csv");
    const Table table = test::table_of(csv);
    const Report report = test::audit_of(
        csv,
        R"({"version": 1, "roles": {"zip_code": ["protected"], "newbie": ["protected"], "segment": ["treatment"],
            "visit": ["outcome"],
        "conversion": ["ignore"], "spend": ["ignore"]}, "positive": {"visit": {"equals": "1"}},
            "treatment": {"column": "segment", "control": "No E-Mail"}, "crossed": [["zip_code", "newbie"]]})");
    const std::vector<const Outcome*> outcomes = test::outcomes_of(report, "bias.uplift");
    ASSERT_EQ(outcomes.size(), 4u);
    const Outcome& by_zip = test::outcome_about(report, "bias.uplift", {"zip_code"});
    EXPECT_EQ(by_zip.status, Status::pass);
    // Counted again, row by row.
    std::uint64_t treated = 0, reached = 0, control = 0, came = 0;
    const auto text = [&](const char* column, std::size_t row) {
        return table.columns[*table.find(column)].spelling_at(row);
    };
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (text("zip_code", row) != by_zip.groups[0].label()) { continue; }
        const bool visit = text("visit", row) == "1";
        if (text("segment", row) == "No E-Mail") {
            ++control;
            came += visit ? 1 : 0;
        } else {
            ++treated;
            reached += visit ? 1 : 0;
        }
    }
    const Group& first = by_zip.groups[0];
    EXPECT_EQ(first.number_of("n_treated"), treated);
    EXPECT_EQ(first.number_of("n_control"), control);
    const double uplift = static_cast<double>(reached) / static_cast<double>(treated) -
                          static_cast<double>(came) / static_cast<double>(control);
    EXPECT_NEAR(first.number_of("uplift"), uplift, 1e-15);
    EXPECT_LT(first.figures.interval_of("uplift").low, uplift);
    EXPECT_NEAR(first.number_of("acquired_benefit") + first.number_of("missed_benefit"), uplift, 1e-15);
}

TEST(Uplift, FindsHarm) {
    std::string csv = "sex,arm,bought\n";
    stats::Random random(3);
    for (int i = 0; i < 8000; ++i) {
        const bool f = random.below(2) == 0;
        const bool mail = random.below(2) == 0;
        const double rate = f ? (mail ? 0.10 : 0.20) : (mail ? 0.25 : 0.15);
        csv += std::string(f ? "f" : "m") + "," + (mail ? "mail" : "none") + "," +
               (random.uniform() < rate ? "1" : "0") + "\n";
    }
    const Report report =
        test::audit_of(csv,
                       R"({"version": 1, "roles": {"sex": ["protected"], "arm": ["treatment"], "bought": ["outcome"]},
            "positive": {"bought": {"equals": "1"}},
        "treatment": {"column": "arm", "control": "none"}, "favoured": {"sex": "m"}})");
    const Outcome& outcome = test::outcome_about(report, "bias.uplift", {"sex"});
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.title.key, "bias.uplift.title.harm");
    const Group& f = outcome.groups[0].label() == "f" ? outcome.groups[0] : outcome.groups[1];
    EXPECT_EQ(f.text_of("verdict"), "harmed");
    EXPECT_GT(f.number_of("rejected_harm"), 0.02);
}

/// Harm is found by comparing with a control group: of three people it would tell what happened to them.
TEST(Uplift, OfFewUntreatedPeopleNothingIsTold) {
    std::string csv = "sex,arm,bought\n";
    for (int i = 0; i < 400; ++i) {
        csv += std::string("m,") + (i % 2 == 0 ? "mail," : "none,") + (i % 3 == 0 ? "1\n" : "0\n");
    }
    for (int i = 0; i < 200; ++i) { csv += i < 3 ? "f,none,1\n" : "f,mail,0\n"; }
    for (int i = 0; i < 4; ++i) {
        csv += std::string("d,") + (i < 2 ? "mail," : "none,") + (i % 2 == 0 ? "1\n" : "0\n");
    }
    constexpr std::string_view plan = R"({"version": 1,
        "roles": {"sex": ["protected"], "arm": ["treatment"], "bought": ["outcome"]},
            "positive": {"bought": {"equals": "1"}},
        "treatment": {"column": "arm", "control": "none"}, "favoured": {"sex": "m"}})";
    const Report report = test::audit_of(csv, plan);
    const Outcome& outcome = test::outcome_about(report, "bias.uplift", {"sex"});
    EXPECT_EQ(outcome.title.key, "bias.uplift.title.too_few");
    EXPECT_EQ(outcome.chart.rows.size(), 1u);
    EXPECT_EQ(outcome.groups[1].label(), "f");
    EXPECT_EQ(outcome.groups[1].number_of("n_control"), 3);
    for (const std::string_view figure : {"rate_control", "uplift", "uplift_difference", "verdict"}) {
        EXPECT_EQ(outcome.groups[1].figures.find(figure)->kind, Figure::Kind::undefined) << figure;
    }
    const Report full = test::audit_of(csv, plan, {.show_values = true});
    EXPECT_EQ(test::outcome_about(full, "bias.uplift", {"sex"}).title.key, "bias.uplift.title.harm");
    EXPECT_EQ(test::outcome_about(full, "bias.uplift", {"sex"}).chart.rows.size(), 3u);
}

TEST(Uplift, TellsWhatIsMissing) {
    const Report report = test::audit_of("sex,bought\nf,1\nm,0\n",
                                         R"({"version": 1, "roles": {"sex": ["protected"], "bought": ["outcome"]},
            "positive": {"bought": {"equals": "1"}}})");
    EXPECT_EQ(test::outcome_of_check(report, "bias.uplift").status, Status::not_assessed);
}

}  // namespace
}  // namespace klarsicht
