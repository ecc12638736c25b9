#include "session/session.h"

#include <gtest/gtest.h>

#include "support/audit.h"

namespace klarsicht {
namespace {

std::string key_of(const auto& result) { return result ? "done" : result.error().message.key; }

std::string people(std::size_t rows = 120) {
    std::string csv = "sex,age,chosen\n";
    for (std::size_t i = 0; i < rows; ++i) {
        csv += std::string(i % 2 == 0 ? "f" : "m") + "," + std::to_string(20 + i % 50) + "," +
               (i % 3 == 0 ? "yes" : "no") + "\n";
    }
    return csv;
}

TEST(Session, OutOfTurnIsAnError) {
    Session session(Progress::none());
    EXPECT_EQ(key_of(session.feed({})), "error.page.no_file");
    EXPECT_EQ(key_of(session.finish()), "error.page.no_file");
    EXPECT_EQ(key_of(session.open(Input::reference, {.name = "old.csv"})), "error.page.no_file");
    EXPECT_EQ(key_of(session.set_plan("{}")), "error.page.no_file");
    EXPECT_EQ(key_of(session.edit({})), "error.page.no_file");
    EXPECT_EQ(key_of(session.audit({})), "error.page.no_file");
    EXPECT_EQ(key_of(session.remedy()), "error.page.no_file");
    EXPECT_EQ(key_of(session.undo()), "error.request.nothing_to_undo");
    session.take(Input::current, test::table_of(people()));
    EXPECT_EQ(key_of(session.dots("sex", "chosen")), "error.request.not_audited");
    EXPECT_EQ(key_of(session.detail(0, 0)), "error.request.not_audited");
    EXPECT_EQ(session.report(), nullptr);
    EXPECT_EQ(key_of(session.audit({})), "done");
}

TEST(Session, ReadsInSlicesAsItTakesATable) {
    Session session(Progress::none());
    ASSERT_EQ(key_of(session.open(Input::current, {.name = "test.csv"})), "done");
    const std::string csv = people();
    for (std::size_t at = 0; at < csv.size(); at += 7) {
        ASSERT_EQ(
            key_of(session.feed(std::as_bytes(std::span(csv).subspan(at, std::min<std::size_t>(7, csv.size() - at))))),
            "done");
    }
    ASSERT_EQ(key_of(session.finish()), "done");
    EXPECT_EQ(session.rows_read(), 120u);
    EXPECT_EQ(session.table(Input::current)->source.sha256, test::table_of(csv).source.sha256);
}

TEST(Session, UndoTakesBackOneStepAfterAnother) {
    Session session(Progress::none());
    test::open_session(session, people());
    const std::size_t before = session.undoable();
    const auto favoured = [&] { return session.suggested_plan()->favoured.at("sex"); };
    const std::string suggested = favoured();
    const std::string other = suggested == "f" ? "m" : "f";
    ASSERT_EQ(key_of(session.edit(std::vector<PlanEdit>{edit::SetFavoured{"sex", other}})), "done");
    ASSERT_EQ(key_of(session.edit(
                  std::vector<PlanEdit>{edit::ToggleRole{"age", Role::ignore}, edit::SetFavoured{"sex", suggested}})),
              "done");
    EXPECT_EQ(key_of(session.edit(std::vector<PlanEdit>{edit::SetFavoured{"sex", suggested}})),
              "done");  // changes nothing: no step
    EXPECT_EQ(session.undoable(), before + 2);
    EXPECT_EQ(favoured(), suggested);
    ASSERT_EQ(key_of(session.undo()), "done");
    EXPECT_EQ(favoured(), other);
    EXPECT_FALSE(session.suggested_plan()->has_role("age", Role::ignore));
    ASSERT_EQ(key_of(session.undo()), "done");
    EXPECT_EQ(favoured(), suggested);
}

TEST(Session, APlanThatDoesNotFitLeavesTheLastAudit) {
    Session session(Progress::none());
    test::open_session(session, people());
    ASSERT_EQ(key_of(session.audit({})), "done");
    const Plan good = session.given();
    const std::size_t before = session.undoable();
    EXPECT_EQ(key_of(session.edit(std::vector<PlanEdit>{edit::SetLimit{"no.such.limit", 1.0}})),
              "error.plan_unknown_limit");
    EXPECT_EQ(session.undoable(), before) << "what does not fit is no step";
    EXPECT_EQ(session.given(), good);
    ASSERT_NE(session.report(), nullptr);
    ASSERT_EQ(key_of(session.set_plan(R"({"positive": {"chosen": {"equals": "perhaps"}}})")), "done");
    EXPECT_EQ(key_of(session.audit({})), "error.plan_positive_absent");
    EXPECT_EQ(session.given(), good);
    EXPECT_EQ(key_of(session.audit({})), "done");
}

TEST(Session, ARemedyHoldsItsPlanAgainstTheFile) {
    Session session(Progress::none());
    session.take(Input::current, test::table_of(people()));
    ASSERT_EQ(
        key_of(session.set_plan(R"({"limits": {"no.such.limit": 1}, "remedies": [{"do": "drop", "column": "age"}]})")),
        "done");
    EXPECT_EQ(key_of(session.remedy()), "error.plan_unknown_limit");
    ASSERT_EQ(key_of(session.set_plan("")), "done");
    EXPECT_EQ(key_of(session.remedy()), "error.remedy.none");
    const Result<Remedied> made = session.remedy(std::vector<RemedyStep>{{"drop", {{"column", "age"}}}});
    ASSERT_EQ(key_of(made), "done");
    EXPECT_EQ(made->dropped, std::vector<std::size_t>{1});
}

TEST(Session, AnotherFilesColumnsAreMatchedByName) {
    Session session(Progress::none());
    test::open_session(session, "Sex,age,chosen,E-Mail,Größe\nf,30,yes,a,1\nm,40,no,b,2\n");
    session.take(Input::reference,
                 test::table_of("sex,chosen,age,e_mail,city,groesse\nf,no,30,a,B,1\nf,no,31,b,C,2\nm,yes,31,b,C,2\n"));
    ASSERT_EQ(key_of(session.audit({})), "done");
    const std::vector<InputReport>& inputs = session.report()->inputs;
    ASSERT_EQ(inputs.size(), 2u);
    EXPECT_EQ(inputs[0].input, Input::current);
    EXPECT_EQ(inputs[0].rows, 2u);
    EXPECT_TRUE(inputs[0].matched.empty());
    EXPECT_EQ(inputs[1].input, Input::reference);
    EXPECT_EQ(inputs[1].rows, 3u);
    EXPECT_EQ(inputs[1].matched,
              (std::vector<ColumnMatch>{
                  {"Sex", "sex"}, {"age", "age"}, {"chosen", "chosen"}, {"E-Mail", "e_mail"}, {"Größe", "groesse"}}));
    EXPECT_TRUE(inputs[1].only_current.empty());
    EXPECT_EQ(inputs[1].only_other, std::vector<std::string>{"city"});
    // Another current file forgets the one it was compared with.
    test::open_session(session, people());
    ASSERT_EQ(key_of(session.audit({})), "done");
    EXPECT_TRUE(session.report()->inputs.empty());
}

TEST(Session, ANameIsMatchedOnceAndExactlyFirst) {
    Session session(Progress::none());
    test::open_session(session, "age,Age\n30,1\n40,2\n");
    session.take(Input::reference, test::table_of("AGE,Age\n1,2\n3,4\n"));
    ASSERT_EQ(key_of(session.audit({})), "done");
    EXPECT_EQ(session.report()->inputs[1].matched, (std::vector<ColumnMatch>{{"age", "AGE"}, {"Age", "Age"}}));
}

TEST(Session, DotsLeaveOutWhomNothingMayBeToldOf) {
    std::string csv = people() + "d,30,yes\nd,31,no\nd,32,yes\nd,33,no\n";
    Session session(Progress::none());
    test::open_session(
        session, csv,
        R"({"roles": {"sex": ["protected"], "chosen": ["decision"]}, "positive": {"chosen": {"equals": "yes"}}})");
    ASSERT_EQ(key_of(session.audit({})), "done");
    Result<Dots> dots = session.dots("sex", "chosen");
    ASSERT_EQ(key_of(dots), "done");
    ASSERT_EQ(dots->groups.size(), 2u);
    EXPECT_EQ(dots->rows, 120u);
    EXPECT_EQ(dots->groups[0].n, 60u);
    EXPECT_EQ(dots->groups[0].selected, 20u);
    ASSERT_EQ(key_of(session.audit({.show_values = true})), "done");
    dots = session.dots("sex", "chosen");
    ASSERT_EQ(dots->groups.size(), 3u);
    EXPECT_EQ(dots->groups[2].selected, 2u);
    EXPECT_TRUE(session.dots("nothing", "chosen")->groups.empty());
}

TEST(Session, LongFindingsComeInPages) {
    std::string csv = "town,chosen\n";
    for (std::size_t i = 0; i < 1200; ++i) {
        csv += "T" + std::to_string(i % 60) + "," + (i % 7 < 3 ? "yes" : "no") + "\n";
    }
    Session session(Progress::none());
    test::open_session(
        session, csv,
        R"({"roles": {"town": ["protected"], "chosen": ["decision"]}, "positive": {"chosen": {"equals": "yes"}}})");
    ASSERT_EQ(key_of(session.audit({})), "done");
    const std::vector<Outcome>& outcomes = session.report()->outcomes;
    const auto rates = std::ranges::find(outcomes, "bias.group_rates", &Outcome::id);
    ASSERT_NE(rates, outcomes.end());
    const auto check = static_cast<std::size_t>(rates - outcomes.begin());
    const Result<DetailPage> first = session.detail(check, 0), second = session.detail(check, 1);
    ASSERT_EQ(key_of(first), "done");
    EXPECT_EQ(first->total, 60u);
    EXPECT_EQ(first->end - first->first, page_groups);
    EXPECT_EQ(second->first, page_groups);
    EXPECT_EQ(second->end, 60u);
    for (const std::size_t behind : {std::size_t{2}, ~std::size_t{0}}) {
        EXPECT_EQ(key_of(session.detail(check, behind)), "error.request.no_page");
    }
    const auto without = std::ranges::find_if(outcomes, [](const Outcome& one) { return one.groups.empty(); });
    ASSERT_NE(without, outcomes.end());
    const auto empty = static_cast<std::size_t>(without - outcomes.begin());
    EXPECT_EQ(key_of(session.detail(empty, 0)), "done") << "a first page is always there";
    EXPECT_EQ(key_of(session.detail(empty, 1)), "error.request.no_page");
    EXPECT_EQ(key_of(session.detail(outcomes.size(), 0)), "error.request.no_check");
}

}  // namespace
}  // namespace klarsicht
