// Horizontal bars from nothing, with the limit as a line.
#include <algorithm>
#include <cmath>

#include "app/charts/charts.h"
#include "app/model/values.h"

namespace klarsicht::app {

namespace {

/// Where the bars lie.
struct Plot {
    Axis axis;
    float left = 0, right = 0, top = 0, bottom = 0, label_width = 0, pitch = 0;
    bool above = false;          ///< labels stand above their bars
    std::vector<float> middles;  ///< of each row

    float x_of(double value) const {
        return left + static_cast<float>(std::clamp(axis.position(value), 0.0, 1.0)) * (right - left);
    }
};

Plot plot_of(const Ui& ui, const Flow& flow, const ChartModel& chart, std::size_t shown) {
    Plot plot;
    float value_width = 0;
    double low = 0, high = 0;
    for (std::size_t i = 0; i < shown; ++i) {
        const ChartRowModel& row = chart.rows[i];
        plot.label_width = std::max(plot.label_width, text_size(ui, Type::body, row.label).x);
        value_width =
            std::max(value_width, text_size(ui, Type::small_strong, value_text(ui.texts, chart.unit, row.value)).x);
        if (std::isfinite(row.value)) {
            low = std::min(low, row.value);
            high = std::max(high, row.value);
        }
        if (std::isfinite(row.high)) { high = std::max(high, row.high); }
    }
    for (const std::optional<double>& limit : {chart.limit_low, chart.limit_high}) {
        // However far beyond the figures: bars without the limit they are judged by would look large where they are
        // not.
        if (limit) {
            high = std::max(high, *limit);
            low = std::min(low, *limit);
        }
    }
    plot.above = labels_above(ui, flow);
    plot.label_width = plot.above ? flow.width : std::min(plot.label_width, flow.width * 0.34f);
    plot.left = plot.above ? flow.x : flow.x + plot.label_width + ui.px(16);
    plot.right = flow.x + flow.width - value_width - ui.px(14);
    plot.axis = nice_axis(low, high, std::max(2, static_cast<int>((plot.right - plot.left) / ui.px(72))),
                          chart.unit == Unit::count);
    const float label = plot.above ? ui.px(label_above) : 0;
    plot.pitch = ui.px(plot.above ? 24 : 32) + label;
    plot.top = flow.y;
    std::string section;
    float y = plot.top + ui.px(2);
    for (std::size_t i = 0; i < shown; ++i) {
        if (chart.rows[i].section != section && !chart.rows[i].section.empty()) { y += ui.px(i == 0 ? 26 : 34); }
        section = chart.rows[i].section;
        plot.middles.push_back(std::round(y + label + (plot.pitch - label) * 0.5f));
        y += plot.pitch;
    }
    plot.bottom = y + ui.px(4);
    return plot;
}

void draw_row(const Ui& ui, const Flow& flow, const ChartModel& chart, const Plot& plot, std::size_t i) {
    const Palette& p = ui.colors();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ChartRowModel& row = chart.rows[i];
    const float middle = plot.middles[i], thickness = ui.px(16), zero = plot.x_of(0);
    const float above = plot.above ? ui.px(label_above) : 0, half = (plot.pitch - above) * 0.5f;
    const bool hovered =
        pointed_at(ImRect(ImVec2(flow.x, middle - half - above), ImVec2(flow.x + flow.width, middle + half)));
    const ImU32 color = row_color(ui, row);
    draw_text(ui, ImVec2(flow.x, std::round(middle - above - ui.theme.face(Type::body).line * 0.5f)), Type::body,
              p.text, row.label, plot.label_width);
    float text_x = plot.left + ui.px(8);
    if (std::isfinite(row.value)) {
        const float x = plot.x_of(row.value), from = std::min(zero, x), to = std::max(zero, x);
        list.AddRectFilled(ImVec2(from, middle - thickness * 0.5f),
                           ImVec2(std::max(to, from + ui.px(2)), middle + thickness * 0.5f),
                           hovered ? mixed(color, p.text, 0.12f) : color, ui.px(4),
                           x < zero ? ImDrawFlags_RoundCornersLeft : ImDrawFlags_RoundCornersRight);
        text_x = to + ui.px(8);
        if (std::isfinite(row.low) && std::isfinite(row.high)) {
            const float thin = std::max(1.0f, ui.theme.scale() * 0.75f);
            list.AddRectFilled(ImVec2(plot.x_of(row.low), middle - thin), ImVec2(plot.x_of(row.high), middle + thin),
                               p.text);
            text_x = std::max(text_x, plot.x_of(row.high) + ui.px(8));
        }
    }
    draw_text(ui, ImVec2(std::round(text_x), std::round(middle - ui.theme.face(Type::small_strong).line * 0.5f)),
              std::isfinite(row.value) ? Type::small_strong : Type::small, std::isfinite(row.value) ? p.text : p.faint,
              value_text(ui.texts, chart.unit, row.value));
    if (hovered) { tooltip(ui, row_sentence(ui.texts, chart, row)); }
}

}  // namespace

void draw_bars(const Ui& ui, Flow& flow, const ChartModel& chart) {
    const Palette& p = ui.colors();
    const std::size_t shown = chart.rows.size();
    const Plot plot = plot_of(ui, flow, chart, shown);
    const float left = plot.left, right = plot.right, top = plot.top, bottom = plot.bottom;
    if (chart.limit_low || chart.limit_high) {
        const float from = plot.x_of(chart.limit_low.value_or(plot.axis.low)),
                    to = plot.x_of(chart.limit_high.value_or(plot.axis.high));
        if (to > from) { ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(from, top), ImVec2(to, bottom), p.band); }
    }
    draw_axis(ui, chart, plot.axis, left, right, top, bottom);
    std::string section;
    for (std::size_t i = 0; i < shown; ++i) {
        const std::string& own = chart.rows[i].section;
        if (own != section && !own.empty()) {
            draw_text(ui,
                      ImVec2(flow.x,
                             plot.middles[i] - (plot.above ? ui.px(label_above + 36) : plot.pitch * 0.5f + ui.px(24))),
                      Type::note_strong, p.muted, own, plot.above ? flow.width : left - flow.x - ui.px(8));
        }
        section = own;
        draw_row(ui, flow, chart, plot, i);
    }
    flow.y = bottom + ui.px(4) + ui.theme.face(Type::note).line + ui.px(6);
    draw_chart_notes(ui, flow, chart, left);
}

}  // namespace klarsicht::app
