#include <gtest/gtest.h>

#include "support/audit.h"

namespace klarsicht {
namespace {

/// Of thirty rows of one day, years ago.
Outcome of_old_rows(std::string_view name, std::string_view before, std::string_view after) {
    std::string csv = std::string(name) + ",seen_at\n";
    for (int i = 0; i < 30; ++i) {
        csv += std::string(before) + std::to_string(i) + std::string(after) + ",2025-01-15\n";
    }
    return test::outcome_of_check(test::audit_of(csv, R"({"as_of": "2029-01-01"})"), "quality.timeliness");
}

/// People move and object; figures of ads and goods grow old without harm to anybody.
TEST(Timeliness, OldRowsAreAnAlarmWhereTheyAreAboutPeople) {
    const Outcome people = of_old_rows("email", "p", "@example.org");
    EXPECT_EQ(people.status, Status::warn);
    EXPECT_EQ(people.why.key, "");  // the check's own
    const Outcome clicks = of_old_rows("clicks", "1", "");
    EXPECT_EQ(clicks.title.key, "quality.timeliness.title.stale");
    EXPECT_EQ(clicks.status, Status::info);
    EXPECT_EQ(clicks.why.key, "quality.timeliness.why.things");
}

}  // namespace
}  // namespace klarsicht
