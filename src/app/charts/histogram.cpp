// How often values lie where, and the small one for a table's cell.
#include <algorithm>
#include <cmath>

#include "app/charts/charts.h"
#include "app/model/values.h"

namespace klarsicht::app {

namespace {

/// Where the columns lie, and what they count.
struct Plot {
    Axis up;
    float left, right, top, bottom;
    double from, to;  ///< of the values
    std::size_t bins;

    float x_of(double value) const {
        return left + static_cast<float>(to > from ? (value - from) / (to - from) : 0) * (right - left);
    }
    float y_of(double value) const { return bottom - static_cast<float>(up.position(value)) * (bottom - top); }
};

void draw_column(const Ui& ui, const ChartModel& chart, const Plot& plot, std::size_t i) {
    const Palette& p = ui.colors();
    const ChartRowModel& row = chart.rows[i];
    const float gap = plot.right - plot.left > ui.px(4) * static_cast<float>(plot.bins) ? ui.theme.hair() : 0;
    const float x0 = std::round(plot.x_of(chart.edges[i])),
                x1 = std::max(x0 + 1, std::round(plot.x_of(chart.edges[i + 1])) - gap);
    const bool hovered = pointed_at(ImRect(ImVec2(x0, plot.top), ImVec2(x1, plot.bottom)));
    const ImU32 color = mixed(row_color(ui, row), p.surface, 0.18f);  // an area, not a line: a little calmer
    if (std::isfinite(row.value) && row.value > 0) {
        ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(x0, std::min(plot.y_of(row.value), plot.bottom - 1)),
                                                  ImVec2(x1, plot.bottom), hovered ? mixed(color, p.text, 0.2f) : color,
                                                  ui.px(2), ImDrawFlags_RoundCornersTop);
    }
    if (!hovered) { return; }
    ChartRowModel named = row;
    named.section.clear();
    if (named.label.empty()) {
        named.label = ui.say(Message("app.chart.between")
                                 .text("low", ui.texts.number(chart.edges[i], ""))
                                 .text("high", ui.texts.number(chart.edges[i + 1], "")));
    }
    tooltip(ui, row_sentence(ui.texts, chart, named));
}

/// The values under the columns, as many as there is room for.
void draw_values(const Ui& ui, const Plot& plot) {
    const Axis across =
        nice_axis(plot.from, plot.to, std::max(2, static_cast<int>((plot.right - plot.left) / ui.px(92))));
    float free_from = -1e9f;
    for (const double tick : across.ticks()) {
        if (tick < plot.from - 1e-12 || tick > plot.to + 1e-12) { continue; }
        const std::string label = tick_text(ui.texts, Unit::number, across, tick);
        const float width = text_size(ui, Type::note, label).x;
        const float at = std::clamp(plot.x_of(tick) - width * 0.5f, plot.left, plot.right - width);
        if (at < free_from) { continue; }
        draw_text(ui, ImVec2(std::round(at), plot.bottom + ui.px(5)), Type::note, ui.colors().muted, label);
        free_from = at + width + ui.px(8);
    }
}

}  // namespace

void draw_histogram(const Ui& ui, Flow& flow, const ChartModel& chart) {
    const Palette& p = ui.colors();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const std::size_t bins = chart.edges.empty() ? 0 : std::min(chart.rows.size(), chart.edges.size() - 1);
    if (bins == 0) {
        draw_bars(ui, flow, chart);  // without edges the rows have names
        return;
    }
    double highest = 0;
    for (std::size_t i = 0; i < bins; ++i) {
        highest = std::max(highest, std::isfinite(chart.rows[i].value) ? chart.rows[i].value : 0);
    }
    const Axis up = nice_axis(0, highest, 4, chart.unit == Unit::count);
    float label_width = 0;
    for (const double tick : up.ticks()) {
        label_width = std::max(label_width, text_size(ui, Type::note, tick_text(ui.texts, chart.unit, up, tick)).x);
    }
    const float left = flow.x + label_width + ui.px(10), right = flow.x + flow.width - ui.px(4),
                top = flow.y + ui.px(8);
    const Plot plot{up, left, right, top, top + ui.px(170), chart.edges.front(), chart.edges[bins], bins};
    for (const double tick : up.ticks()) {
        const float y = std::round(plot.y_of(tick));
        list.AddRectFilled(ImVec2(left, y), ImVec2(right, y + ui.theme.hair()), p.line);
        draw_text_right(ui, ImVec2(left - ui.px(8), y - ui.theme.face(Type::note).line * 0.5f), Type::note, p.muted,
                        tick_text(ui.texts, chart.unit, up, tick));
    }
    for (std::size_t i = 0; i < bins; ++i) { draw_column(ui, chart, plot, i); }
    draw_values(ui, plot);
    for (const std::optional<double>& limit : {chart.limit_low, chart.limit_high}) {
        if (limit && *limit >= plot.from && *limit <= plot.to) {
            const float x = std::round(plot.x_of(*limit));
            list.AddRectFilled(ImVec2(x, top), ImVec2(x + std::max(2.0f, ui.px(2)), plot.bottom), p.pass);
        }
    }
    flow.y = plot.bottom + ui.px(5) + ui.theme.face(Type::note).line + ui.px(6);
    draw_chart_notes(ui, flow, chart, left);
}

void draw_sparkline(const Ui& ui, const ImRect& box, const std::vector<double>& counts, ImU32 color) {
    double highest = 0;
    for (const double count : counts) { highest = std::max(highest, std::isfinite(count) ? count : 0); }
    if (highest <= 0) { return; }
    ImDrawList& list = *ImGui::GetWindowDrawList();
    // Few pixels: neighbouring bins share a bar.
    const auto bars = std::min(counts.size(), static_cast<std::size_t>(std::max(1.0f, box.GetWidth() / ui.px(4))));
    std::vector<double> heights(bars, 0.0);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        heights[i * bars / counts.size()] += std::isfinite(counts[i]) ? counts[i] : 0;
    }
    highest = *std::ranges::max_element(heights);
    const float pitch = box.GetWidth() / static_cast<float>(bars),
                gap = bars <= 12          ? std::max(ui.theme.hair(), std::round(pitch * 0.12f))
                      : pitch >= ui.px(3) ? ui.theme.hair()
                                          : 0;
    for (std::size_t i = 0; i < bars; ++i) {
        if (heights[i] <= 0) { continue; }
        const float height =
            std::max(ui.theme.hair(), std::round(static_cast<float>(heights[i] / highest) * box.GetHeight()));
        const float x0 = std::round(box.Min.x + static_cast<float>(i) * pitch),
                    x1 = std::max(x0 + 1, std::round(box.Min.x + static_cast<float>(i + 1) * pitch) - gap);
        list.AddRectFilled(ImVec2(x0, box.Max.y - height), ImVec2(x1, box.Max.y), color,
                           pitch > ui.px(6) ? ui.px(2) : 0, ImDrawFlags_RoundCornersTop);
    }
}

}  // namespace klarsicht::app
