#include "audit/offered_remedies.h"

#include <gtest/gtest.h>

#include <string>

#include "audit/report.h"
#include "report/offers_json.h"
#include "report/render.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

Report campaign() {
    Report report;
    const auto add = [&](const char* name, Kind kind, std::vector<Role> roles) {
        ColumnReport& column = report.columns.emplace_back();
        column.name = name;
        column.summary.interpretation.kind = kind;
        column.roles = std::move(roles);
    };
    add("id", Kind::integer, {Role::person});
    add("sex", Kind::category, {Role::protected_});
    add("age", Kind::integer, {Role::protected_, Role::attribute});
    add("region", Kind::category, {Role::attribute});
    add("income", Kind::number, {Role::attribute});
    add("score", Kind::number, {Role::score});
    add("bought", Kind::integer, {Role::outcome});
    add("old", Kind::integer, {Role::attribute, Role::ignore});
    report.limits["bias.mitigation"] = {{.name = "bias.mitigation.value_tp", .value = 3},
                                        {.name = "bias.mitigation.value_fp", .value = -2}};
    return report;
}

std::string kinds_of(const Report& report) {
    std::string kinds;
    for (const RemedyOffer& offer : offered_remedies(report)) { kinds += (kinds.empty() ? "" : " ") + offer.step.kind; }
    return kinds;
}

std::string options_of(const RemedyParameter& parameter) {
    std::string ids;
    for (const RemedyOption& option : parameter.options) { ids += (ids.empty() ? "" : " ") + option.id; }
    return ids;
}

TEST(OfferedRemedies, AreWhatTheFileAllows) {
    Report report = campaign();
    EXPECT_EQ(kinds_of(report), "reweigh thresholds repair remove_correlation");
    const std::vector<RemedyOffer> offers = offered_remedies(report);
    EXPECT_EQ(options_of(offers[0].parameters[0]), "sex age");
    EXPECT_EQ(options_of(offers[2].parameters[1]), "income score");
    report.columns[5].roles = {Role::ignore};  // no score
    EXPECT_EQ(kinds_of(report), "reweigh repair remove_correlation");
    report.columns[6].roles = {Role::ignore};  // nobody knows what happened
    EXPECT_EQ(kinds_of(report), "repair remove_correlation");
    report.columns[4].roles = {Role::quasi_identifier};
    EXPECT_EQ(kinds_of(report), "");
    report = campaign();
    report.columns[1].roles = report.columns[2].roles = {Role::attribute};  // for whom?
    EXPECT_EQ(kinds_of(report), "");
}

TEST(OfferedRemedies, CarryTheCostsThatTheAuditUsed) {
    const std::vector<RemedyOffer> offers = offered_remedies(campaign());
    const RemedyValue* costs = offers[1].step.find("costs");
    ASSERT_NE(costs, nullptr);
    EXPECT_EQ(std::get<NamedNumbers>(*costs), (NamedNumbers{{"tp", 3}, {"fp", -2}, {"tn", 0}, {"fn", 0}}));
}

TEST(OfferedRemedies, SetFieldsJoinsListsAndReplacesTheRest) {
    RemedyStep step{.kind = "repair", .fields = {{"level", 1.0}}};
    set_fields(step, {{"columns", std::vector<std::string>{"a"}}, {"level", 0.5}});
    set_fields(step, {{"columns", std::vector<std::string>{"b"}}});
    EXPECT_EQ(step, (RemedyStep{.kind = "repair",
                                .fields = {{"level", 0.5}, {"columns", std::vector<std::string>{"a", "b"}}}}));
}

/// Every step that a person can put together of the offer; of several options each alone.
std::vector<RemedyStep> steps_of(const RemedyOffer& offer) {
    std::vector<RemedyStep> steps = {offer.step};
    for (const RemedyParameter& parameter : offer.parameters) {
        std::vector<RemedyStep> next;
        for (const RemedyStep& step : steps) {
            for (const RemedyOption& option : parameter.options) { set_fields(next.emplace_back(step), option.sets); }
        }
        steps = std::move(next);
    }
    return steps;
}

TEST(OfferedRemedies, CanEachBeCarriedOut) {
    std::string csv = "sex,age,income,score,bought\n";
    for (int i = 0; i < 400; ++i) {
        csv += std::string(i % 2 == 0 ? "f" : "m") + "," + std::to_string(20 + i % 40) + "," +
               std::to_string(1000 + i * 7 % 900 + i % 2 * 100) + ",0." + std::to_string(10 + i * 13 % 90) + "," +
               std::to_string(i * 13 % 90 > 45 ? i % 7 != 0 : i % 5 == 0) + "\n";
    }
    Session session(Progress::none());
    session.take(Input::current, test::table_of(csv));
    ASSERT_TRUE(session.set_plan(R"({"roles": {"sex": ["protected"], "age": ["protected"], "income": ["attribute"],
        "score": ["score"], "bought": ["outcome"]}, "positive": {"bought": {"equals": "1"}}, "bins": {"age": [40]}})"));
    ASSERT_TRUE(session.audit({}));
    std::size_t tried = 0;
    for (const RemedyOffer& offer : session.report()->remedies) {
        for (const RemedyStep& step : steps_of(offer)) {
            const Result<Remedied> made = session.remedy(std::vector{step});
            EXPECT_TRUE(made.has_value()) << offer.step.kind << ": " << (made ? "" : made.error().message.key);
            ++tried;
        }
    }
    EXPECT_EQ(tried, 2u + 2u * 4u + 2u * (2u * 2u * 2u));
}

TEST(OfferedRemedies, AreSaidInBothLanguages) {
    for (const Language language : {Language::de, Language::en}) {
        const json offers = offers_to_json(offered_remedies(campaign()), Texts::of(language));
        EXPECT_EQ(json_text(offers).find("⟦"), std::string::npos) << json_text(offers);
        ASSERT_EQ(offers.size(), 4u);
        EXPECT_EQ(offers[2]["step"], json::parse(R"({"do": "repair"})", nullptr, false));
        const json& parity = offers[1]["parameters"][1];
        EXPECT_EQ(parity["default"], json::parse(R"(["demographic_parity"])", nullptr, false));
        EXPECT_EQ(parity["options"][3]["sets"],
                  json::parse(R"({"parity": "equalized_odds", "randomised": true})", nullptr, false));
        const json& columns = offers[2]["parameters"][1];
        EXPECT_EQ(columns["default"], json::array());
        EXPECT_TRUE(columns["several"].get<bool>());
        EXPECT_EQ(columns["options"][0]["label"], "income");
    }
}

}  // namespace
}  // namespace klarsicht
