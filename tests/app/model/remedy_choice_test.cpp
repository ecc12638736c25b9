#include "app/model/remedy_choice.h"

#include <gtest/gtest.h>

#include "base/json.h"

namespace klarsicht::app {
namespace {

ReportModel campaign() {
    ReportModel report;
    const auto add = [&](const char* name, const char* kind, std::vector<std::string> roles) {
        ColumnModel& column = report.columns.emplace_back();
        column.name = name;
        column.kind = kind;
        column.roles = std::move(roles);
    };
    add("id", "integer", {"person"});
    add("sex", "text", {"protected"});
    add("age", "integer", {"protected", "attribute"});
    add("region", "text", {"attribute"});
    add("income", "number", {"attribute"});
    add("score", "number", {"score"});
    add("bought", "integer", {"outcome"});
    add("old", "integer", {"attribute", "ignore"});
    return report;
}

constexpr std::array<double, 4> costs = {3, -2, 0, -1};

TEST(RemedyChoice, OffersWhatTheFileAllows) {
    ReportModel report = campaign();
    RemedyOptions options = remedy_options(report);
    EXPECT_EQ(options.remedies, std::vector<std::string_view>(fairness_remedies.begin(), fairness_remedies.end()));
    EXPECT_EQ(options.by, (std::vector<std::string>{"sex", "age"}));
    EXPECT_EQ(options.columns, (std::vector<std::string>{"income", "score"}));
    report.columns[6].roles = {"ignore"};  // nobody knows what happened
    EXPECT_EQ(remedy_options(report).remedies, (std::vector<std::string_view>{"repair", "remove_correlation"}));
    report.columns[1].roles = report.columns[2].roles = {"attribute"};
    EXPECT_TRUE(remedy_options(report).remedies.empty());
    EXPECT_TRUE(remedies_of({}, {}, costs).empty());
}

TEST(RemedyChoice, WritesWhatAPlanHolds) {
    const RemedyOptions options = remedy_options(campaign());
    RemedyChoice choice{.remedy = 0, .by = 1};
    EXPECT_EQ(remedies_of(choice, options, costs), json::parse(R"([{"do": "reweigh", "column": "age"}])"));
    choice = {.remedy = 1, .by = 0, .parity = 3};
    EXPECT_EQ(remedies_of(choice, options, costs),
              json::parse(R"([{"do": "thresholds", "column": "sex", "parity": "equalized_odds", "objective": "profit",
        "costs": {"tp": 3.0, "fp": -2.0, "tn": 0.0, "fn": -1.0}, "randomised": true}])"));
    choice = {.remedy = 2};
    EXPECT_TRUE(remedies_of(choice, options, costs).empty());  // which column?
    choice.columns = {"income"};
    choice.half = true;
    EXPECT_EQ(remedies_of(choice, options, costs),
              json::parse(R"([{"do": "repair", "columns": ["income"], "protected": "sex", "level": 0.5}])"));
}

TEST(RemedyChoice, OfAnotherFileIsSettled) {
    const RemedyOptions options = remedy_options(campaign());
    const RemedyChoice choice =
        settled({.remedy = 9, .by = 9, .parity = 9, .columns = {"income", "gone"}, .half = false}, options);
    EXPECT_EQ(choice.remedy, 0u);
    EXPECT_EQ(choice.by, 0u);
    EXPECT_EQ(choice.parity, 0u);
    EXPECT_EQ(choice.columns, std::set<std::string>{"income"});
}

}  // namespace
}  // namespace klarsicht::app
