#include "app/charts/charts.h"

#include <algorithm>
#include <cmath>

#include "app/model/values.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

/// Of the rows that somebody asked for.
std::string key_of(std::string_view id) { return "chart." + std::string(id); }

}  // namespace

ImU32 row_color(const Ui& ui, const ChartRowModel& row) {
    if (row.status == Status::pass || row.status == Status::info) { return ui.colors().reference; }
    if (row.status == Status::not_assessed) { return ui.colors().faint; }
    return ui.colors().other;
}

void draw_axis(const Ui& ui, const ChartModel& chart, const Axis& axis, float left, float right, float top,
               float bottom) {
    const Palette& p = ui.colors();
    float free_from = -1e9f;
    for (const double tick : axis.ticks()) {
        const float x = std::round(left + static_cast<float>(axis.position(tick)) * (right - left));
        ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(x, top), ImVec2(x + ui.theme.hair(), bottom), p.line);
        const std::string label = tick_text(ui.texts, chart.unit, axis, tick);
        const float width = text_size(ui, Type::note, label).x;
        const float at = std::round(x - width * 0.5f);
        if (at < free_from) { continue; }  // too tight for every label
        draw_text(ui, ImVec2(at, bottom + ui.px(4)), Type::note, p.muted, label);
        free_from = at + width + ui.px(8);
    }
}

void draw_chart_notes(const Ui& ui, Flow& flow, const ChartModel& chart, float left) {
    const Palette& p = ui.colors();
    const float width = flow.x + flow.width - left;
    if (!chart.axis.empty()) {
        flow.y += draw_paragraph(ui, ImVec2(left, flow.y), Type::note, p.muted, chart.axis, width);
    }
    // What the marks mean, side by side as far as there is room.
    const float side = ui.px(10), line = ui.theme.face(Type::note).line;
    float x = left;
    const auto key = [&](std::string_view text, const auto& mark) {
        const float room = side + ui.px(7) + text_size(ui, Type::note, text).x;
        if (x > left && x + room > left + width) {
            x = left;
            flow.y += line;
        }
        mark(ImVec2(x + side * 0.5f, flow.y + ui.px(4) + side * 0.5f));
        draw_text(ui, ImVec2(x + side + ui.px(7), flow.y), Type::note, p.muted, text, width - side - ui.px(7));
        x += room + ui.px(18);
    };
    const bool dots = chart.kind == Chart::Kind::intervals;
    const bool reference = dots && std::ranges::any_of(chart.rows, &ChartRowModel::reference);
    const bool conspicuous = dots && std::ranges::any_of(chart.rows, [&](const ChartRowModel& row) {
                                 return row_color(ui, row) == p.other;
                             });
    if (chart.limit_note.empty() && !reference && !conspicuous) { return; }
    flow.gap(3);
    if (reference) {
        key(ui.word("app.chart.reference"), [&](ImVec2 at) {
            ImGui::GetWindowDrawList()->AddCircleFilled(at, side * 0.5f, p.reference);
            ImGui::GetWindowDrawList()->AddCircleFilled(at, side * 0.2f, p.surface);
        });
    }
    if (conspicuous) {
        key(ui.word("app.chart.conspicuous"),
            [&](ImVec2 at) { ImGui::GetWindowDrawList()->AddCircleFilled(at, side * 0.5f, p.other); });
    }
    if (!chart.limit_note.empty()) {
        key(chart.limit_note, [&](ImVec2 at) {
            draw_box(
                ui,
                ImRect(ImVec2(at.x - side * 0.5f, at.y - side * 0.5f), ImVec2(at.x + side * 0.5f, at.y + side * 0.5f)),
                p.band, mixed(p.band, p.pass, 0.45f), 3);
        });
    }
    flow.y += line + ui.px(4);
}

void draw_chart(const Ui& ui, Flow& flow, const ChartModel& chart) {
    if (!chart.title.empty()) {
        flow.text(Type::subtitle, ui.colors().text, chart.title);
        flow.gap(10);
    }
    const std::string id = chart.check ? std::to_string(*chart.check) : std::string();
    ChartModel cut;
    const ChartModel& now = chart_now(ui, chart, id, cut);
    switch (chart.kind) {
        case Chart::Kind::intervals:
            draw_intervals(ui, flow, now);
            break;
        case Chart::Kind::bars:
            draw_bars(ui, flow, now);
            break;
        case Chart::Kind::histogram:
            draw_histogram(ui, flow, now);
            break;
        case Chart::Kind::none:
            return;
    }
    if (chart.check) { draw_chart_end(ui, flow, chart, id); }
}

const ChartModel& chart_now(const Ui& ui, const ChartModel& chart, std::string_view id, ChartModel& cut) {
    if (ui.state.findings.unfolded.contains(key_of(id)) || std::ranges::none_of(chart.rows, &ChartRowModel::further)) {
        return chart;
    }
    cut = chart;
    std::erase_if(cut.rows, [](const ChartRowModel& row) { return row.further; });
    return cut;
}

void draw_chart_end(const Ui& ui, Flow& flow, const ChartModel& chart, std::string_view id) {
    std::set<std::string>& unfolded = ui.state.findings.unfolded;
    const std::string key = key_of(id);
    const bool all = unfolded.contains(key);
    const auto further = static_cast<std::uint64_t>(std::ranges::count_if(chart.rows, &ChartRowModel::further));
    ImGui::PushID(key.c_str());
    flow.gap(4);
    float x = flow.x;
    const auto action = [&](std::string_view name, std::string_view label) {
        float width = text_size(ui, Type::small, label).x;
        if (x > flow.x && x + width > flow.x + flow.width) {
            x = flow.x;
            flow.gap(24);
        }
        const bool pressed = link(ui, name, ImVec2(x, flow.y), Type::small, label, &width);
        x += width + ui.px(20);
        return pressed;
    };
    if (further > 0 && action("further", all ? std::string(ui.word("answer.chart.fewer"))
                                             : ui.say(Message("answer.chart.further").count("n", further)))) {
        if (all) {
            unfolded.erase(key);
        } else {
            unfolded.insert(key);
        }
    }
    for (const std::string_view format : {"svg", "png"}) {
        if (action(format, ui.word("answer.chart." + std::string(format)))) {
            ui.send(json{{"type", "chart"}, {"check", *chart.check}, {"format", std::string(format)}, {"all", all}});
        }
    }
    flow.y += ui.theme.face(Type::small).line + ui.px(4);
    ImGui::PopID();
    if (chart.left_out > 0) {
        flow.text(Type::note, ui.colors().muted, ui.say(Message("app.chart.left_out").count("n", chart.left_out)));
    }
}

}  // namespace klarsicht::app
