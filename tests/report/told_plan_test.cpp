// The plan in a report: what it says of values that the report masks is left out, and nothing else.
#include "report/told_plan.h"

#include <gtest/gtest.h>

#include "support/audit.h"

namespace klarsicht {
namespace {

/// A suggested decision with values of which one is nobody's and the others may be somebody's.
std::string decisions() {
    std::string csv = "gender,age,entscheidung,team\n";
    const std::vector<std::string> answers{"Zusage", "Absage", "Kloppenbrink"};
    for (std::size_t row = 0; row < 120; ++row) {
        csv += std::string(row % 2 == 0 ? "f," : "m,") + std::to_string(20 + row % 40) + "," + answers[row % 3] +
               (row % 5 == 0 ? ",heron\n" : ",osprey\n");
    }
    return csv;
}

constexpr std::string_view plan = R"({"missing_tokens": ["n/a", "Erna Krause"],
    "favoured": {"team": "heron"}, "positive": {"entscheidung": {"equals": "Kloppenbrink"}},
    "remedies": [{"do": "drop", "columns": ["Anna Weber", "age"]}]})";

TEST(ToldPlan, LeavesOutWhatIsMasked) {
    const Plan told = told_plan(test::audit_of(decisions(), plan));
    EXPECT_FALSE(told.positive.contains("entscheidung"));
    EXPECT_FALSE(told.favoured.contains("team"));
    EXPECT_EQ(told.missing_tokens, (std::vector<std::string>{"n/a"}));
    EXPECT_EQ(std::get<std::vector<std::string>>(told.remedies.at(0).fields.at(0).value),
              (std::vector<std::string>{"•••", "age"}));
}

TEST(ToldPlan, IsWholeForWhoLooksAtTheFile) {
    for (const AuditOptions& options : {AuditOptions{.on_screen = true}, AuditOptions{.show_values = true}}) {
        const Plan told = told_plan(test::audit_of(decisions(), plan, options));
        EXPECT_EQ(told.positive.at("entscheidung").equals, "Kloppenbrink");
        EXPECT_EQ(told.favoured.at("team"), "heron");
        EXPECT_EQ(told.missing_tokens->size(), 2U);
    }
}

}  // namespace
}  // namespace klarsicht
