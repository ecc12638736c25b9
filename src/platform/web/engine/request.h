#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "audit/inputs.h"
#include "audit/plan_edit.h"
#include "audit/what_if/what_if.h"
#include "base/error.h"
#include "base/message.h"
#include "base/secret.h"
#include "ingest/ingest.h"
#include "record/record_edit.h"
#include "remedy/share/sharing.h"
#include "report/message_format.h"
#include "report/one_page.h"
#include "session/lesson.h"
#include "session/row_query.h"
#include "training/scenario.h"

namespace klarsicht::web {

/// What can be asked of the engine; on the wire `{"request": "dots", "lang": "de", "group": "sex", "decision":
/// "coupon"}`.
namespace ask {

/// "open": what follows is fed. Fields `input` (current, unless said otherwise), `name`, `size` (bytes,
/// if known), `delimiter`, `quote`, `header`, `encoding`.
/// `input` "preview": to look at; "earlier": to hold the report against (Session::open_preview).
struct Open {
    Input input = Input::current;
    bool preview = false;
    IngestOptions options;
};
/// "finish": all bytes were fed.
struct Finish {};
/// "plan": the person's, as far as there is one. Fields `plan`: an object or null; `fit`: it may have been made for
/// another file.
struct SetPlan {
    std::string plan;  ///< JSON; "" for none
    bool fit = false;
};
/// "read_plan": a plan as it was kept, looked at before it is taken. Field `text`.
struct ReadPlan {
    std::string text;
};
/// "preview": the first rows of what was opened to look at. Field `show_values`.
struct Preview {
    bool show_values = false;
};
/// "keep_plan": the plan of the last audit as the bytes of a file.
struct KeepPlan {};
/// "edit": one step of changes. Field `edits`: a list (audit/plan_edit_json.h).
struct Edit {
    std::vector<PlanEdit> edits;
};
/// "undo": takes the last step back. "redo": does it again.
struct Undo {};
struct Redo {};
/// "decide": what was decided about findings. Fields `checks` (their places in the report), `choice` (open, mend,
/// accept, not_applicable), `who`, `until`, `note`.
struct Decide {
    std::vector<std::uint64_t> checks;
    Decision decision;
};
/// "note": another step of the record. One of the fields: `question` with `answer` (yes, partly, no, ""), `notes`, or
/// `name` with `day`: it is signed off.
struct Note {
    RecordEdit edit;
};
/// "work": a work file, as far as it fits. Field `text`. "record": only its record, as an answer's `record` has it.
struct Work {
    std::string text;
};
struct SetRecord {
    std::string record;  ///< JSON
};
/// "keep_work": the work file of the last audit as bytes.
struct KeepWork {};
/// "compare": holds the report against an earlier one. Field `text`: a report or a work file; `file`: true for the file
/// that was opened as `preview`, whole; without both against none any more.
struct Compare {
    std::string text;
    bool file = false;
};
/// "audit": the current file under its plan; the answer's bytes are the report, of lists in pages the first one. Fields
/// `show_values`, `show_cells`, `rules`.
struct Audit {
    bool show_values = false;
    bool show_cells = false;
    std::string rules;  ///< "": the usual ones
};
/// "render": the last report. Field `format`: json, html, one-page.html, csv, counts.csv, md; without one as "audit"
/// gives it.
struct Render {
    std::string format;
};
/// "chart": a finding's chart as an SVG that stands alone. Fields `check` (its place in the report), `all` (with the
/// rows that are not drawn at first), `theme`: light, dark.
struct ChartFile {
    std::uint64_t check = 0;
    bool all = false;
    bool dark = false;
};
/// "one_page": the answer on one page (HTML). Fields `contact`, `sale`: what reaching somebody costs and what somebody
/// with the outcome brings, if known.
struct OnePage {
    OnePageAmounts amounts;
};
/// "choices": what a person may choose for a column. Field `column`.
struct Choices {
    std::string column;
};
/// "detail": some of a finding's groups. Fields `check` (its place in the report), `page` (from 0).
struct Detail {
    std::uint64_t check = 0;
    std::uint64_t page = 0;
};
/// "dots": rows by group and decision. Fields `group`, `decision`: columns.
struct DotsBy {
    std::string group;
    std::string decision;
};
/// "rows": rows of the file or of a finding. Fields `check` (the finding's place in the report), `filters` (a list of
/// `{"column", "is": "missing"|"invalid"|"present"|"value", "value"}`), `sort`, `descending`, `columns`, `first`,
/// `count`; columns are numbers. `values_of`: a column whose values are wanted to choose from.
struct Rows {
    RowQuery query;
    std::uint64_t first = 0;
    std::uint64_t count = most_page_rows;
    std::optional<std::size_t> values_of;
};
/// "save_rows": the same rows as CSV, given piece by piece. Fields as of "rows", up to `columns`.
struct SaveRows {
    RowQuery query;
};
/// "remedy": a new file, given piece by piece. Field `remedies`: as a plan's.
struct Remedy {
    std::vector<RemedyStep> steps;
};
/// "what_if": somebody, and one thing about them changed. Fields `row` (of whom, as the file counts, from 0; without
/// one the most frequent values), `set`: [{"column", "group"}], `change`: {"column", "group"}, `suggest`: begins with a
/// change.
struct WhatIf {
    what_if::Ask ask;
};
/// "sharing": what becomes of the file if it is handed on. Fields `needed`: columns; `chosen`: an option's id by
/// column; `leave_out_rows`.
struct Sharing {
    remedy::ShareChoice choice;
};
/// "share": makes that file, given piece by piece, and the sheet that goes with it, the answer's bytes. Fields as
/// "sharing", and `key` for pseudonyms.
struct Share {
    remedy::ShareChoice choice;
    Secret key;
};
/// "share_key": a key that nobody can guess.
struct ShareKey {};
/// "scenario": an invented file. Fields `name`, `rows`, `seed`, `settings`.
struct Scenario {
    std::string name;
    ScenarioOptions options;
};
/// "lesson": a lesson with what its scenario did and what the audit says of it (session/lesson.h). Fields `id`, `seed`,
/// `settings`. "lessons": all there are.
struct Lesson {
    LessonAsk ask;
};
struct Lessons {};
/// "text": a text of assets/i18n with its values filled in. Fields `key`, `args`.
struct Text {
    Message message;
};
/// "texts": every text that the page's own HTML needs (`texts`), and the app that draws (`app`).
struct Texts {};

}  // namespace ask

struct Request {
    Language language = Language::en;
    std::variant<ask::Open, ask::Finish, ask::SetPlan, ask::Edit, ask::Undo, ask::Audit, ask::Render, ask::Choices,
                 ask::Detail, ask::DotsBy, ask::Remedy, ask::Scenario, ask::Lesson, ask::Lessons, ask::Text, ask::Texts,
                 ask::Preview, ask::KeepPlan, ask::WhatIf, ask::Sharing, ask::Share, ask::ShareKey, ask::Rows,
                 ask::SaveRows, ask::ChartFile, ask::OnePage, ask::Redo, ask::Decide, ask::Note, ask::Work,
                 ask::SetRecord, ask::KeepWork, ask::Compare, ask::ReadPlan>
        what;
};

/// Reads a request. An unknown request or field, and a field that is missing or holds something else, is an error that
/// names it.
Result<Request> parse_request(std::string_view text);

/// The language a request is made in, even where the rest of it is wrong: the error is said in it.
Language language_of_request(std::string_view text);

}  // namespace klarsicht::web
