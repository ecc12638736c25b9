// The plan as a file from one month to the next, what can be set about it, and a look at how a file would be read.
#include <gtest/gtest.h>

#include <set>

#include "audit/plan_edit_json.h"
#include "base/json.h"
#include "profile/meaning.h"
#include "session/settings.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

std::string key_of(const auto& result) { return result ? "done" : result.error().message.key; }

/// @param sex, chosen: what these columns are called @param yes what stands for yes
std::string people(std::string_view sex = "sex", std::string_view chosen = "chosen", std::string_view yes = "yes") {
    std::string csv = std::string(sex) + ",age," + std::string(chosen) + "\n";
    for (std::size_t i = 0; i < 120; ++i) {
        csv += std::string(i % 2 == 0 ? "f" : "m") + "," + std::to_string(20 + i % 50) + "," +
               std::string(i % 3 == 0 ? yes : "no") + "\n";
    }
    return csv;
}

constexpr std::string_view last_month =
    R"({"version": 1, "roles": {"sex": ["protected"], "age": ["protected"], "chosen": ["decision"]},
        "positive": {"chosen": {"equals": "yes"}}, "favoured": {"sex": "m"}, "bins": {"age": [40]},
        "crossed": [["sex", "age"]], "limits": {"bias.selection_rate.ratio": 0.7}, "as_of": "2026-10-01",
        "harmless": ["sex"], "market": "AT", "reading": {"delimiter": ",", "header": true, "encoding": "utf-8"}})";

/// What is said of a plan that is held against a file: key and names.
std::vector<std::string> misfits(Session& session, std::string_view csv, std::string_view plan) {
    session.take(Input::current, test::table_of(csv));
    EXPECT_EQ(key_of(session.set_plan(plan, true)), "done");
    EXPECT_EQ(key_of(session.audit({})), "done");
    std::vector<std::string> said;
    for (const Message& sentence : session.report()->understanding.sentences) {
        if (!sentence.key.starts_with("understood.plan_")) { continue; }
        for (const auto& arg : sentence.args) {
            if (arg.name == "names") { said.push_back(sentence.key + " " + arg.text); }
        }
    }
    return said;
}

using Said = std::vector<std::string>;

TEST(PlanFile, HoldsForTheNextFileAsItDidForTheLast) {
    Session session(Progress::none());
    EXPECT_EQ(misfits(session, people(), last_month), Said());
    const Plan& plan = session.report()->plan;
    EXPECT_EQ(plan.favoured.at("sex"), "m");
    EXPECT_EQ(plan.limits.at("bias.selection_rate.ratio"), 0.7);
    EXPECT_EQ(plan.reading.delimiter, ',');
    EXPECT_EQ(plan.reading.header, true);
    // Kept and held against the file again, it is the same plan.
    const Plan kept = *session.plan_to_keep();
    Session next(Progress::none());
    EXPECT_EQ(misfits(next, people(), plan_to_json(kept).dump()), Said());
    EXPECT_EQ(plan_to_json(*next.plan_to_keep()), plan_to_json(kept));
}

TEST(PlanFile, ColumnsThatTheNextFileLacksAreSaidAndTheRestHolds) {
    Session session(Progress::none());
    EXPECT_EQ(misfits(session, people("gender"), last_month),
              (Said{"understood.plan_lacks sex", "understood.plan_new gender"}));
    const Plan& given = session.given();
    EXPECT_EQ(given.roles.at("age"), std::vector<Role>{Role::protected_});
    EXPECT_FALSE(given.roles.contains("sex") || given.favoured.contains("sex") || given.crossed_given);
    EXPECT_TRUE(given.harmless.empty());
    EXPECT_EQ(misfits(session, people("gender", "result"), last_month),
              (Said{"understood.plan_lacks chosen, sex", "understood.plan_new gender, result"}));
    EXPECT_EQ(key_of(session.set_plan(last_month)), "error.plan_unknown_column") << "a plan for this file must fit it";
}

TEST(PlanFile, WhatTheNextFileDoesNotBearIsSuggestedAnew) {
    Session session(Progress::none());
    EXPECT_EQ(misfits(session, people("sex", "chosen", "ja"), last_month), Said{"understood.plan_unfit chosen"});
    EXPECT_EQ(session.report()->plan.positive.at("chosen").equals, "ja");
    EXPECT_EQ(misfits(session, people(), R"({"version": 1, "bins": {"sex": [1]}, "limits": {"no.such.limit": 1},
                                             "treatment": {"column": "sex", "control": "x"}})"),
              Said{"understood.plan_unfit sex, no.such.limit"});
    EXPECT_EQ(session.given().limits.size() + session.given().bins.size(), 0U);
    EXPECT_FALSE(session.given().treatment);
    // The names of a plan may be anybody's.
    EXPECT_EQ(misfits(session, people(), R"({"version": 1, "roles": {"Anna Schmidt": []}})"),
              Said{"understood.plan_lacks •••"});
    EXPECT_EQ(key_of(session.set_plan(R"({"roles": {"sex": ["no such role"]}})", true)), "error.plan_unknown_role");
}

TEST(PlanFile, WhatIsStillAskedIsNotKept) {
    std::string csv = "pages,month,weekday,Revenue\n";
    for (int i = 0; i < 400; ++i) {
        csv += std::to_string(i * 37 % 90) + "," + std::to_string(1 + i % 12) + "," + std::to_string(1 + i % 7) + "," +
               (i % 6 != 0 ? "FALSE" : "TRUE") + "\n";
    }
    Session session(Progress::none());
    test::open_session(session, csv);
    ASSERT_EQ(key_of(session.audit({})), "done");
    ASSERT_EQ(session.report()->understanding.questions.size(), 1U);
    EXPECT_FALSE(session.plan_to_keep()->roles.contains("Revenue")) << "nobody has said what it is";
    EXPECT_TRUE(session.plan_to_keep()->roles.contains("pages"));
    const std::vector<PlanEdit> answer = session.report()->understanding.questions[0].answers[0].edits;
    ASSERT_EQ(key_of(session.edit(answer)), "done");
    ASSERT_EQ(key_of(session.audit({})), "done");
    EXPECT_EQ(session.plan_to_keep()->roles.at("Revenue"), std::vector<Role>{Role::outcome});
}

TEST(PlanFile, AWayToReadIsReadAndWrittenAndAWrongOneNamed) {
    const auto read = [](std::string_view reading) {
        const json plan = json::parse(R"({"version": 1, "reading": )" + std::string(reading) + "}", nullptr, false);
        const Result<Plan> parsed = plan_from_json(plan, nullptr);
        const json written = parsed ? plan_to_json(*parsed) : json();
        return !parsed ? parsed.error().message.key : written.contains("reading") ? written["reading"].dump() : "none";
    };
    EXPECT_EQ(read("{}"), "none");
    for (const std::string_view same : {R"({"delimiter":"\t"})", R"({"header":false})",
                                        R"({"delimiter":";","header":true,"encoding":"cp850","sheet":"Mai"})"}) {
        EXPECT_EQ(read(same), same);
    }
    for (const std::string_view wrong : {"[]", R"({"delimiter":";;"})", R"({"delimiter":""})", R"({"header":"yes"})",
                                         R"({"encoding":5})", R"({"quote":"x"})"}) {
        EXPECT_EQ(read(wrong), "error.plan_wrong") << wrong;
    }
}

// --- what can be set ---

const json* field_of(const json& groups, std::string_view id) {
    for (const json& group : groups) {
        for (const json& field : group["fields"]) {
            if (field["id"] == id) { return &field; }
        }
        if (const json* deeper = field_of(group["groups"], id)) { return deeper; }
    }
    return nullptr;
}

TEST(Settings, EveryLimitAndEverythingOfThePlanCanBeSetAndEachHasAWord) {
    for (const Language language : {Language::de, Language::en}) {
        Session session(Progress::none());
        test::open_session(session, people(), last_month);
        ASSERT_EQ(key_of(session.audit({.on_screen = true})), "done");
        const json settings = *session.settings(language);
        EXPECT_EQ(settings.dump().find("⟦"), std::string::npos);
        for (const std::string_view id :
             {"read|delimiter", "read|header", "read|encoding", "missing_tokens", "holder|person", "holder|decision",
              "positive|chosen", "favoured|sex", "favoured|age", "bins|age", "crossed", "as_of", "market"}) {
            EXPECT_NE(field_of(settings, id), nullptr) << id;
        }
        for (const Limit& limit : Rules::load("eu-2026-11")->limits()) {
            EXPECT_NE(field_of(settings, "limit|" + limit.name), nullptr) << limit.name;
        }
        EXPECT_EQ((*field_of(settings, "favoured|sex"))["value"], "m");
        EXPECT_EQ((*field_of(settings, "bins|age"))["value"], "40");
        EXPECT_EQ((*field_of(settings, "market"))["value"], "AT");
        EXPECT_EQ((*field_of(settings, "limit|bias.selection_rate.ratio"))["value"],
                  language == Language::de ? "0,7" : "0.7");
    }
}

TEST(Settings, WhatStandsInAFieldCanBeTypedAgainAndChangesNothing) {
    Session session(Progress::none());
    test::open_session(session, people(), last_month);
    ASSERT_EQ(key_of(session.audit({.on_screen = true})), "done");
    const Plan before = *session.suggested_plan();
    std::size_t fields = 0;
    const auto retype = [&](auto&& self, const json& groups) -> void {
        for (const json& group : groups) {
            for (const json& field : group["fields"]) {
                const auto id = field["id"].get<std::string>();
                if (field["kind"] != "text" || field["value"] == "" || id == "missing_tokens") { continue; }
                const json typed = {{"edit", "typed"}, {"field", id}, {"text", field["value"]}};
                const Result<PlanEdit> edit = plan_edit_from_json(typed);
                ASSERT_EQ(key_of(edit), "done") << id;
                EXPECT_EQ(key_of(session.edit(std::vector<PlanEdit>{*edit})), "done") << id;
                ++fields;
            }
            self(self, group["groups"]);
        }
    };
    retype(retype, *session.settings(Language::de));
    EXPECT_GT(fields, 60U);
    Plan after = *session.suggested_plan();
    for (const auto& [name, value] : after.limits) {
        EXPECT_EQ(value,
                  before.limits.contains(name) ? before.limits.at(name) : Rules::load("eu-2026-11")->limit(name));
    }
    after.limits = before.limits;
    EXPECT_EQ(plan_to_json(after), plan_to_json(before));
}

TEST(Settings, EveryMeaningCanBeChosenInPlainWordsOrNoneOfThem) {
    for (const Language language : {Language::de, Language::en}) {
        const json groups = meanings_to_json(Texts::of(language));
        std::set<std::string> ids, labels;
        for (const json& group : groups) {
            for (const json& option : group["options"]) {
                const auto id = option["id"].get<std::string>(), label = option["label"].get<std::string>();
                EXPECT_TRUE(ids.insert(id).second) << id;
                EXPECT_TRUE(labels.insert(label).second) << label;
            }
            EXPECT_EQ(group.dump().find("⟦"), std::string::npos);
        }
        for (const std::string_view id : known_meanings()) { EXPECT_TRUE(ids.contains(std::string(id))) << id; }
        EXPECT_TRUE(ids.contains("") && ids.contains("none"));
        EXPECT_EQ(ids.size(), known_meanings().size() + 2);
    }
}

/// What the last audit takes a column for; "" for nothing.
std::string meaning_of(const Session& session, std::string_view column) {
    return std::ranges::find(session.report()->columns, column, &ColumnReport::name)->meaning;
}

TEST(Settings, TheMeaningOfAColumnIsChosenTakenBackAndKept) {
    Session session(Progress::none());
    test::open_session(session, people());
    const auto set = [&](std::string_view meaning) {
        const json typed = {{"edit", "typed"}, {"field", "meaning|sex"}, {"text", meaning}};
        EXPECT_EQ(key_of(session.edit(std::vector<PlanEdit>{*plan_edit_from_json(typed)})), "done");
        EXPECT_EQ(key_of(session.audit({.on_screen = true})), "done");
    };
    ASSERT_EQ(key_of(session.audit({.on_screen = true})), "done");
    EXPECT_EQ(meaning_of(session, "sex"), "gender");
    EXPECT_EQ(session.choices("sex")->meaning, "");
    set("religion");
    EXPECT_EQ(meaning_of(session, "sex"), "religion");
    EXPECT_EQ(session.choices("sex")->meaning, "religion");
    EXPECT_TRUE(session.report()->plan.has_role("sex", Role::sensitive));
    EXPECT_EQ(session.plan_to_keep()->meaning.at("sex"), "religion");
    set("none");
    EXPECT_EQ(meaning_of(session, "sex"), "");
    EXPECT_FALSE(session.report()->plan.has_role("sex", Role::sensitive));
    Session next(Progress::none());
    EXPECT_EQ(misfits(next, people(), plan_to_json(*session.plan_to_keep()).dump()), Said());
    EXPECT_EQ(meaning_of(next, "sex"), "");
    ASSERT_EQ(key_of(session.undo()), "done");
    ASSERT_EQ(key_of(session.audit({.on_screen = true})), "done");
    EXPECT_EQ(meaning_of(session, "sex"), "religion");
    set("");
    EXPECT_EQ(meaning_of(session, "sex"), "gender");
}

TEST(Settings, TheLineOfAGroupNamesAllColumnsOfARole) {
    Session session(Progress::none());
    test::open_session(session, people(), R"({"version": 1, "roles": {"age": ["outcome"], "chosen": ["outcome"]}})");
    ASSERT_EQ(key_of(session.audit({.on_screen = true})), "done");
    const json settings = *session.settings(Language::en);
    EXPECT_EQ(settings[1]["now"], "Actual outcome: age, chosen");
    EXPECT_EQ(field_of(settings, "holder|outcome"), nullptr);
}

TEST(Settings, TheOrderOfDayAndMonthCanBeSetWhereThereAreDates) {
    std::string csv = "customer_id,born\n";
    for (int i = 0; i < 60; ++i) {
        csv += "C" + std::to_string(9000 + i) + ",0" + std::to_string(1 + i % 9) + "/0" + std::to_string(1 + i % 7) +
               "/" + std::to_string(1960 + i % 40) + "\n";
    }
    Session session(Progress::none());
    test::open_session(session, csv, R"({"version": 1, "date_order": "mdy"})");
    ASSERT_EQ(key_of(session.audit({.on_screen = true})), "done");
    EXPECT_EQ((*field_of(*session.settings(Language::de), "date_order"))["value"], "mdy");
    Session without(Progress::none());
    test::open_session(without, people());
    ASSERT_EQ(key_of(without.audit({.on_screen = true})), "done");
    EXPECT_EQ(field_of(*without.settings(Language::de), "date_order"), nullptr);
}

TEST(Settings, ANumberCountsFromAndUpToAndOnlyOneOfThem) {
    Session session(Progress::none());
    test::open_session(session, people(), R"({"version": 1, "roles": {"age": ["decision"], "sex": ["protected"]},
                                              "positive": {"age": {"at_most": 30.5}}})");
    ASSERT_EQ(key_of(session.audit({.on_screen = true})), "done");
    const json settings = *session.settings(Language::de);
    EXPECT_EQ((*field_of(settings, "at_most|age"))["value"], "30,5");
    EXPECT_EQ((*field_of(settings, "at_least|age"))["value"], "");
    EXPECT_EQ(field_of(settings, "positive|age"), nullptr);
}

// --- a look at the file ---

Preview look(Session& session, std::string_view bytes, IngestOptions options, bool show_values = false) {
    options.name = "test.csv";
    session.open_preview(std::move(options));
    EXPECT_EQ(key_of(session.feed(std::as_bytes(std::span(bytes.data(), bytes.size())))), "done");
    EXPECT_EQ(key_of(session.finish()), "done");
    return *session.preview(show_values);
}

TEST(Look, ShowsTheFirstRowsAsTheyWouldBeReadAndChangesNothing) {
    Session session(Progress::none());
    test::open_session(session, people());
    ASSERT_EQ(key_of(session.audit({})), "done");
    const std::string csv = "colour;pets\ngreen;3\nblue;1,5\ngreen;2\n";
    const Preview usual = look(session, csv, {});
    EXPECT_EQ(usual.columns, (std::vector<std::string>{"colour", "pets"}));
    EXPECT_EQ(usual.rows[1], (std::vector<std::string>{"blue", "1,5"}));
    EXPECT_EQ(look(session, csv, {.delimiter = ','}).columns.size(), 2U);
    EXPECT_EQ(look(session, csv, {.delimiter = ','}).rows[1], (std::vector<std::string>{"blue;1", "5"}));
    EXPECT_EQ(look(session, csv, {.header = false}).rows[0], (std::vector<std::string>{"colour", "pets"}));
    EXPECT_EQ(key_of(session.preview(false)), "error.page.no_file") << "one look a file";
    ASSERT_NE(session.report(), nullptr);
    EXPECT_EQ(session.table(Input::current)->columns.size(), 3U);
    EXPECT_EQ(key_of(session.dots("sex", "chosen")), "done");
}

TEST(Look, PersonalValuesAreMaskedUnlessAskedFor) {
    Session session(Progress::none());
    const std::string csv =
        "email;colour\nanna.schmidt@example.org;green\nbernd.maier@example.org;blue\ncarla.weber@example.org;green\n";
    const Preview masked = look(session, csv, {});
    EXPECT_EQ(masked.rows[0], (std::vector<std::string>{"•••", "green"}));
    EXPECT_EQ(look(session, csv, {}, true).rows[0][0], "anna.schmidt@example.org");
    // Read as one column, an address is still none to show.
    EXPECT_EQ(look(session, csv, {.delimiter = '|'}).rows[0][0].find("anna"), std::string::npos);
}

TEST(Look, LongCellsAreCutBetweenLetters) {
    Session session(Progress::none());
    std::string csv = "a;b\n";
    for (int i = 0; i < 30; ++i) { csv += "ä"; }
    for (int i = 0; i < 200; ++i) { csv += "ü"; }
    const std::string cell = look(session, csv + ";1\nx;2\ny;3\n", {}, true).rows[0][0];
    EXPECT_LE(cell.size(), 124U);
    EXPECT_TRUE(cell.ends_with("ü…")) << cell;
}

}  // namespace
}  // namespace klarsicht
