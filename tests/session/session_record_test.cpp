#include <gtest/gtest.h>

#include "record/work_file.h"
#include "report/render.h"
#include "session/session.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

std::string key_text(const auto& result) { return result ? "done" : result.error().message.key; }

std::string people(int women, std::string_view extra = "") {
    std::string csv = "sex,age,chosen,mail" + std::string(extra.empty() ? "" : ",") + std::string(extra) + "\n";
    for (int i = 0; i < 200; ++i) {
        const bool woman = i % 2 == 0;
        csv += std::string(woman ? "f" : "m") + "," + std::to_string(20 + i % 50) + "," +
               (i / 2 < (woman ? women : 60) ? "yes" : "no") + ",person" + std::to_string(i) + "@mail.example" +
               (extra.empty() ? "" : ",1") + "\n";
    }
    return csv;
}

constexpr std::string_view plan =
    R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"]}, "favoured": {"sex": "m"},
        "positive": {"chosen": {"equals": "yes"}}, "as_of": "2026-11-01"})";

std::uint64_t place_of(const Session& session, std::string_view id) {
    const std::vector<Outcome>& outcomes = session.report()->outcomes;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        if (outcomes[i].id == id) { return i; }
    }
    ADD_FAILURE() << id;
    return 0;
}

void open(Session& session, std::string_view csv) {
    test::open_session(session, csv, plan);
    ASSERT_EQ(key_text(session.audit({.on_screen = true})), "done");
}

Result<void> decide(Session& session, std::string_view id, Decision decision) {
    const std::uint64_t place = place_of(session, id);
    return session.note(note::Decide{*session.keys_of(std::span(&place, 1)), std::move(decision)});
}

TEST(SessionRecord, DecisionsAreInEveryReport) {
    Session session(Progress::none());
    open(session, people(20));
    EXPECT_FALSE(session.steps().unsaved());
    ASSERT_EQ(key_text(decide(session, "bias.group_gaps", {Choice::mend, "Ada Overdue", "2026-10-01", "ask again"})),
              "done");
    ASSERT_EQ(key_text(decide(session, "privacy.personal_data", {Choice::accept, "", "", "needed for mailing"})),
              "done");
    EXPECT_TRUE(session.steps().unsaved());
    for (const std::string_view format : {"json", "html", "md", "csv"}) {
        const std::string text = *session.leaving_file(format, Language::en);
        EXPECT_NE(text.find("ask again"), std::string::npos) << format;
        EXPECT_NE(text.find("needed for mailing"), std::string::npos) << format;
        EXPECT_NE(text.find("Ada Overdue"), std::string::npos) << format;
        if (format == "html" || format == "md") {
            EXPECT_NE(text.find("overdue since 1"), std::string::npos) << format;
        }
    }
    const json record = json::parse(*session.leaving_file("json", Language::de))["record"];
    std::vector<std::string> choices;
    for (const json& one : record["decisions"]) { choices.push_back(one["choice"].get<std::string>()); }
    const std::vector<std::string> order = {"open", "mend", "accept", "not_applicable"};
    EXPECT_TRUE(std::ranges::is_sorted(choices, {}, [&](const std::string& choice) {
        return std::ranges::find(order, choice) - order.begin();
    })) << record.dump();
}

TEST(SessionRecord, StepsGoBackAndForth) {
    Session session(Progress::none());
    open(session, people(20));
    ASSERT_EQ(key_text(decide(session, "bias.group_gaps", {Choice::mend, "Ada", "", ""})), "done");
    ASSERT_EQ(key_text(session.edit(std::vector<PlanEdit>{edit::ToggleRole{"age", Role::protected_}})), "done");
    EXPECT_EQ(session.steps().undo_label().key, "record.step.role");
    EXPECT_TRUE(session.stale());
    ASSERT_EQ(key_text(session.undo()), "done");
    EXPECT_FALSE(session.stale());
    EXPECT_EQ(session.steps().redo_label().key, "record.step.role");
    EXPECT_EQ(session.record().decisions.size(), 1u);
    ASSERT_EQ(key_text(session.undo()), "done");
    EXPECT_TRUE(session.record().empty());
    EXPECT_TRUE(session.report()->record.empty());
    ASSERT_EQ(key_text(session.redo()), "done");
    EXPECT_EQ(session.report()->record.decisions.size(), 1u);
    ASSERT_EQ(key_text(session.note(note::Notes{"other"})), "done");
    EXPECT_EQ(key_text(session.redo()), "error.request.nothing_to_redo") << "another step was made";
    EXPECT_EQ(session.steps().redoable(), 0u);
}

TEST(SessionRecord, TheWorkFileCarriesItToTheNextMonth) {
    Session first(Progress::none());
    open(first, people(20));
    ASSERT_EQ(key_text(decide(first, "bias.group_gaps", {Choice::mend, "Ada", "2026-12-31", ""})), "done");
    ASSERT_EQ(key_text(first.note(note::Answer{"q3", ReadyAnswer::no})), "done");
    const Result<std::string> work = first.work_file();
    ASSERT_EQ(key_text(work), "done");
    EXPECT_FALSE(first.steps().unsaved());
    EXPECT_EQ(work->find("@mail.example"), std::string::npos) << "no data";

    Session next(Progress::none());
    next.take(Input::current, test::table_of(people(2, "fresh")));
    ASSERT_EQ(key_text(next.set_work(*work)), "done");
    ASSERT_EQ(key_text(next.audit({.on_screen = true})), "done");
    EXPECT_EQ(next.record(), first.record());
    EXPECT_FALSE(next.steps().unsaved());
    ASSERT_TRUE(next.report()->comparison.has_value());
    const auto& findings = next.report()->comparison->findings;
    const auto gap =
        std::ranges::find_if(findings, [](const ComparedFinding& one) { return one.key.id == "bias.group_gaps"; });
    ASSERT_NE(gap, findings.end());
    EXPECT_EQ(gap->change, Change::worse);
    EXPECT_NEAR(gap->difference, -0.18, 1e-9);
    const json report = json::parse(*next.leaving_file("json", Language::en));
    EXPECT_EQ(report["record"]["readiness"]["q3"], "no");
    EXPECT_EQ(report["comparison"]["rows_then"], 200);
    // The earlier file itself says the same as what was kept of it.
    ASSERT_EQ(key_text(next.compare_with_file(test::table_of(people(20)))), "done");
    const json again = json::parse(*next.leaving_file("json", Language::en));
    ASSERT_EQ(again["comparison"]["findings"].size(), report["comparison"]["findings"].size());
    for (std::size_t i = 0; i < report["comparison"]["findings"].size(); ++i) {
        const json& one = report["comparison"]["findings"][i];
        const json& other = again["comparison"]["findings"][i];
        EXPECT_EQ(other["id"], one["id"]);
        if (one.contains("difference")) { EXPECT_EQ(other.at("difference"), one.at("difference")); }
    }
    next.compare_with_nothing();
    EXPECT_FALSE(next.report()->comparison.has_value());
}

TEST(SessionRecord, BesideItsOwnReportNothingHasChanged) {
    Session session(Progress::none());
    open(session, people(20));
    ASSERT_EQ(key_text(session.compare_with(*session.leaving_file("json", Language::de))), "done");
    for (const ComparedFinding& one : session.report()->comparison->findings) {
        EXPECT_EQ(one.change, Change::unchanged) << one.key.id;
    }
    EXPECT_EQ(key_text(session.compare_with("{}")), "error.work.no_report");
}

TEST(SessionRecord, WhatChangedSinceItWasSigned) {
    Session session(Progress::none());
    open(session, people(20));
    ASSERT_EQ(key_text(session.note(note::Sign{"Ada", "2026-11-30", {}})), "done");
    ASSERT_TRUE(session.report()->since_sign_off.has_value());
    EXPECT_TRUE(session.report()->since_sign_off->findings.empty());
    ASSERT_EQ(key_text(decide(session, "bias.group_gaps", {Choice::not_applicable, "", "", ""})), "done");
    ASSERT_EQ(session.report()->since_sign_off->decisions.size(), 1u);
    EXPECT_EQ(session.report()->since_sign_off->decisions.front().id, "bias.group_gaps");
    const Result<std::string> work = session.work_file();
    Session next(Progress::none());
    next.take(Input::current, test::table_of(people(60)));
    ASSERT_EQ(key_text(next.set_work(*work)), "done");
    ASSERT_EQ(key_text(next.audit({})), "done");
    EXPECT_FALSE(next.report()->since_sign_off->findings.empty());
    const std::string html = report_to_html(*next.report(), Language::en);
    EXPECT_NE(html.find("Signed off by Ada on 30"), std::string::npos);

    Session other(Progress::none());
    other.take(Input::current, test::table_of("a,b\n1,2\n3,4\n5,6\n"));
    ASSERT_EQ(key_text(other.set_work(*work)), "done");
    ASSERT_EQ(key_text(other.audit({})), "done");
    EXPECT_NE(report_to_markdown(*other.report(), Language::en).find("not applicable"), std::string::npos);
    EXPECT_NE(report_to_html(*other.report(), Language::en).find("Decided, but no finding any more"),
              std::string::npos);
}

TEST(SessionRecord, AllThatACardStandsForIsDecidedTogether) {
    Session session(Progress::none());
    open(session, people(20));
    const Report& report = *session.report();
    ASSERT_FALSE(report.cards.empty());
    std::vector<std::uint64_t> checks(report.cards.front().of.begin(), report.cards.front().of.end());
    ASSERT_EQ(key_text(session.note(note::Decide{*session.keys_of(checks), {Choice::mend, "Ada", "", ""}})), "done");
    EXPECT_EQ(session.record().decisions.size(), checks.size());
    EXPECT_EQ(session.steps().undoable(), 1u) << "one step";
    const std::uint64_t far = 10000;
    EXPECT_EQ(key_text(session.keys_of(std::span(&far, 1))), "error.request.no_check");
}

}  // namespace
}  // namespace klarsicht
