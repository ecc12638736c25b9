#include <gtest/gtest.h>

#include <algorithm>

#include "support/audit.h"
#include "support/planted.h"

namespace klarsicht {
namespace {

using test::metrics_of;
using test::outcomes_of;

const Outcome* with_subject(const Report& report, std::string_view id, const std::vector<std::string>& subject) {
    for (const Outcome* outcome : outcomes_of(report, id)) {
        if (outcome->subject == subject) { return outcome; }
    }
    return nullptr;
}

std::uint64_t group_rows(const Outcome& outcome, std::string_view column, const char* figure) {
    for (const Group& group : outcome.groups) {
        if (group.text_of("column") == column) { return group.figures.find(figure)->whole; }
    }
    return 0;
}

/// Several seeds: agreement by luck would not hold.
class Planted : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Planted, EveryFaultIsFoundAndCounted) {
    const test::PlantedList planted = test::planted_list(20000, GetParam());
    const Report report = test::audit_of(
        planted.csv,
        R"({"roles": {"converted": ["outcome"]}, "meaning": {"email": "email", "birth_date": "birth_date"}})");

    const Outcome& exact = *outcomes_of(report, "quality.duplicates").front();
    EXPECT_EQ(metrics_of(exact)["exact_rows"], planted.repeated);
    EXPECT_EQ(exact.rows.count, planted.repeated);
    EXPECT_EQ(exact.status, Status::warn);

    const Outcome& encoding = *outcomes_of(report, "quality.encoding").front();
    EXPECT_EQ(encoding.rows.count, planted.mojibake);
    EXPECT_EQ(encoding.subject, std::vector<std::string>{"first_name"});

    const Outcome* email = with_subject(report, "quality.validity", {"email"});
    ASSERT_NE(email, nullptr);
    EXPECT_EQ(email->rows.count, planted.bad_email);
    const Outcome* spend = with_subject(report, "quality.validity", {"spend"});
    ASSERT_NE(spend, nullptr);
    EXPECT_EQ(spend->rows.count, planted.negative_spend);
    const Outcome* visits = with_subject(report, "quality.validity", {"visits"});
    ASSERT_NE(visits, nullptr);
    EXPECT_EQ(visits->rows.count, planted.unreadable_visits);
    EXPECT_EQ(with_subject(report, "quality.validity", {"income"}),
              nullptr);  // −999 is a placeholder, not a wrong number

    std::uint64_t hidden = 0;
    for (const Outcome* outcome : outcomes_of(report, "quality.completeness")) {
        if (outcome->metrics.has("hidden_cells")) {
            hidden += metrics_of(*outcome)["hidden_cells"].get<std::uint64_t>();
        }
        if (outcome->metrics.has("cells")) {
            EXPECT_EQ(group_rows(*outcome, "income", "missing"), planted.missing_income);
            EXPECT_EQ(group_rows(*outcome, "income", "hidden"), planted.sentinel_income);
            EXPECT_EQ(group_rows(*outcome, "birth_date", "hidden"), planted.placeholder_birth);
            EXPECT_EQ(group_rows(*outcome, "city", "hidden"), planted.unknown_city);
        }
    }
    EXPECT_EQ(hidden, planted.sentinel_income + planted.placeholder_birth + planted.unknown_city);

    const Outcome* clicks = with_subject(report, "quality.consistency", {"clicks", "impressions"});
    ASSERT_NE(clicks, nullptr);
    EXPECT_EQ(clicks->rows.count, planted.clicks_above_impressions);
    const Outcome* dates = with_subject(report, "quality.consistency", {"signup", "last_seen"});
    ASSERT_NE(dates, nullptr);
    EXPECT_EQ(dates->rows.count, planted.last_seen_before_signup);

    const Outcome* future = with_subject(report, "quality.timeliness", {"last_seen"});
    ASSERT_NE(future, nullptr);
    EXPECT_EQ(metrics_of(*future)["future_rows"], planted.future_last_seen);

    EXPECT_EQ(outcomes_of(report, "quality.leakage").front()->status, Status::pass);
    EXPECT_EQ(outcomes_of(report, "quality.structure").front()->status, Status::pass);
}

TEST_P(Planted, RowsAreTheRowsOfTheFault) {
    const test::PlantedList planted = test::planted_list(3000, GetParam());
    const Table table = test::table_of(planted.csv);
    const Report report = test::audit_of(planted.csv, R"({"meaning": {"email": "email"}})");
    const Outcome* email = with_subject(report, "quality.validity", {"email"});
    ASSERT_NE(email, nullptr);
    EXPECT_EQ(email->rows.first().size(), std::min<std::uint64_t>(20, planted.bad_email));
    for (const std::uint64_t row : email->rows.first()) {
        EXPECT_EQ(table.columns[2].spelling_at(row).find('@'), std::string_view::npos);
    }
    EXPECT_TRUE(std::ranges::is_sorted(email->rows.first()));
}

INSTANTIATE_TEST_SUITE_P(Seeds, Planted, testing::Values(1, 2, 3));

}  // namespace
}  // namespace klarsicht
