// Horizontal bars from nothing, with the limit as a line.
#include <algorithm>
#include <cmath>

#include "app/charts/charts.h"
#include "app/model/values.h"

namespace klarsicht::app {

void draw_bars(const Ui& ui, Flow& flow, const ChartModel& chart) {
    const Palette& p = ui.colors();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    constexpr std::size_t at_most = 24;
    const std::size_t shown = std::min(chart.rows.size(), at_most);
    float label_width = 0, value_width = 0;
    double low = 0, high = 0;
    std::vector<std::string> values;
    for (std::size_t i = 0; i < shown; ++i) {
        const ChartRowModel& row = chart.rows[i];
        values.push_back(value_text(ui.texts, chart.unit, row.value));
        label_width = std::max(label_width, text_size(ui, Type::body, row.label).x);
        value_width = std::max(value_width, text_size(ui, Type::small_strong, values.back()).x);
        if (std::isfinite(row.value)) {
            low = std::min(low, row.value);
            high = std::max(high, row.value);
        }
        if (std::isfinite(row.high)) { high = std::max(high, row.high); }
    }
    for (const std::optional<double>& limit : {chart.limit_low, chart.limit_high}) {
        // However far beyond the figures: bars without the limit they are judged by would look large where they are not.
        if (limit) {
            high = std::max(high, *limit);
            low = std::min(low, *limit);
        }
    }
    label_width = std::min(label_width, flow.width * 0.34f);
    const float left = flow.x + label_width + ui.px(16), right = flow.x + flow.width - value_width - ui.px(14);
    const Axis axis = nice_axis(low, high, std::max(2, static_cast<int>((right - left) / ui.px(72))), chart.unit == Unit::count);
    const auto x_of = [&](double value) { return left + static_cast<float>(std::clamp(axis.position(value), 0.0, 1.0)) * (right - left); };
    const float pitch = ui.px(32), thickness = ui.px(16), top = flow.y;
    std::string section;
    std::vector<float> middles;
    float y = top + ui.px(2);
    for (std::size_t i = 0; i < shown; ++i) {
        if (chart.rows[i].section != section && !chart.rows[i].section.empty()) { y += ui.px(i == 0 ? 26 : 34); }
        section = chart.rows[i].section;
        middles.push_back(std::round(y + pitch * 0.5f));
        y += pitch;
    }
    const float bottom = y + ui.px(4);
    if (chart.limit_low || chart.limit_high) {
        const float from = x_of(chart.limit_low.value_or(axis.low)), to = x_of(chart.limit_high.value_or(axis.high));
        if (to > from) { list.AddRectFilled(ImVec2(from, top), ImVec2(to, bottom), p.band); }
    }
    draw_axis(ui, chart, axis, left, right, top, bottom);
    const float zero = x_of(0);
    section.clear();
    for (std::size_t i = 0; i < shown; ++i) {
        const ChartRowModel& row = chart.rows[i];
        const float middle = middles[i];
        if (row.section != section && !row.section.empty()) {
            draw_text(ui, ImVec2(flow.x, middle - pitch * 0.5f - ui.px(24)), Type::note_strong, p.muted, row.section, left - flow.x - ui.px(8));
        }
        section = row.section;
        const ImRect box(ImVec2(flow.x, middle - pitch * 0.5f), ImVec2(flow.x + flow.width, middle + pitch * 0.5f));
        const bool hovered = pointed_at(box);
        const ImU32 color = row_color(ui, row);
        draw_text(ui, ImVec2(flow.x, std::round(middle - ui.theme.face(Type::body).line * 0.5f)), Type::body, p.text, row.label, label_width);
        float text_x = left + ui.px(8);
        if (std::isfinite(row.value)) {
            const float x = x_of(row.value);
            const float from = std::min(zero, x), to = std::max(zero, x);
            list.AddRectFilled(ImVec2(from, middle - thickness * 0.5f), ImVec2(std::max(to, from + ui.px(2)), middle + thickness * 0.5f),
                               hovered ? mixed(color, p.text, 0.12f) : color, ui.px(4), x < zero ? ImDrawFlags_RoundCornersLeft : ImDrawFlags_RoundCornersRight);
            text_x = to + ui.px(8);
            if (std::isfinite(row.low) && std::isfinite(row.high)) {
                const float half = std::max(1.0f, ui.theme.scale() * 0.75f);
                list.AddRectFilled(ImVec2(x_of(row.low), middle - half), ImVec2(x_of(row.high), middle + half), p.text);
                text_x = std::max(text_x, x_of(row.high) + ui.px(8));
            }
        }
        draw_text(ui, ImVec2(std::round(text_x), std::round(middle - ui.theme.face(Type::small_strong).line * 0.5f)),
                  std::isfinite(row.value) ? Type::small_strong : Type::small, std::isfinite(row.value) ? p.text : p.faint, values[i]);
        if (hovered) { tooltip(ui, row_sentence(ui.texts, chart, row)); }
    }
    flow.y = bottom + ui.px(4) + ui.theme.face(Type::note).line + ui.px(6);
    if (chart.rows.size() > shown) {
        flow.y += draw_paragraph(ui, ImVec2(left, flow.y), Type::note, p.muted,
                                 ui.say(Message("app.figures.first_groups").count("shown", shown).count("n", chart.rows.size())), right - left);
    }
    draw_chart_notes(ui, flow, chart, left);
}

}  // namespace klarsicht::app
