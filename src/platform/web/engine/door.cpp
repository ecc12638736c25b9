#include "platform/web/engine/door.h"

#include <algorithm>
#include <utility>

#include "audit/plan_json.h"
#include "base/asset.h"
#include "base/json.h"
#include "base/secret.h"
#include "record/work_file.h"
#include "report/input_text.h"
#include "report/json_lines.h"
#include "report/record_json.h"
#include "report/render.h"
#include "report/text_pack.h"
#include "session/answer_files.h"
#include "session/settings.h"
#include "session/sharing_json.h"

namespace klarsicht::web {

namespace {

void put(std::string& bytes, std::uint64_t value) {
    for (int shift = 0; shift < 32; shift += 8) { bytes += static_cast<char>(value >> shift & 0xFF); }
}

/// Little-endian u32: groups, rows; per group n, selected, the label's length, and its bytes filled up with zeros to a
/// multiple of 4.
std::string dots_to_bytes(const Dots& dots, Language language) {
    std::string bytes;
    put(bytes, dots.groups.size());
    put(bytes, dots.rows);
    for (const DotGroup& group : dots.groups) {
        const std::string label = dots.binned ? Texts::of(language).group(group.label) : group.label;
        put(bytes, group.n);
        put(bytes, group.selected);
        put(bytes, label.size());
        bytes += label;
        bytes.resize((bytes.size() + 3) / 4 * 4);
    }
    return bytes;
}

/// What the page draws: the report, and what can be set about it.
Result<std::string> drawn(const Session& session, Language language) {
    json report = report_to_json(*session.report(), language, Lists::first_page);
    report["settings"] = KLARSICHT_TRY(session.settings(language));
    report["meanings"] = meanings_to_json(Texts::of(language));
    return json_text(report);
}

/// All texts of these topics, and of what a person does with a report: key -> string or list.
json texts_of(Language language, std::initializer_list<std::string_view> topics) {
    json all = json::object();
    for (const std::string_view topic : topics) { all.update(texts_below(std::string(topic) + "/", language)); }
    all.update(texts_below("task_", language));
    return all;
}

/// What every version of the page is told of the plan: the person's own part of it, and how many steps can be taken
/// back.
json plan_state(const Session& session) {
    return {{"plan", plan_to_json(session.given())}, {"undoable", session.undoable()}};
}

/// The same, and what was decided: as it is kept (`record`), as it is read (`decided`), and what the steps are called.
/// `stale`: the report is of another plan.
json work_state(const Session& session, Language language) {
    const Texts& texts = Texts::of(language);
    const auto label = [&](const Message& message) { return message.empty() ? "" : texts.format(message); };
    json state = plan_state(session);
    state["redoable"] = session.steps().redoable();
    state["undo"] = label(session.steps().undo_label());
    state["redo"] = label(session.steps().redo_label());
    state["unsaved"] = session.steps().unsaved();
    state["stale"] = session.stale();
    state["record"] = record_to_json(session.record());
    if (const Report* report = session.report()) {
        state["decided"] = record_report_to_json(*report, texts);
        state["comparison"] = comparison_to_json(report->comparison, texts);
    }
    return state;
}

json value_choice_to_json(const std::optional<ValueChoice>& choice) {
    if (!choice) { return nullptr; }
    return {{"values", choice->values}, {"chosen", choice->chosen}};
}

/// `{"roles": [{"role", "on"}], "positive": {"values", "chosen"}|{"at_least"}|null, "favoured": {"values",
/// "chosen"}|null, "meaning": "", "harmless": true|false|null}`
json choices_to_json(const PlanChoices& choices) {
    json roles = json::array();
    for (const Role role : offered_roles()) {
        roles.push_back(
            {{"role", name_of(role)}, {"on", std::ranges::find(choices.roles, role) != choices.roles.end()}});
    }
    json positive = value_choice_to_json(choices.positive);
    if (choices.bound) { positive = {{"at_least", choices.at_least ? json(*choices.at_least) : json(nullptr)}}; }
    return {{"roles", std::move(roles)},
            {"positive", std::move(positive)},
            {"favoured", value_choice_to_json(choices.favoured)},
            {"meaning", choices.meaning},
            {"harmless", choices.harmless ? json(*choices.harmless) : json(nullptr)}};
}

/// `{"total", "of", "first", "sheet": whether `line` is a sheet's, "columns": [{"index", "name", "tells"}],
/// "rows": [{"row", "line", "cells": [""], "states": "vmi"}]}`
json rows_to_json(const RowPage& page, const Report& report) {
    json columns = json::array(), rows = json::array();
    for (std::size_t i = 0; i < page.columns.size(); ++i) {
        const std::size_t column = page.columns[i];
        columns.push_back(
            {{"index", column}, {"name", report.columns[column].name}, {"tells", static_cast<bool>(page.tells[i])}});
    }
    for (const ShownRow& row : page.rows) {
        rows.push_back({{"row", row.row},
                        {"line", row.line ? json(*row.line) : json(nullptr)},
                        {"cells", row.cells},
                        {"states", row.states}});
    }
    return {{"total", page.total},           {"of", page.of},
            {"first", page.first},           {"sheet", !report.source.sheet.empty()},
            {"columns", std::move(columns)}, {"rows", std::move(rows)}};
}

using Take = std::function<void(std::string_view)>;

struct Answering {
    Session& session;
    Language language;
    const Take& take;

    Result<Answer> state() const { return Answer{work_state(session, language), {}}; }

    Result<Answer> operator()(const ask::Open& open) const {
        if (open.preview) {
            session.open_preview(open.options);
        } else {
            KLARSICHT_TRY(session.open(open.input, open.options));
        }
        return Answer();
    }
    Result<Answer> operator()(const ask::Finish&) const {
        KLARSICHT_TRY(session.finish());
        return Answer();
    }
    Result<Answer> operator()(const ask::SetPlan& set) const {
        KLARSICHT_TRY(session.set_plan(set.plan, set.fit));
        return state();
    }
    Result<Answer> operator()(const ask::ReadPlan& kept) const {
        const json document = KLARSICHT_TRY(read_plan_json(kept.text));
        const Plan plan = KLARSICHT_TRY(plan_from_json(document, nullptr));
        return Answer{{{"plan", plan_to_json(plan)}}, {}};
    }
    Result<Answer> operator()(const ask::Edit& edit) const {
        KLARSICHT_TRY(session.edit(edit.edits));
        return state();
    }
    Result<Answer> operator()(const ask::Undo&) const {
        KLARSICHT_TRY(session.undo());
        return state();
    }
    Result<Answer> operator()(const ask::Redo&) const {
        KLARSICHT_TRY(session.redo());
        return state();
    }
    Result<Answer> operator()(const ask::Decide& decide) const {
        std::vector<FindingKey> findings = KLARSICHT_TRY(session.keys_of(decide.checks));
        KLARSICHT_TRY(session.note(note::Decide{std::move(findings), decide.decision}));
        return state();
    }
    Result<Answer> operator()(const ask::Note& note) const {
        KLARSICHT_TRY(session.note(note.edit));
        return state();
    }
    Result<Answer> operator()(const ask::Work& work) const {
        KLARSICHT_TRY(session.set_work(work.text));
        return state();
    }
    Result<Answer> operator()(const ask::SetRecord& set) const {
        KLARSICHT_TRY(session.set_record(set.record));
        return state();
    }
    Result<Answer> operator()(const ask::KeepWork&) const {
        std::string bytes = KLARSICHT_TRY(session.work_file());
        return Answer{work_state(session, language), std::move(bytes)};
    }
    Result<Answer> operator()(const ask::Compare& compare) const {
        if (compare.file) {
            KLARSICHT_TRY(session.compare_with_file());
        } else if (!compare.text.empty()) {
            KLARSICHT_TRY(session.compare_with(compare.text));
        } else {
            session.compare_with_nothing();
        }
        return state();
    }
    Result<Answer> operator()(const ask::Audit& audit) const {
        if (!audit.rules.empty()) { KLARSICHT_TRY(session.set_rules(audit.rules)); }
        KLARSICHT_TRY(
            session.audit({.show_values = audit.show_values, .on_screen = true, .show_cells = audit.show_cells}));
        return Answer{work_state(session, language), KLARSICHT_TRY(drawn(session, language))};
    }
    Result<Answer> operator()(const ask::Render& render) const {
        const Report* report = session.report();
        if (report == nullptr) {
            return fail(ErrorCode::usage,
                        Message(session.table(Input::current) ? "error.request.not_audited" : "error.page.no_file"));
        }
        // Without a format the page draws it; everything else is saved or sent.
        if (render.format.empty()) {
            return Answer{work_state(session, language), KLARSICHT_TRY(drawn(session, language))};
        }
        return Answer{json::object(), KLARSICHT_TRY(session.leaving_file(render.format, language))};
    }
    Result<Answer> operator()(const ask::Choices& choices) const {
        return Answer{choices_to_json(KLARSICHT_TRY(session.choices(choices.column))), {}};
    }
    Result<Answer> operator()(const ask::Detail& detail) const {
        const DetailPage page = KLARSICHT_TRY(session.detail(detail.check, detail.page));
        return Answer{detail_to_json(*page.outcome, page.first, page.end, language), {}};
    }
    Result<Answer> operator()(const ask::DotsBy& dots) const {
        return Answer{json::object(), dots_to_bytes(KLARSICHT_TRY(session.dots(dots.group, dots.decision)), language)};
    }
    Result<Answer> operator()(const ask::Remedy& remedy) const {
        const Remedied made = KLARSICHT_TRY(session.remedy(remedy.steps));
        const Guarded guarded = KLARSICHT_TRY(write_remedied(*session.table(Input::current), made, take));
        const Texts& texts = Texts::of(language);
        json effects = json::array();
        for (const Message& effect : made.effects) { effects.push_back(texts.format(effect)); }
        for (const auto& said : {guarded.said(), encoding_said(session.table(Input::current)->source)}) {
            if (said) { effects.push_back(texts.format(*said)); }
        }
        return Answer{
            {{"effects", std::move(effects)}, {"guarded_cells", guarded.cells}, {"guarded_names", guarded.names}}, {}};
    }
    Result<Answer> operator()(const ask::Sharing& sharing) const {
        const Texts& texts = Texts::of(language);
        return Answer{sharing_to_json(KLARSICHT_TRY(session.sharing(in_words(sharing.choice))), texts), {}};
    }
    Result<Answer> operator()(const ask::Share& share) const {
        const Texts& texts = Texts::of(language);
        const remedy::Sharing sharing = KLARSICHT_TRY(session.sharing(in_words(share.choice)));
        const Remedied made = KLARSICHT_TRY(session.remedy(sharing.steps, share.key.view()));
        const SharedFile file = KLARSICHT_TRY(session.write_to_share(made, take));
        json said = shared_to_json(file.sheet, texts);
        for (const auto& one : {file.guarded.said(), encoding_said(session.table(Input::current)->source)}) {
            if (one) { said["effects"].push_back(texts.format(*one)); }
        }
        return Answer{std::move(said), share_sheet_html(file.sheet, language)};
    }
    Result<Answer> operator()(const ask::ShareKey&) const { return Answer{{{"key", drawn_key()}}, {}}; }
    /// Rare values become a word of the reader's language.
    remedy::ShareChoice in_words(remedy::ShareChoice choice) const {
        choice.word = Texts::of(language).text("task.share.other");
        return choice;
    }
    Result<Answer> operator()(const ask::Scenario& scenario) const {
        Answer answer;
        KLARSICHT_TRY(
            generate_scenario(scenario.name, scenario.options, [&](std::string_view piece) { answer.bytes += piece; }));
        return answer;
    }
    Result<Answer> operator()(const ask::Lesson& lesson) const {
        return Answer{{{"lesson", KLARSICHT_TRY(lesson_to_json(lesson.ask, language))}}, {}};
    }
    Result<Answer> operator()(const ask::Lessons&) const {
        return Answer{{{"lessons", lessons_to_json(language)}}, {}};
    }
    Result<Answer> operator()(const ask::Text& text) const {
        return Answer{{{"text", Texts::of(language).format(text.message)}}, {}};
    }
    Result<Answer> operator()(const ask::Preview& ask) const {
        const Preview preview = KLARSICHT_TRY(session.preview(ask.show_values));
        return Answer{{{"read_as", read_as(preview.source, Texts::of(language))},
                       {"columns", preview.columns},
                       {"rows", preview.rows},
                       {"more", preview.more}},
                      {}};
    }
    Result<Answer> operator()(const ask::Rows& rows) const {
        const RowPage page = KLARSICHT_TRY(session.rows(rows.query, rows.first, rows.count));
        json answer = rows_to_json(page, *session.report());
        if (rows.values_of) { answer["values"] = KLARSICHT_TRY(session.row_values(*rows.values_of)); }
        return Answer{std::move(answer), {}};
    }
    Result<Answer> operator()(const ask::SaveRows& save) const {
        const std::uint64_t rows = KLARSICHT_TRY(session.write_rows(save.query, language, take));
        return Answer{{{"rows", rows}}, {}};
    }
    Result<Answer> operator()(const ask::KeepPlan&) const {
        const Plan plan = KLARSICHT_TRY(session.plan_to_keep());
        session.plan_saved();
        return Answer{json::object(), plan_text(plan)};
    }
    Result<Answer> operator()(const ask::WhatIf& asked) const {
        return Answer{KLARSICHT_TRY(session.what_if(asked.ask, language)), {}};
    }
    Result<Answer> operator()(const ask::ChartFile& chart) const {
        const Theme theme = chart.dark ? Theme::dark : Theme::light;
        return Answer{json::object(), KLARSICHT_TRY(leaving_chart(session, chart.check, chart.all, theme, language))};
    }
    Result<Answer> operator()(const ask::OnePage& page) const {
        return Answer{json::object(), KLARSICHT_TRY(leaving_page(session, page.amounts, language))};
    }
    Result<Answer> operator()(const ask::Texts&) const {
        return Answer{{{"texts", texts_of(language, {"page", "report", "encodings", "meanings", "remedies", "roles",
                                                     "shared", "progress"})},
                       {"app", texts_of(language, {"app", "encodings", "progress", "roles", "shared"})}},
                      {}};
    }
};

Answer refusal(const Error& error, Language language) {
    return Answer{{{"error", error_to_text(error, language)}}, {}};
}

}  // namespace

Answer Door::answer(std::string_view text, const Take& take) {
    const Result<Request> request = parse_request(text);
    if (!request) { return refusal(request.error(), language_of_request(text)); }
    if (const std::optional<Error> wrong = std::exchange(fed_, std::nullopt);
        wrong && !std::holds_alternative<ask::Open>(request->what)) {
        return refusal(*wrong, request->language);
    }
    language_ = request->language;
    Result<Answer> answered = std::visit(Answering{session_, request->language, take}, request->what);
    return answered ? std::move(*answered) : refusal(answered.error(), request->language);
}

bool Door::feed(std::span<const std::byte> slice) {
    if (fed_) { return false; }
    if (Result<void> fed = session_.feed(slice); !fed) { fed_ = std::move(fed).error(); }
    return !fed_;
}

bool Door::read(ByteSource& source) {
    if (fed_) { return false; }
    if (Result<void> read = session_.read(source); !read) { fed_ = std::move(read).error(); }
    return !fed_;
}

}  // namespace klarsicht::web
