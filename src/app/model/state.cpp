#include "app/model/state.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "audit/names.h"

namespace klarsicht::app {

namespace {

/// Pages that are not an area's; an area's page is named as the area.
constexpr std::array<std::pair<Page, std::string_view>, 9> page_names = {{{Page::start, "start"},
                                                                          {Page::overview, "overview"},
                                                                          {Page::columns, "columns"},
                                                                          {Page::whatif, "whatif"},
                                                                          {Page::rows, "rows"},
                                                                          {Page::compare, "compare"},
                                                                          {Page::report, "report"},
                                                                          {Page::share, "share"},
                                                                          {Page::train, "train"}}};

bool same_findings(const ReportModel& a, const ReportModel& b) {
    return std::ranges::equal(a.findings, b.findings, [](const Finding& one, const Finding& other) {
        return one.id == other.id && one.subject == other.subject;
    });
}

/// What stays of `before` for the same file. Whatever is not named here begins anew.
Panels kept(Panels& before, bool findings_too) {
    Panels next;
    next.bias_tab = std::move(before.bias_tab);
    next.comparison.columns = std::move(before.comparison.columns);
    next.frontier.amounts = before.frontier.amounts;
    next.frontier.filled = before.frontier.filled;
    next.measures.answers = std::move(before.measures.answers);
    next.remedy.choice = std::move(before.remedy.choice);
    next.share = std::move(before.share);  // until the page counts anew
    next.columns.order = before.columns.order;
    next.columns.descending = before.columns.descending;
    next.columns.search = before.columns.search;
    next.settings.open = std::move(before.settings.open);
    if (!before.settings.sent) {  // who is typing goes on typing
        next.settings.typing = std::move(before.settings.typing);
        next.settings.text = before.settings.text;
    }
    next.settings.reading = std::move(before.settings.reading);
    next.settings.preview = std::move(before.settings.preview);
    next.readiness = std::move(before.readiness);
    next.rows.query = std::move(before.rows.query);
    next.rows.key = before.rows.key;
    if (!findings_too) { next.rows.query.check.reset(); }
    next.rows.ask_anew();
    if (findings_too) {
        next.findings = std::move(before.findings);
        next.decisions = std::move(before.decisions);
        next.shuffle = before.shuffle;
        next.playground = before.playground;
        next.population.balance = before.population.balance;
        next.comparison.subject = before.comparison.subject;
        next.measures.subject = before.measures.subject;
        next.measures.reveal = std::move(before.measures.reveal);
    }
    return next;
}

}  // namespace

std::string_view name_of(Page page) {
    if (const auto area = area_of(page)) { return name_of(*area); }
    const auto found = std::ranges::find(page_names, page, &std::pair<Page, std::string_view>::first);
    return found == page_names.end() ? std::string_view() : found->second;
}

std::optional<Page> page_named(std::string_view name) {
    if (const auto area = area_named(name)) { return page_of(*area); }
    const auto found = std::ranges::find(page_names, name, &std::pair<Page, std::string_view>::second);
    return found == page_names.end() ? std::nullopt : std::optional(found->first);
}

Page page_of(Area area) {
    return static_cast<Page>(static_cast<std::size_t>(Page::privacy) + static_cast<std::size_t>(area));
}

std::optional<Area> area_of(Page page) {
    if (page < Page::privacy || page > Page::skills) { return std::nullopt; }
    return static_cast<Area>(static_cast<std::size_t>(page) - static_cast<std::size_t>(Page::privacy));
}

std::optional<std::size_t> number_in_address(std::string_view part) {
    std::size_t place = 0;
    const char* end = part.data() + part.size();
    const auto [read, error] = std::from_chars(part.data(), end, place);
    return error == std::errc() && read == end ? std::optional(place) : std::nullopt;
}

void take_part(State& state) {
    const auto place = number_in_address(state.part);
    if (state.page == Page::bias && !state.part.empty()) { state.bias_tab = place ? "all" : state.part; }
    if (!place || !state.report || !area_of(state.page)) { return; }
    const auto& findings = state.report->findings;
    const auto found = std::ranges::find(findings, *place, &Finding::order);
    if (found == findings.end()) { return; }
    const auto index = static_cast<std::size_t>(found - findings.begin());
    state.findings.opened.insert(index);
    state.findings.reveal = index;
}

void take_report(State& state, ReportModel report) {
    const bool same_file = state.report && state.report->name == report.name && state.report->sha256 == report.sha256 &&
                           state.report->rows == report.rows;
    Panels& panels = state;
    if (same_file) {
        panels = kept(panels, same_findings(*state.report, report));
    } else {
        panels = Panels{};
        state.scroll_to_top = true;
    }
    panels.readiness.answers.resize(readiness_questions(report).size(), Answer::none);
    state.report = std::move(report);
    if (!same_file) { take_part(state); }
    state.working.reset();
    state.failure.reset();
    state.dropping = false;
}

void take_what_if(WhatIfPanel& panel, WhatIfModel answer) {
    if (!panel.begun && answer.changed) {
        const WhatIfModel::Column& column = answer.columns[static_cast<std::size_t>(*answer.changed)];
        panel.change.emplace(column.name, column.after.value_or(0));
    }
    panel.begun = true;
    panel.answer = std::move(answer);
}

void take_record(State& state, RecordModel record) {
    state.record = std::move(record);
    if (!state.report) { return; }
    std::vector<Answer>& answers = state.readiness.answers;
    const std::vector<NoteModel> questions = readiness_questions(*state.report);
    answers.assign(questions.size(), Answer::none);
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const auto found = state.record.readiness.find(questions[i].id);
        if (found != state.record.readiness.end()) { answers[i] = answer_named(found->second); }
    }
}

void close_report(State& state) {
    State before = std::exchange(state, State{});
    state.language = before.language;
    state.dark = before.dark;
    state.embedded = before.embedded;
    state.part = before.part;
    state.measured = before.measured;
    state.notice = before.notice;
    state.training = std::move(before.training);
}

}  // namespace klarsicht::app
