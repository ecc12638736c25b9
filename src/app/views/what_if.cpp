// What if this person were another one: somebody, one thing about them changed, and how a surrogate of the decision
// answers. The engine answers; here it is asked and laid out.
#include <algorithm>
#include <cmath>

#include "app/charts/charts.h"
#include "app/views/views.h"
#include "app/widgets/dropdown.h"
#include "app/widgets/field.h"
#include "app_icons.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

using Column = WhatIfModel::Column;

/// The row as the file counts from 0; nothing for somebody invented.
std::optional<std::uint64_t> row_of(const WhatIfPanel& panel) {
    std::uint64_t row = 0;
    for (const char* c = panel.row.data(); *c != '\0'; ++c) {
        if (*c < '0' || *c > '9') { continue; }
        row = row * 10 + static_cast<std::uint64_t>(*c - '0');
    }
    return row > 0 ? std::optional(row - 1) : std::nullopt;
}

void ask(const Ui& ui) {
    WhatIfPanel& panel = ui.state.what_if;
    json set = json::array();
    for (const auto& [column, group] : panel.set) { set.push_back({{"column", column}, {"group", group}}); }
    json message = {{"type", "what_if"}, {"set", std::move(set)}, {"change", nullptr}, {"suggest", !panel.begun}};
    if (const auto row = row_of(panel)) { message["row"] = *row; }
    if (panel.change) { message["change"] = {{"column", panel.change->first}, {"group", panel.change->second}}; }
    ui.send(message);
    panel.asked = true;
}

/// The groups that may be told, one to be chosen. Returns the place of another one among all.
std::optional<std::uint64_t> choose_group(const Ui& ui, std::string_view id, ImVec2 at, const Column& column,
                                          std::optional<std::uint64_t> now) {
    std::vector<std::string> labels;
    std::vector<std::uint64_t> places;
    std::size_t chosen = column.groups.size();
    for (std::uint64_t group = 0; group < column.groups.size(); ++group) {
        if (column.groups[group].empty()) { continue; }
        if (now == group) { chosen = labels.size(); }
        labels.push_back(column.groups[group]);
        places.push_back(group);
    }
    const std::string label(chosen < labels.size() ? std::string_view(labels[chosen])
                                                   : ui.word(now ? "what_if.hidden" : "what_if.unknown"));
    const auto pressed = dropdown(ui, id, at, label, labels, chosen, ICON_CHEVRON_DOWN);
    return pressed ? std::optional(places[*pressed]) : std::nullopt;
}

void draw_row(const Ui& ui, Flow& flow) {
    WhatIfPanel& panel = ui.state.what_if;
    const Palette& p = ui.colors();
    const bool invented = !row_of(panel);
    flow.text(Type::note_strong, p.muted, ui.word("what_if.row"));
    flow.gap(3);
    text_field(ui, "##row", flow.at(), ui.px(140), panel.row.data(), panel.row.size(), "–");
    const bool entered = ImGui::IsItemDeactivatedAfterEdit();
    const std::string_view take = ui.word("what_if.take_row");
    const bool beside = ui.px(150) + button_width(ui, take) <= flow.width;
    if (!beside) { flow.gap(field_height + 8); }
    const ImVec2 at(flow.x + (beside ? ui.px(150) : 0), flow.y + ui.px(1));
    const bool taken = button(ui, "take", at, take);
    if (entered || taken) {
        panel.set.clear();
        panel.change.reset();
        ask(ui);
    }
    flow.gap(field_height + 4);
    flow.text(Type::note, p.faint, invented ? std::string(ui.word("what_if.invented")) : std::string());
    flow.gap(12);
}

/// As many beside each other as there is room for.
void draw_person(const Ui& ui, Flow& flow, const WhatIfModel& answer) {
    const auto beside = static_cast<std::size_t>(std::clamp(flow.width / ui.px(210), 1.0f, 4.0f));
    const float width = std::floor(flow.width / static_cast<float>(beside));
    for (std::size_t i = 0; i < answer.columns.size(); ++i) {
        const Column& column = answer.columns[i];
        const ImVec2 at(flow.x + static_cast<float>(i % beside) * width, flow.y);
        draw_text(ui, at, Type::note_strong, ui.colors().muted, column.name, width - ui.px(12));
        const ImVec2 below(at.x, at.y + ui.theme.face(Type::note_strong).line + ui.px(3));
        if (const auto group = choose_group(ui, "set" + column.name, below, column, column.before)) {
            ui.state.what_if.set[column.name] = *group;
            ask(ui);
        }
        if (i % beside == beside - 1 || i + 1 == answer.columns.size()) {
            flow.y = below.y + ui.px(button_height + 12);
        }
    }
}

void draw_change(const Ui& ui, Flow& flow, const WhatIfModel& answer) {
    WhatIfPanel& panel = ui.state.what_if;
    std::vector<std::string> names = {std::string(ui.word("what_if.change.nothing"))};
    std::size_t chosen = 0;
    for (const Column& column : answer.columns) {
        if (panel.change && panel.change->first == column.name) { chosen = names.size(); }
        names.push_back(column.name);
    }
    if (const auto pressed = dropdown(ui, "change", flow.at(), names[chosen], names, chosen, ICON_CHEVRON_DOWN)) {
        panel.change.reset();
        if (*pressed > 0) {
            const Column& column = answer.columns[*pressed - 1];
            // Another group than their own that may be told: the first there is.
            std::uint64_t group = 0;
            while (group + 1 < column.groups.size() && (column.groups[group].empty() || column.before == group)) {
                ++group;
            }
            panel.change.emplace(column.name, group);
        }
        ask(ui);
    }
    if (chosen > 0) {
        const float used = button_width(ui, names[chosen], ICON_CHEVRON_DOWN) + ui.px(12);
        const bool fits = used + ui.px(160) < flow.width;
        if (!fits) { flow.gap(button_height + 8); }
        const ImVec2 at(flow.x + (fits ? used : 0), flow.y);
        draw_icon(ui, ImVec2(at.x, at.y + ui.px(8)), ui.px(18), ICON_ARROW_RIGHT, ui.colors().muted, 16);
        const Column& column = answer.columns[chosen - 1];
        if (const auto group = choose_group(ui, "to", ImVec2(at.x + ui.px(28), at.y), column, column.after)) {
            panel.change.emplace(column.name, *group);
            ask(ui);
        }
    }
    flow.gap(button_height);
}

void draw_said(const Ui& ui, Flow& flow, std::string_view title, const WhatIfModel::Said& said) {
    const Palette& p = ui.colors();
    flow.text(Type::note_strong, p.muted, title);
    flow.text(Type::figure, p.text, said.text);
    flow.text(Type::note, p.faint, said.rows);
}

void draw_lines(const Ui& ui, Flow& flow, std::string_view title, const std::vector<std::string>& lines) {
    flow.gap(18);
    flow.text(Type::small_strong, ui.colors().text, title, text_measure);
    flow.gap(4);
    for (const std::string& line : lines) {
        flow.text(Type::small, ui.colors().muted, "– " + line, text_measure);
        flow.gap(3);
    }
}

void draw_alike(const Ui& ui, Flow& flow, const WhatIfModel& answer) {
    if (answer.sides.empty()) { return; }
    ChartModel chart;
    chart.kind = Chart::Kind::bars;
    chart.title = answer.alike_title;
    chart.unit = answer.score ? Unit::number : Unit::share;
    for (const WhatIfModel::Side& side : answer.sides) {
        ChartRowModel& row = chart.rows.emplace_back();
        row.label = side.label;
        row.value = side.value;
        row.low = row.high = std::nan("");
        row.reference = &side == &answer.sides.front();
    }
    flow.gap(20);
    draw_chart(ui, flow, chart);
}

void draw_answer(const Ui& ui, Flow& flow, const WhatIfModel& answer) {
    const Palette& p = ui.colors();
    if (answer.sentences.empty()) { return; }
    flow.text(Type::subtitle, p.text, answer.sentences.front(), text_measure);
    flow.gap(14);
    Flow now{ui, flow.x, flow.y, ui.px(220)}, then{ui, flow.x + ui.px(240), flow.y, ui.px(220)};
    draw_said(ui, now, ui.word("what_if.now"), answer.now);
    if (answer.changed) { draw_said(ui, then, ui.word("what_if.then"), answer.then); }
    flow.y = std::max(now.y, then.y);
    flow.gap(12);
    for (std::size_t i = 1; i < answer.sentences.size(); ++i) {
        flow.text(Type::body, p.muted, answer.sentences[i], text_measure);
        flow.gap(6);
    }
    draw_alike(ui, flow, answer);
    const std::vector<std::string> nothing = {std::string(ui.word("what_if.because.nothing"))};
    draw_lines(ui, flow, ui.word("what_if.because"), answer.then.rule.empty() ? nothing : answer.then.rule);
    std::vector<std::string> parts = answer.otherwise_parts;
    if (!answer.otherwise_rows.empty()) { parts.push_back(answer.otherwise_rows); }
    draw_lines(ui, flow, answer.otherwise_title, parts);
}

}  // namespace

bool can_ask_what_if(const ReportModel& report) {
    return std::ranges::any_of(report.columns, [](const ColumnModel& column) {
        return std::ranges::any_of(column.roles,
                                   [](const std::string& role) { return role == "decision" || role == "score"; });
    });
}

void draw_what_if(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    WhatIfPanel& panel = ui.state.what_if;
    flow.text(Type::title, p.text, ui.word("what_if.title"));
    flow.gap(4);
    flow.text(Type::body, p.muted, ui.word("what_if.text"), text_measure);
    flow.gap(6);
    flow.text(Type::small_strong, p.text, ui.word("what_if.honest"), text_measure);
    flow.gap(18);
    if (!can_ask_what_if(*ui.state.report)) {
        flow.text(Type::body, p.muted, ui.word("what_if.nothing"), text_measure);
        return;
    }
    if (!panel.asked) { ask(ui); }
    if (!panel.answer) { return; }
    const WhatIfModel answer = *panel.answer;  // what is pressed may ask anew
    in_card(ui, flow, ui.word("what_if.person"), [&](Flow& inner) {
        draw_row(ui, inner);
        if (!answer.error.empty()) { inner.text(Type::small, p.fail, answer.error, text_measure); }
        draw_person(ui, inner, answer);
    });
    if (!answer.error.empty()) { return; }
    in_card(ui, flow, ui.word("what_if.change"), [&](Flow& inner) { draw_change(ui, inner, answer); });
    in_card(ui, flow, {}, [&](Flow& inner) { draw_answer(ui, inner, answer); });
}

}  // namespace klarsicht::app
