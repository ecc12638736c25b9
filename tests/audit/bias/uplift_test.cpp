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
    const Report report = test::audit_of(csv, R"({"version": 1, "roles": {"zip_code": ["protected"], "newbie": ["protected"], "segment": ["treatment"], "visit": ["outcome"],
        "conversion": ["ignore"], "spend": ["ignore"]}, "positive": {"visit": {"equals": "1"}}, "treatment": {"column": "segment", "control": "No E-Mail"}, "crossed": [["zip_code", "newbie"]]})");
    const std::vector<const Outcome*> outcomes = test::outcomes_of(report, "bias.uplift");
    ASSERT_EQ(outcomes.size(), 3u);
    const Outcome& by_zip = *outcomes.front();
    EXPECT_EQ(by_zip.subject, std::vector<std::string>{"zip_code"});
    EXPECT_EQ(by_zip.status, Status::pass);
    // Counted again, row by row.
    std::uint64_t treated = 0, reached = 0, control = 0, came = 0;
    const auto text = [&](const char* column, std::size_t row) { return table.columns[*table.find(column)].spelling_at(row); };
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (text("zip_code", row) != by_zip.groups[0]["group"].get<std::string>()) { continue; }
        const bool visit = text("visit", row) == "1";
        if (text("segment", row) == "No E-Mail") {
            ++control;
            came += visit ? 1 : 0;
        } else {
            ++treated;
            reached += visit ? 1 : 0;
        }
    }
    const json& first = by_zip.groups[0];
    EXPECT_EQ(first["n_treated"], treated);
    EXPECT_EQ(first["n_control"], control);
    const double uplift = static_cast<double>(reached) / static_cast<double>(treated) - static_cast<double>(came) / static_cast<double>(control);
    EXPECT_NEAR(first["uplift"].get<double>(), uplift, 1e-15);
    EXPECT_LT(first["uplift_ci95"][0].get<double>(), uplift);
    EXPECT_NEAR(first["acquired_benefit"].get<double>() + first["missed_benefit"].get<double>(), uplift, 1e-15);
}

TEST(Uplift, FindsHarm) {
    std::string csv = "sex,arm,bought\n";
    stats::Random random(3);
    for (int i = 0; i < 8000; ++i) {
        const bool f = random.below(2) == 0;
        const bool mail = random.below(2) == 0;
        const double rate = f ? (mail ? 0.10 : 0.20) : (mail ? 0.25 : 0.15);
        csv += std::string(f ? "f" : "m") + "," + (mail ? "mail" : "none") + "," + (random.uniform() < rate ? "1" : "0") + "\n";
    }
    const Report report = test::audit_of(csv, R"({"version": 1, "roles": {"sex": ["protected"], "arm": ["treatment"], "bought": ["outcome"]}, "positive": {"bought": {"equals": "1"}},
        "treatment": {"column": "arm", "control": "none"}, "favoured": {"sex": "m"}})");
    const Outcome& outcome = test::outcome_of_check(report, "bias.uplift");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.title.key, "bias.uplift.title.harm");
    const json& f = outcome.groups[0]["group"] == "f" ? outcome.groups[0] : outcome.groups[1];
    EXPECT_EQ(f["verdict"], "harmed");
    EXPECT_GT(f["rejected_harm"].get<double>(), 0.02);
}

TEST(Uplift, TellsWhatIsMissing) {
    const Report report = test::audit_of("sex,bought\nf,1\nm,0\n", R"({"version": 1, "roles": {"sex": ["protected"], "bought": ["outcome"]}, "positive": {"bought": {"equals": "1"}}})");
    EXPECT_EQ(test::outcome_of_check(report, "bias.uplift").status, Status::not_assessed);
}

}  // namespace
}  // namespace klarsicht
