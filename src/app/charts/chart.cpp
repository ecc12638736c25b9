#include "app/charts/charts.h"

#include <cmath>

#include "app/model/values.h"

namespace klarsicht::app {

ImU32 row_color(const Ui& ui, const ChartRowModel& row) {
    if (row.reference || row.status == Status::pass || row.status == Status::info) { return ui.colors().reference; }
    if (row.status == Status::not_assessed) { return ui.colors().faint; }
    return ui.colors().other;
}

void draw_axis(const Ui& ui, const ChartModel& chart, const Axis& axis, float left, float right, float top, float bottom) {
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
    if (!chart.axis.empty()) { flow.y += draw_paragraph(ui, ImVec2(left, flow.y), Type::note, p.muted, chart.axis, width); }
    if (!chart.limit_note.empty()) {
        const float side = ui.px(10);
        flow.gap(3);
        draw_box(ui, ImRect(ImVec2(left, flow.y + ui.px(4)), ImVec2(left + side, flow.y + ui.px(4) + side)), p.band, mixed(p.band, p.pass, 0.45f), 3);
        flow.y += draw_paragraph(ui, ImVec2(left + side + ui.px(7), flow.y), Type::note, p.muted, chart.limit_note, width - side - ui.px(7));
    }
}

void draw_chart(const Ui& ui, Flow& flow, const ChartModel& chart) {
    if (!chart.title.empty()) {
        flow.text(Type::subtitle, ui.colors().text, chart.title);
        flow.gap(10);
    }
    switch (chart.kind) {
        case Chart::Kind::intervals: draw_intervals(ui, flow, chart); return;
        case Chart::Kind::bars: draw_bars(ui, flow, chart); return;
        case Chart::Kind::histogram: draw_histogram(ui, flow, chart); return;
        case Chart::Kind::none: return;
    }
}

}  // namespace klarsicht::app
