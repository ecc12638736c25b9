#include "app/charts/charts.h"

#include <algorithm>
#include <cmath>

#include "app/model/values.h"

namespace klarsicht::app {

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
    switch (chart.kind) {
        case Chart::Kind::intervals:
            draw_intervals(ui, flow, chart);
            return;
        case Chart::Kind::bars:
            draw_bars(ui, flow, chart);
            return;
        case Chart::Kind::histogram:
            draw_histogram(ui, flow, chart);
            return;
        case Chart::Kind::none:
            return;
    }
}

}  // namespace klarsicht::app
