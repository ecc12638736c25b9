#include "audit/plan_edit_json.h"

#include <gtest/gtest.h>

#include <array>

#include "support/audit.h"

namespace klarsicht {
namespace {

/// Every kind of edit, as it is sent.
constexpr std::string_view every_kind[] = {
    R"({"edit":"roles","column":"sex","roles":["protected","quasi_identifier"]})",
    R"({"edit":"toggle_role","column":"age","role":"ignore"})",
    R"({"edit":"meaning","column":"age","meaning":"age"})",
    R"({"edit":"positive","column":"chosen","positive":{"equals":"yes"}})",
    R"({"edit":"bins","column":"age","bins":[25.0,60.5]})",
    R"({"edit":"favoured","column":"sex","favoured":"m"})",
    R"({"edit":"crossed","crossed":[["sex","age"]]})",
    R"({"edit":"cross","columns":["sex","age"]})",
    R"({"edit":"limit","name":"bias.selection_rate.ratio","value":0.7})",
    R"({"edit":"missing_tokens","missing_tokens":["","?"]})",
    R"({"edit":"as_of","as_of":"2026-11-01"})",
    R"({"edit":"treatment","treatment":{"column":"sex","control":"m"}})",
    R"({"edit":"population","column":"sex","population":{"f":0.5,"m":0.5}})",
    R"({"edit":"remedies","remedies":[{"do":"generalise","column":"age","width":10}]})",
    R"({"edit":"harmless","column":"sex","harmless":true})",
    R"({"edit":"date_order","date_order":"mdy"})",
    R"({"edit":"market","market":"DE"})",
    R"({"edit":"holder","column":"age","role":"score"})",
    R"({"edit":"toggle_cross","columns":["sex","age"]})",
    // … and what takes a choice back.
    R"({"edit":"harmless","column":"sex","harmless":false})",
    R"({"edit":"roles","column":"sex","roles":[]})",
    R"({"edit":"meaning","column":"age","meaning":null})",
    R"({"edit":"positive","column":"chosen","positive":null})",
    R"({"edit":"bins","column":"age","bins":null})",
    R"({"edit":"favoured","column":"sex","favoured":null})",
    R"({"edit":"crossed","crossed":null})",
    R"({"edit":"limit","name":"bias.selection_rate.ratio","value":null})",
    R"({"edit":"missing_tokens","missing_tokens":null})",
    R"({"edit":"as_of","as_of":null})",
    R"({"edit":"date_order","date_order":null})",
    R"({"edit":"market","market":null})",
    R"({"edit":"holder","column":null,"role":"score"})",
    R"({"edit":"treatment","treatment":null})",
    R"({"edit":"population","column":"sex","population":null})",
    R"({"edit":"remedies","remedies":[]})",
};

Result<PlanEdit> read(std::string_view text) { return plan_edit_from_json(json::parse(text, nullptr, false)); }

TEST(PlanEdit, EveryKindReadsBackAsItWasWritten) {
    std::set<std::size_t> kinds;
    for (const std::string_view text : every_kind) {
        const Result<PlanEdit> edit = read(text);
        ASSERT_TRUE(edit.has_value()) << text << " " << (edit ? "" : edit.error().message.key);
        kinds.insert(edit->index());
        EXPECT_EQ(plan_edit_to_json(*edit).dump(), text);
    }
    EXPECT_EQ(kinds.size(), std::variant_size_v<PlanEdit>);
}

/// The key of the error that an edit is refused with, and what it names.
std::string refusal(const Result<Plan>& plan) {
    if (plan) { return "accepted"; }
    std::string text = plan.error().message.key;
    for (const auto& arg : plan.error().message.args) {
        if (arg.name == "name" || arg.name == "field" || arg.name == "nearest") { text += " " + arg.text; }
    }
    return text;
}

test::World world() {
    return test::world_of(
        test::table_of("sex,age,chosen\nf,30,yes\nm,40,no\nf,50,yes\nm,20,no\n"),
        R"({"version": 1, "roles": {"sex": ["protected"], "age": ["protected"], "chosen": ["decision"]}})");
}

Result<Plan> edited(const Plan& given, const Plan& used, std::string_view text) {
    const PlanEdit edit = KLARSICHT_TRY(read(text));
    return edit_plan(given, used, edit);
}

TEST(PlanEdit, RefusesWhatDoesNotFitByName) {
    const test::World w = world();
    const auto refused = [&](std::string_view text) { return refusal(edited(Plan(), w.plan, text)); };
    EXPECT_EQ(refused("[]"), "error.request.wrong edit");
    EXPECT_EQ(refused("{}"), "error.request.wrong edit");
    EXPECT_EQ(refused(R"({"edit":"rolls"})"), "error.plan_unknown_edit_near rolls edit roles");
    EXPECT_EQ(refused(R"({"edit":"roles","roles":[]})"), "error.request.wrong column");
    EXPECT_EQ(refused(R"({"edit":"roles","column":"sex"})"), "error.request.wrong roles");
    EXPECT_EQ(refused(R"({"edit":"roles","column":"sex","roles":[],"colour":1})").substr(0, 31),
              "error.plan_unknown_field colour");
    EXPECT_EQ(refused(R"({"edit":"roles","column":"sexx","roles":[]})"),
              "error.plan_unknown_column_near sexx roles sex");
    EXPECT_EQ(refused(R"({"edit":"roles","column":"sex","roles":["protekted"]})"),
              "error.plan_unknown_role_near protekted sex protected");
    EXPECT_EQ(refused(R"({"edit":"toggle_role","column":"sex","role":7})"), "error.plan_wrong roles → sex");
    EXPECT_EQ(refused(R"({"edit":"meaning","column":"age","meaning":"birthdate"})"),
              "error.plan_unknown_meaning_near birthdate age birth_date");
    EXPECT_EQ(refused(R"({"edit":"positive","column":"chosen","positive":{"is":1}})").substr(0, 24),
              "error.plan_unknown_field");
    EXPECT_EQ(refused(R"({"edit":"bins","column":"age","bins":[60,25]})"), "error.plan_wrong bins → age");
    EXPECT_EQ(refused(R"({"edit":"favoured","column":"gone","favoured":"m"})").substr(0, 31),
              "error.plan_unknown_column gone ");
    EXPECT_EQ(refused(R"({"edit":"crossed","crossed":[["sex","gone"]]})").substr(0, 31),
              "error.plan_unknown_column gone ");
    EXPECT_EQ(refused(R"({"edit":"cross","columns":["sex"]})"), "error.plan_wrong crossed");
    EXPECT_EQ(refused(R"({"edit":"limit","name":"x","value":"much"})"), "error.plan_wrong limits → x");
    EXPECT_EQ(refused(R"({"edit":"missing_tokens","missing_tokens":"-"})"), "error.plan_wrong missing_tokens");
    EXPECT_EQ(refused(R"({"edit":"as_of","as_of":"2026-02-30"})").substr(0, 21), "error.plan_not_a_date");
    EXPECT_EQ(refused(R"({"edit":"treatment","treatment":{"column":"gone","control":"m"}})").substr(0, 31),
              "error.plan_unknown_column gone ");
    EXPECT_EQ(refused(R"({"edit":"population","column":"sex","population":{"f":-1}})"),
              "error.plan_wrong population → sex");
    EXPECT_EQ(refused(R"({"edit":"remedies","remedies":[{"do":"drop","column":"gone"}]})").substr(0, 31),
              "error.plan_unknown_column gone ");
}

/// The JSON of the plan that the person has after the edits, one after another.
json after(const test::World& w, std::string_view given, std::initializer_list<std::string_view> edits) {
    Plan plan = *parse_plan(given, w.table);
    for (const std::string_view edit : edits) {
        const Plan used = complete_plan(plan, w.table, w.profile);
        Result<Plan> next = edited(plan, used, edit);
        EXPECT_TRUE(next.has_value()) << edit;
        if (next) { plan = std::move(*next); }
    }
    return plan_to_json(complete_plan(plan, w.table, w.profile));
}

TEST(PlanEdit, ARoleIsToggledAndIgnoreExcludesOthers) {
    const test::World w = world();
    const auto roles = [&](std::initializer_list<std::string_view> edits) {
        return after(w, R"({"roles": {"sex": ["protected"]}})", edits)["roles"]["sex"].dump();
    };
    EXPECT_EQ(roles({R"({"edit":"toggle_role","column":"sex","role":"quasi_identifier"})"}),
              R"(["protected","quasi_identifier"])");
    EXPECT_EQ(roles({R"({"edit":"toggle_role","column":"sex","role":"protected"})"}), "[]");
    EXPECT_EQ(roles({R"({"edit":"toggle_role","column":"sex","role":"ignore"})"}), R"(["ignore"])");
    EXPECT_EQ(roles({R"({"edit":"toggle_role","column":"sex","role":"ignore"})",
                     R"({"edit":"toggle_role","column":"sex","role":"score"})"}),
              R"(["score"])");
}

TEST(PlanEdit, OtherColumnsKeepTheirRoles) {
    const test::World w = world();
    const json before = plan_to_json(complete_plan(Plan(), w.table, w.profile));
    json changed = after(w, "{}", {R"({"edit":"roles","column":"age","roles":["sensitive"]})"});
    EXPECT_EQ(changed["roles"]["age"].dump(), R"(["sensitive"])");
    for (const char* column : {"sex", "chosen"}) { EXPECT_EQ(changed["roles"][column], before["roles"][column]); }
}

TEST(PlanEdit, WhoIsProtectedDecidesWhatIsCrossed) {
    const test::World w = world();
    constexpr std::string_view both =
        R"({"roles": {"sex": ["protected"], "age": ["protected"], "chosen": ["decision"]}, "bins": {"age": [35]}})";
    constexpr std::string_view age_is_none = R"({"edit":"roles","column":"age","roles":["attribute"]})";
    EXPECT_EQ(after(w, both, {})["crossed"].dump(), R"([["sex","age"]])");
    EXPECT_FALSE(after(w, both, {age_is_none}).contains("crossed"));
    // Protected again, they are crossed again: the suggestion was not frozen.
    EXPECT_EQ(
        after(w, both, {age_is_none, R"({"edit":"toggle_role","column":"age","role":"protected"})"})["crossed"].dump(),
        R"([["sex","age"]])");
    // What the person asked for stays as long as it can.
    EXPECT_EQ(after(w, both,
                    {R"({"edit":"crossed","crossed":[]})",
                     R"({"edit":"roles","column":"chosen","roles":["outcome"]})"})["crossed"]
                  .dump(),
              "[]");
    EXPECT_EQ(after(w, both, {R"({"edit":"cross","columns":["age","sex"]})"})["crossed"].dump(), R"([["sex","age"]])");
    EXPECT_FALSE(after(w, both, {R"({"edit":"crossed","crossed":[["age","sex"]]})", age_is_none}).contains("crossed"));
}

TEST(PlanEdit, WhatIsTakenBackIsSuggestedAnew) {
    const test::World w = world();
    constexpr std::string_view given =
        R"({"roles": {"sex": ["protected"], "chosen": ["decision"]}, "positive": {"chosen": {"equals": "no"}}, "favoured": {"sex": "f"}})";
    EXPECT_EQ(after(w, given, {})["positive"]["chosen"]["equals"], "no");
    const json back = after(w, given,
                            {R"({"edit":"positive","column":"chosen","positive":null})",
                             R"({"edit":"favoured","column":"sex","favoured":null})"});
    EXPECT_EQ(back["positive"]["chosen"]["equals"], "yes");
    EXPECT_EQ(back["favoured"]["sex"], "f");  // women are selected more often
    EXPECT_EQ(after(w, given,
                    {R"({"edit":"positive","column":"chosen","positive":null})",
                     R"({"edit":"positive","column":"chosen","positive":{"equals":"no"}})",
                     R"({"edit":"favoured","column":"sex","favoured":null})"})["favoured"]["sex"],
              "m");
}

TEST(PlanEdit, ATreatmentsColumnGetsItsRole) {
    const test::World w = world();
    const json plan = after(w, "{}", {R"({"edit":"treatment","treatment":{"column":"sex","control":"m"}})"});
    EXPECT_NE(plan["roles"]["sex"].dump().find("treatment"), std::string::npos);
    EXPECT_EQ(plan["treatment"]["control"], "m");
    EXPECT_FALSE(after(w, "{}",
                       {R"({"edit":"treatment","treatment":{"column":"sex","control":"m"}})",
                        R"({"edit":"roles","column":"sex","roles":["protected"]})"})
                     .contains("treatment"));
}

/// The edit that a person types or chooses, as it is sent when it is not typed; else the key of the error.
std::string typed(std::string_view field, std::string_view text) {
    const json asked = {{"edit", "typed"}, {"field", field}, {"text", text}};
    const Result<PlanEdit> edit = plan_edit_from_json(asked);
    return edit ? plan_edit_to_json(*edit).dump() : edit.error().message.key;
}

TEST(PlanEdit, WhatIsTypedIsTheSameEdit) {
    const std::pair<std::array<std::string_view, 2>, std::string_view> expected[] = {
        {{"limit|bias.selection_rate.ratio", "0,75"},
         R"({"edit":"limit","name":"bias.selection_rate.ratio","value":0.75})"},
        {{"limit|bias.selection_rate.ratio", " 75 % "},
         R"({"edit":"limit","name":"bias.selection_rate.ratio","value":0.75})"},
        {{"limit|bias.selection_rate.ratio", "75\u00A0%"},
         R"({"edit":"limit","name":"bias.selection_rate.ratio","value":0.75})"},
        {{"limit|bias.selection_rate.ratio", ""},
         R"({"edit":"limit","name":"bias.selection_rate.ratio","value":null})"},
        {{"bins|age", "25; 60,5"}, R"({"edit":"bins","column":"age","bins":[25.0,60.5]})"},
        {{"bins|age", "25, 60"}, R"({"edit":"bins","column":"age","bins":[25.0,60.0]})"},
        {{"bins|age", ""}, R"({"edit":"bins","column":"age","bins":null})"},
        {{"at_least|income", "1e3"}, R"({"edit":"positive","column":"income","positive":{"at_least":1000.0}})"},
        {{"at_most|income", "-2,5"}, R"({"edit":"positive","column":"income","positive":{"at_most":-2.5}})"},
        {{"positive|a|b", ">50K"}, R"({"edit":"positive","column":"a|b","positive":{"equals":">50K"}})"},
        {{"positive|a", ""}, R"({"edit":"positive","column":"a","positive":null})"},
        {{"favoured|sex", "m"}, R"({"edit":"favoured","column":"sex","favoured":"m"})"},
        {{"control|arm", "none"}, R"({"edit":"treatment","treatment":{"column":"arm","control":"none"}})"},
        {{"control|arm", ""}, R"({"edit":"treatment","treatment":null})"},
        {{"missing_tokens", "NA; k. A. ;?"}, R"({"edit":"missing_tokens","missing_tokens":["","NA","k. A.","?"]})"},
        {{"missing_tokens", ";"}, R"({"edit":"missing_tokens","missing_tokens":[""]})"},
        {{"missing_tokens", " "}, R"({"edit":"missing_tokens","missing_tokens":null})"},
        {{"as_of", "1.2.2026"}, R"({"edit":"as_of","as_of":"2026-02-01"})"},
        {{"as_of", "2026-02-01"}, R"({"edit":"as_of","as_of":"2026-02-01"})"},
        {{"as_of", ""}, R"({"edit":"as_of","as_of":null})"},
        {{"market", "de"}, R"({"edit":"market","market":"DE"})"},
        {{"market", ""}, R"({"edit":"market","market":null})"},
        {{"holder|person", "id"}, R"({"edit":"holder","column":"id","role":"person"})"},
        {{"holder|person", ""}, R"({"edit":"holder","column":null,"role":"person"})"},
        {{R"(crossed|["sex","age"])", ""}, R"({"edit":"toggle_cross","columns":["sex","age"]})"},
        {{"meaning|born", "birth_date"}, R"({"edit":"meaning","column":"born","meaning":"birth_date"})"},
        {{"meaning|born", "none"}, R"({"edit":"meaning","column":"born","meaning":"none"})"},
        {{"meaning|born", ""}, R"({"edit":"meaning","column":"born","meaning":null})"},
        {{"date_order", "mdy"}, R"({"edit":"date_order","date_order":"mdy"})"},
        {{"date_order", ""}, R"({"edit":"date_order","date_order":null})"},
        {{"date_order", "ymd"}, "error.plan_wrong"},
        {{"limit|x", "viel"}, "error.typed.number"},
        {{"limit|x", "1,2,3"}, "error.typed.number"},
        {{"limit|x", "%"}, "error.typed.number"},
        {{"at_least|income", "true"}, "error.typed.number"},
        {{"bins|age", "60; 25"}, "error.typed.bins"},
        {{"bins|age", "25,60"}, "error.typed.bins"},
        {{"bins|age", "jung; alt"}, "error.typed.bins"},
        {{"as_of", "31.2.2026"}, "error.typed.day"},
        {{"as_of", "morgen"}, "error.typed.day"},
        {{"as_of", "1.2.26"}, "error.typed.day"},
        {{"market", "Germany"}, "error.typed.market"},
        {{"market", "D1"}, "error.typed.market"},
        {{"meaning|born", "no such meaning"}, "error.plan_unknown_meaning"},
        {{"holder|no such role", "id"}, "error.plan_unknown_role"},
        {{"crossed|", ""}, "error.plan_wrong"},
        {{"no such field", ""}, "error.plan_unknown_field"},
    };
    for (const auto& [asked, wanted] : expected) {
        EXPECT_EQ(typed(asked[0], asked[1]), wanted) << asked[0] << asked[1];
    }
}

TEST(PlanEdit, AHolderTakesTheRoleFromAllOthers) {
    const test::World w = world();
    const json plan = after(w, "{}", {R"({"edit":"holder","column":"age","role":"decision"})"});
    EXPECT_EQ(plan["roles"]["age"].dump(), R"(["quasi_identifier","protected","decision"])");
    EXPECT_EQ(plan["roles"]["chosen"].dump(), "[]");
    const json none = after(w, "{}", {R"({"edit":"holder","column":null,"role":"decision"})"});
    EXPECT_EQ(none["roles"]["chosen"].dump(), "[]");
    EXPECT_EQ(refusal(edited(Plan(), w.plan, R"({"edit":"holder","column":"gone","role":"decision"})")),
              "error.plan_unknown_column gone roles ");
}

TEST(PlanEdit, ACrossedSetIsTakenOutAndPutIn) {
    const test::World w = world();
    ASSERT_EQ(w.plan.crossed.size(), 1U);
    const json none = after(w, "{}", {R"({"edit":"toggle_cross","columns":["age","sex"]})"});
    EXPECT_EQ(none["crossed"].dump(), "[]") << "none at all, not suggested anew";
    const json again = after(
        w, "{}",
        {R"({"edit":"toggle_cross","columns":["age","sex"]})", R"({"edit":"toggle_cross","columns":["sex","age"]})"});
    EXPECT_EQ(again["crossed"].dump(), R"([["sex","age"]])");
}

TEST(PlanEdit, AllEditsOfOneStepOrNone) {
    const test::World w = world();
    const std::vector<PlanEdit> edits = {edit::ToggleRole{"sex", Role::protected_}, edit::SetFavoured{"gone", "m"}};
    EXPECT_FALSE(edit_plan(Plan(), w.plan, edits).has_value());
}

TEST(PlanEdit, EveryRoleIsOfferedOnce) {
    const auto offered = offered_roles();
    EXPECT_EQ(std::set<Role>(offered.begin(), offered.end()).size(), static_cast<std::size_t>(Role::ignore) + 1);
    EXPECT_EQ(offered.size(), static_cast<std::size_t>(Role::ignore) + 1);
}

}  // namespace
}  // namespace klarsicht
