#include <gtest/gtest.h>

#include <algorithm>

#include "support/audit.h"

namespace klarsicht {
namespace {

Table table() { return test::table_of("sex,age,income\nF,30,1\nM,40,0\nF,50,1\n"); }

/// The key of the error that a plan is refused with, and what it names.
std::string refusal(std::string_view plan) {
    const auto result = parse_plan(plan, table());
    if (result) { return "accepted"; }
    EXPECT_EQ(result.error().code, ErrorCode::usage);
    std::string text = result.error().message.key;
    for (const auto& arg : result.error().message.args) {
        if (arg.name == "name" || arg.name == "nearest") { text += " " + arg.text; }
    }
    return text;
}

TEST(Plan, ReadsEverythingTheContractNames) {
    const auto plan = parse_plan(R"({"version": 1,
        "roles": {"sex": ["protected", "quasi_identifier"], "age": ["protected"], "income": ["outcome"]},
        "meaning": {"age": "age"}, "positive": {"income": {"equals": 1}}, "bins": {"age": [25, 60]},
        "favoured": {"sex": "M"}, "crossed": [["sex", "age"]], "treatment": {"column": "sex", "control": "F"},
        "missing_tokens": ["", "?"], "limits": {"bias.selection_rate.ratio": 0.7}, "as_of": "2026-11-01", "market": "DE",
        "remedies": [{"do": "generalise", "column": "age", "width": 10}]})",
                                 table());
    ASSERT_TRUE(plan.has_value());
    EXPECT_TRUE(plan->has_role("sex", Role::protected_));
    EXPECT_EQ(*plan->positive.at("income").equals, "1");
    EXPECT_EQ(plan->crossed.size(), 1U);
    EXPECT_EQ(plan->limits.at("bias.selection_rate.ratio"), 0.7);
    // What was read is what is written.
    const json once = plan_to_json(*plan);
    const auto again = parse_plan(once.dump(), table());
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(plan_to_json(*again), once);
}

TEST(Plan, KeepsEveryKindOfARemedysFields) {
    const std::string_view text =
        R"({"version":1,"roles":{},"remedies":[{"do":"thresholds","column":"sex","columns":["sex","age"],"width":10,"level":0.5,)"
        R"("randomised":true,"costs":{"tp":1,"fp":-2.5}}]})";
    const auto plan = parse_plan(text, table());
    ASSERT_TRUE(plan.has_value());
    ASSERT_EQ(plan->remedies.size(), 1U);
    EXPECT_EQ(plan->remedies[0].kind, "thresholds");
    EXPECT_EQ(*plan->remedies[0].find("level"), RemedyValue(0.5));
    EXPECT_EQ(*plan->remedies[0].find("costs"), RemedyValue(NamedNumbers{{"tp", 1}, {"fp", -2.5}}));
    EXPECT_EQ(plan->remedies[0].find("alpha"), nullptr);
    EXPECT_EQ(plan_to_json(*plan).dump(), text);
}

TEST(Plan, RefusesWhatNoFieldOfARemedyHolds) {
    EXPECT_EQ(refusal(R"({"remedies": [{"do": "repair", "columns": [1]}]})"), "error.remedy.wrong");
    EXPECT_EQ(refusal(R"({"remedies": [{"do": "repair", "level": null}]})"), "error.remedy.wrong");
    EXPECT_EQ(refusal(R"({"remedies": [{"do": "thresholds", "costs": {"tp": {}}}]})"), "error.remedy.wrong");
    EXPECT_EQ(refusal(R"({"remedies": [{"do": "drop", "column": ["sex"]}]})"), "error.plan_wrong");
}

TEST(Plan, NamesWhatIsUnknown) {
    EXPECT_EQ(refusal("{"), "error.plan_not_json");
    EXPECT_EQ(refusal("[]"), "error.plan_not_object");
    EXPECT_EQ(refusal(R"({"rolls": {}})"), "error.plan_unknown_field_near rolls roles");
    EXPECT_EQ(refusal(R"({"xyzxyzxyz": {}})"), "error.plan_unknown_field xyzxyzxyz ");
    EXPECT_EQ(refusal(R"({"roles": {"sexx": ["protected"]}})"), "error.plan_unknown_column_near sexx sex");
    EXPECT_EQ(refusal(R"({"roles": {"sex": ["protekted"]}})"), "error.plan_unknown_role_near protekted protected");
    EXPECT_EQ(refusal(R"({"bins": {"agee": [1]}})"), "error.plan_unknown_column_near agee age");
    EXPECT_EQ(refusal(R"({"crossed": [["sex", "Age"]]})"), "error.plan_unknown_column_near Age age");
    EXPECT_EQ(refusal(R"({"treatment": {"column": "nothing_like_it", "control": "F"}})"),
              "error.plan_unknown_column nothing_like_it ");
    EXPECT_EQ(refusal(R"({"remedies": [{"do": "drop", "column": "sexx"}]})"),
              "error.plan_unknown_column_near sexx sex");
    EXPECT_EQ(refusal(R"({"positive": {"income": {"equal": 1}}})"), "error.plan_unknown_field_near equal equals");
    EXPECT_EQ(refusal(R"({"meaning": {"age": "birthdate"}})"), "error.plan_unknown_meaning_near birthdate birth_date");
    EXPECT_EQ(refusal(R"({"meaning": {"age": "about"}})"), "error.plan_unknown_meaning about ");
    // Nothing resembles a single letter.
    EXPECT_EQ(refusal(R"({"roles": {"x": ["protected"]}})"), "error.plan_unknown_column x ");
}

TEST(Plan, WhoDoesNotKnowTheMeaningsTakesAny) {
    // The app reads the plan of a report: it holds neither the word lists nor what judges values.
    const auto document = json::parse(R"({"meaning": {"age": "row_id"}})", nullptr, false);
    const auto plan = plan_from_json(document, nullptr);
    ASSERT_TRUE(plan.has_value());
    EXPECT_EQ(plan->meaning.at("age"), "row_id");
    EXPECT_FALSE(plan_from_json(document, nullptr, {"age"}).has_value());
}

TEST(Plan, RefusesWrongShapes) {
    for (const char* plan :
         {R"({"version": 2})", R"({"roles": []})", R"({"roles": {"sex": "protected"}})", R"({"positive": {"sex": {}}})",
          R"({"positive": {"sex": {"at_least": "x"}}})", R"({"positive": {"sex": {"equals": "F", "at_least": 1}}})",
          R"({"bins": {"age": []}})", R"({"bins": {"age": [60, 25]}})", R"({"bins": {"age": ["a"]}})",
          R"({"crossed": [["sex"]]})", R"({"crossed": [["sex", "sex"]]})", R"({"treatment": {"column": "sex"}})",
          R"({"missing_tokens": ""})", R"({"limits": {"a": "b"}})", R"({"market": "Germany"})", R"({"remedies": [1]})",
          R"({"as_of": 2026})"}) {
        EXPECT_EQ(refusal(plan), "error.plan_wrong") << plan;
    }
    EXPECT_EQ(refusal(R"({"as_of": "2026-02-30"})"), "error.plan_not_a_date");
    EXPECT_EQ(refusal(R"({"as_of": "01.11.2026"})"), "error.plan_not_a_date");
}

/// Where an error of JSON is: "key line:letter".
std::string place(std::string_view plan) {
    const auto result = parse_plan(plan, table());
    if (result) { return "accepted"; }
    std::string text = result.error().message.key;
    for (const auto& arg : result.error().message.args) {
        if (arg.name == "line") { text += " " + std::to_string(arg.integer); }
        if (arg.name == "place") { text += ":" + std::to_string(arg.integer); }
    }
    return text;
}

TEST(Plan, SaysWhereItIsNoJson) {
    EXPECT_EQ(place("{\n  \"rôle\": }"), "error.plan_not_json 2:11");
    EXPECT_EQ(place("{\"version\": 1,}"), "error.plan_not_json 1:15");
    EXPECT_EQ(place("\xEF\xBB\xBF{]"), "error.plan_not_json 1:2");
    EXPECT_EQ(place(""), "error.plan_not_json 1:1");
    EXPECT_EQ(place("{\"limits\":\n{\"bias.selection_rate.ratio\": 1e400}}"), "error.plan_number_too_large 2:30");
}

TEST(Plan, KeepsNeitherOfTwoEntriesWithOneName) {
    EXPECT_EQ(refusal(R"({"roles": {"sex": ["protected"], "sex": ["ignore"]}})"), "error.plan_name_twice sex");
    EXPECT_EQ(refusal(R"({"roles": {"sex": ["protected"]}, "favoured": {"sex": "M"}})"), "accepted");
}

TEST(Plan, RefusesBracketsWithoutEnd) {
    std::string deep =
        R"({"remedies": [{"do": "x", "a": )" + std::string(100000, '[') + std::string(100000, ']') + "}]}";
    EXPECT_EQ(refusal(deep), "error.plan_too_deep");
    EXPECT_EQ(refusal(std::string(100000, '[')), "error.plan_too_deep");
}

/// The key of the error with which an audit under that plan ends.
std::string audited(std::string_view plan_json) {
    Session session(Progress::none());
    session.take(Input::current, table());
    if (const Result<void> set = session.set_plan(plan_json); !set) { return set.error().message.key; }
    const Result<void> done = session.audit({});
    return done ? "accepted" : done.error().message.key;
}

TEST(Plan, HoldsLimitsToTheirRange) {
    EXPECT_EQ(audited(R"({"limits": {"privacy.reidentification.k": 0}})"), "error.plan_limit_range");
    EXPECT_EQ(audited(R"({"limits": {"bias.selection_rate.ratio": -1}})"), "error.plan_limit_range");
    EXPECT_EQ(audited(R"({"limits": {"privacy.reidentification.risk": 5}})"), "error.plan_limit_range");
    EXPECT_EQ(audited(R"({"limits": {"bias.selection_rate.ratio": 1}})"), "accepted");
    EXPECT_EQ(audited(R"({"limits": {"bias.selection_rate.ration": 1}})"), "error.plan_unknown_limit");
}

TEST(Plan, AsksNumbersOnlyOfNumbers) {
    EXPECT_EQ(audited(R"({"bins": {"sex": [1, 2]}})"), "error.plan_needs_numbers");
    EXPECT_EQ(audited(R"({"positive": {"sex": {"at_least": 1}}})"), "error.plan_needs_numbers");
    EXPECT_EQ(audited(R"({"positive": {"income": {"at_least": 1}}})"), "accepted");
    EXPECT_EQ(audited(R"({"treatment": {"column": "sex", "control": "X"}})"), "error.plan_control_absent");
    EXPECT_EQ(audited(R"({"treatment": {"column": "sex", "control": "F"}})"), "accepted");
}

TEST(Plan, APopulationMayNameMoreGroupsThanTheFileHas) {
    std::string groups;
    for (int i = 0; i < 20'000; ++i) { groups += "\"g" + std::to_string(i) + "\": 0, "; }
    EXPECT_EQ(audited(R"({"population": {"sex": {)" + groups + R"(" F ": 1}}})"), "accepted");
    EXPECT_EQ(audited(R"({"population": {"sex": {)" + groups + R"("F": 1, "f": 1}}})"), "error.plan_population_absent");
    EXPECT_EQ(audited(R"({"population": {"sex": {)" + groups + R"("g7": 0}}})"), "error.plan_name_twice");
}

TEST(Plan, EveryRoleHasANameAndBack) {
    for (std::size_t i = 0; i <= static_cast<std::size_t>(Role::ignore); ++i) {
        const Role role = static_cast<Role>(i);
        EXPECT_EQ(role_named(name_of(role)), role);
    }
    EXPECT_EQ(name_of(Role::protected_), "protected");
    EXPECT_EQ(name_of(Role::ignore), "ignore");
    EXPECT_FALSE(role_named("nothing").has_value());
}

}  // namespace
}  // namespace klarsicht
