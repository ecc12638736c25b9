#include "record/work_file.h"

#include <gtest/gtest.h>

#include "record/record_edit.h"

namespace klarsicht {
namespace {

std::string key_text(const auto& result) { return result ? "done" : result.error().message.key; }

Record full() {
    Record record;
    record.decisions[{"bias.group_gaps", {"sex"}, ""}] = {Choice::mend, "Ada", "2026-12-31", "„ask“ \"twice\""};
    record.decisions[{"quality.validity", {"mail"}, "email"}] = {Choice::accept, "", "", "old stock"};
    record.readiness = {{"q1", ReadyAnswer::yes}, {"q2", ReadyAnswer::no}};
    record.notes = "Read with the council.";
    SignOff signed_off{.name = "Ada", .day = "2026-11-30"};
    KeyFigure figure{.name = "k", .group = "", .value = 3};
    figure.unit = Unit::count;
    figure.worse = KeyFigure::Worse::lower;
    signed_off.findings.findings.push_back({{"privacy.reidentification", {"a", "b"}, ""}, Status::warn, {figure}});
    signed_off.findings.columns.push_back({"a", "integer", 10, 1, 4, 0.1, 2.5});
    signed_off.decisions = record.decisions;
    record.signed_off = signed_off;
    return record;
}

TEST(WorkFile, ReadsBackAsItWasWritten) {
    WorkFile work{.plan = {{"version", 1}}, .record = full(), .findings = full().signed_off->findings};
    const Result<WorkFile> read = read_work_file(work_file_text(work));
    ASSERT_EQ(key_text(read), "done");
    EXPECT_EQ(read->record, work.record);
    EXPECT_EQ(read->findings, work.findings);
    EXPECT_EQ(read->plan, work.plan);
    EXPECT_EQ(work_file_text(*read), work_file_text(work));
    EXPECT_EQ(*read_earlier(work_file_text(work)), work.findings);
    EXPECT_EQ(key_text(read_work_file("\xEF\xBB\xBF" + work_file_text(work))), "done");
}

std::string with(std::string_view record) {
    return R"({"format": "klarsicht-work", "version": 1, "plan": null, "record": )" + std::string(record) + "}";
}

TEST(WorkFile, HostileOnesAreRefusedByName) {
    const std::string long_text(10U << 20U, 'x');
    const std::pair<std::string, std::string_view> cases[] = {
        {"", "error.work.not_json"},
        {"[]", "error.work.not_json"},
        {"{}", "error.work.not_json"},
        {"{\"format\": \"klarsicht-work\"", "error.work.not_json"},
        {R"({"format": "klarsicht-work", "version": 2})", "error.work.version"},
        {R"({"format": "klarsicht-work", "version": "1"})", "error.work.version"},
        {R"({"format": "klarsicht-work", "version": 1, "surprise": 1})", "error.work.unknown_field"},
        {R"({"format": "klarsicht-work", "version": 1, "plan": 7})", "error.work.wrong"},
        {with(R"({"notes": ")" + long_text + "\"}"), "error.work.too_large"},
        {with(R"({"notes": ")" + long_text.substr(0, 5000) + "\"}"), "error.work.wrong"},
        {with(R"({"notes": 5})"), "error.work.wrong"},
        {with(R"({"decision": []})"), "error.work.unknown_field"},
        {with(R"({"decisions": {}})"), "error.work.wrong"},
        {with(R"({"decisions": [{"id": "x", "subject": [], "choice": "perhaps"}]})"), "error.work.wrong"},
        {with(R"({"decisions": [{"id": "x", "subject": [], "choice": "mend", "until": "2026-02-30"}]})"),
         "error.work.wrong"},
        {with(R"({"decisions": [{"id": "x", "subject": [], "choice": "mend", "until": "tomorrow"}]})"),
         "error.work.wrong"},
        {with(R"({"decisions": [{"id": "x", "subject": [1], "choice": "mend"}]})"), "error.work.wrong"},
        {with(R"({"decisions": [{"id": "x", "subject": [], "choice": "mend", "money": 1}]})"),
         "error.work.unknown_field"},
        {with(R"({"decisions": [{"id": "x", "subject": [], "choice": "accept"}]})"), "error.record.reason"},
        {with(R"({"readiness": {"q1": "maybe"}})"), "error.work.wrong"},
        {with(R"({"signed_off": {"name": "A", "day": "soon"}})"), "error.work.wrong"},
        {with(R"({"signed_off": {"day": "2026-01-01"}})"), "error.work.wrong"},
        {R"({"format": "klarsicht-work", "version": 1, "findings": {"rows": -1}})", "error.work.wrong"},
        {R"({"format": "klarsicht-work", "version": 1, "findings": {"columns": [{"rows": 1, "missing": 2}]}})",
         "error.work.wrong"},
        {R"({"format": "klarsicht-work", "version": 1, "findings": {"findings": [{"id": "x", "status": "fine"}]}})",
         "error.work.wrong"},
        {std::string(100000, '['), "error.work.not_json"},
    };
    for (const auto& [text, error] : cases) { EXPECT_EQ(key_text(read_work_file(text)), error) << text.substr(0, 120); }
}

TEST(WorkFile, WhatActsInsteadOfBeingSeenIsTakenOut) {
    const Result<WorkFile> read = read_work_file(with(R"({"notes": "a\u001b[31mb\u202ec\nd"})"));
    ASSERT_EQ(key_text(read), "done");
    EXPECT_EQ(read->record.notes,
              "a\xEF\xBF\xBD[31mb\xEF\xBF\xBD"
              "c d");
}

TEST(RecordEdit, ChecksWhatIsTyped) {
    const auto decide = [](Decision decision) {
        return edit_record({}, note::Decide{{{"x", {}, ""}}, std::move(decision)});
    };
    EXPECT_EQ(key_text(decide({Choice::accept, "Ada", "", ""})), "error.record.reason");
    EXPECT_EQ(key_text(decide({Choice::mend, "Ada", "31 Feb", ""})), "error.record.day");
    EXPECT_EQ(key_text(decide({Choice::mend, std::string(300, 'x'), "", ""})), "error.record.too_long");
    const Result<Record> german = decide({Choice::mend, " Ada ", "31.12.2026", ""});
    ASSERT_EQ(key_text(german), "done");
    EXPECT_EQ(german->decisions.begin()->second, (Decision{Choice::mend, "Ada", "2026-12-31", ""}));
    const Result<Record> back = edit_record(*german, note::Decide{{{"x", {}, ""}}, {}});
    EXPECT_TRUE(back->empty());
    EXPECT_EQ(key_text(edit_record({}, note::Sign{"Ada", "", {}})), "error.record.sign_day");
    EXPECT_EQ(key_text(edit_record({}, note::Sign{"Ada", "2026-13-01", {}})), "error.record.day");
    EXPECT_TRUE(edit_record({}, note::Sign{"Ada", "2026-12-01", {}})->signed_off.has_value());
    EXPECT_EQ(edit_record({}, note::Answer{"q1", ReadyAnswer::partly})->readiness.size(), 1u);
}

}  // namespace
}  // namespace klarsicht
