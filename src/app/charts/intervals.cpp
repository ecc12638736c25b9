// Groups as dots with their intervals, against the band that is no cause for concern.
#include <algorithm>
#include <cmath>

#include "app/charts/charts.h"
#include "app/model/values.h"

namespace klarsicht::app {

namespace {

Axis axis_of(const ChartModel& chart, float plot_width, const Ui& ui) {
    double low = 0, high = 0;
    bool first = true;
    const auto include = [&](double value) {
        if (!std::isfinite(value)) { return; }
        low = first ? value : std::min(low, value);
        high = first ? value : std::max(high, value);
        first = false;
    };
    for (const ChartRowModel& row : chart.rows) {
        include(row.value);
        include(row.low);
        include(row.high);
        if (row.limit_high) { include(*row.limit_high); }
    }
    if (chart.limit_low) { include(*chart.limit_low); }
    if (chart.limit_high && (first || *chart.limit_high <= high * 1.6 + 1e-9)) { include(*chart.limit_high); }
    if (low > 0) { low = 0; }  // shares and factors start at nothing, so that lengths can be compared
    return nice_axis(low, high, std::max(2, static_cast<int>(plot_width / ui.px(72))));
}

std::string count_text(const Ui& ui, const ChartRowModel& row) {
    return row.n ? "n = " + ui.texts.integer(static_cast<std::int64_t>(*row.n)) : std::string();
}

struct Section {
    std::string name;
    float head, first, last;  ///< top of the heading, top of the first row, bottom of the last
    std::optional<double> low, high;
};

/// Where every row and every section comes to lie.
struct Plot {
    Axis axis;
    float left = 0, right = 0, top = 0, bottom = 0, indent = 0, label_width = 0, pitch = 0;
    bool above = false;  ///< labels stand above their marks
    std::vector<Section> sections;
    std::vector<float> middles;  ///< of each row

    float x_of(double value) const {
        return left + static_cast<float>(std::clamp(axis.position(value), 0.0, 1.0)) * (right - left);
    }
};

void place_rows(const Ui& ui, const ChartModel& chart, Plot& plot) {
    std::vector<Section>& placed = plot.sections;
    float y = plot.top + ui.px(2);
    for (const ChartRowModel& row : chart.rows) {
        if (placed.empty() || placed.back().name != row.section) {
            if (!placed.empty() && !row.section.empty()) { y += ui.px(12); }
            const float head = y;
            if (!row.section.empty()) { y += ui.px(28); }
            placed.push_back({row.section, head, y, y, row.limit_low ? row.limit_low : chart.limit_low,
                              row.limit_high ? row.limit_high : chart.limit_high});
        }
        plot.middles.push_back(std::round(y + (plot.above ? ui.px(label_above) : 0) +
                                          (plot.pitch - (plot.above ? ui.px(label_above) : 0)) * 0.5f));
        y += plot.pitch;
        placed.back().last = y;
    }
    plot.bottom = y + ui.px(4);
}

Plot plot_of(const Ui& ui, const Flow& flow, const ChartModel& chart) {
    Plot plot;
    float count_width = 0, value_width = 0;
    for (const ChartRowModel& row : chart.rows) {
        plot.label_width = std::max(plot.label_width, text_size(ui, Type::body, row.label).x);
        count_width = std::max(count_width, text_size(ui, Type::note, count_text(ui, row)).x);
        value_width =
            std::max(value_width, text_size(ui, Type::small_strong, value_text(ui.texts, chart.unit, row.value)).x);
        if (!row.section.empty()) { plot.indent = ui.px(12); }
    }
    plot.right = flow.x + flow.width - value_width - ui.px(18);
    plot.top = flow.y;
    plot.above = labels_above(ui, flow);
    if (plot.above) {
        plot.indent = 0;
        plot.label_width = flow.width - count_width - ui.px(8);
        plot.left = flow.x + ui.px(6);
        plot.pitch = ui.px(22 + label_above);
        plot.axis = axis_of(chart, plot.right - plot.left, ui);
        place_rows(ui, chart, plot);
        return plot;
    }
    // Long names, such as those of crossed values, get more of the room.
    plot.label_width = std::min(plot.label_width, flow.width * (plot.label_width > flow.width * 0.4f ? 0.46f : 0.30f));
    plot.left = flow.x + plot.indent + plot.label_width + (count_width > 0 ? ui.px(16) + count_width : 0) + ui.px(16);
    plot.axis = axis_of(chart, plot.right - plot.left, ui);
    plot.pitch = ui.px(29);
    place_rows(ui, chart, plot);
    return plot;
}

/// The sections' names; to press where one is to be chosen.
void draw_sections(const Ui& ui, const Flow& flow, const Plot& plot, std::string* chosen) {
    const Palette& p = ui.colors();
    for (std::size_t i = 0; i < plot.sections.size(); ++i) {
        const Section& section = plot.sections[i];
        if (section.name.empty()) { continue; }
        const float text = std::min(text_size(ui, Type::note_strong, section.name).x,
                                    (plot.above ? flow.width : plot.left - flow.x) - ui.px(8));
        const ImVec2 at(flow.x, section.head + ui.px(5));
        if (chosen == nullptr) {
            draw_text(ui, at, Type::note_strong, p.muted, section.name, text);
            continue;
        }
        const bool on = *chosen == section.name;
        const ImRect box(ImVec2(flow.x - ui.px(8), section.head + ui.px(2)),
                         ImVec2(flow.x + text + ui.px(8), section.head + ui.px(26)));
        ImGui::PushID(static_cast<int>(i));
        const Hit state = hit(ui, "section", box);
        ImGui::PopID();
        if (on || state.hovered) { draw_box(ui, box, on ? p.accent_soft : p.hover, 0, 6); }
        draw_text(ui, at, Type::note_strong, on ? p.accent : state.hovered ? p.text : p.muted, section.name, text);
        draw_focus(ui, state, box, 6);
        if (state.pressed) { *chosen = section.name; }
    }
}

void draw_row(const Ui& ui, const Flow& flow, const ChartModel& chart, const Plot& plot, std::size_t i) {
    const Palette& p = ui.colors();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ChartRowModel& row = chart.rows[i];
    const float middle = plot.middles[i], text = plot.above ? middle - ui.px(label_above) : middle;
    const float body_y = std::round(text - ui.theme.face(Type::body).line * 0.5f);
    const float note_y = std::round(text - ui.theme.face(Type::note).line * 0.5f);
    const float half = ui.px(plot.above ? 11 : 0) + (plot.above ? 0 : plot.pitch * 0.5f);
    const ImRect box(ImVec2(flow.x, middle + half - plot.pitch), ImVec2(flow.x + flow.width, middle + half));
    const bool hovered = pointed_at(box);
    if (hovered && !plot.above) {
        list.AddRectFilled(box.Min, ImVec2(plot.left - ui.px(8), box.Max.y), p.hover, ui.px(6));
    }
    draw_text(ui, ImVec2(flow.x + plot.indent, body_y), Type::body, p.text, row.label, plot.label_width);
    draw_text_right(ui, ImVec2(plot.above ? flow.x + flow.width : plot.left - ui.px(16), note_y), Type::note, p.muted,
                    count_text(ui, row));
    const ImU32 color = row_color(ui, row);
    float text_x = plot.left + ui.px(8);
    if (std::isfinite(row.value)) {
        const float x = plot.x_of(row.value);
        text_x = x + ui.px(14);
        if (std::isfinite(row.low) && std::isfinite(row.high)) {
            const float from = plot.x_of(row.low), to = plot.x_of(row.high), thin = ui.px(3) * 0.5f;
            list.AddRectFilled(ImVec2(from - thin, middle - thin), ImVec2(to + thin, middle + thin), color, thin);
            text_x = std::max(text_x, to + ui.px(10));
        }
        list.AddCircleFilled(ImVec2(x, middle), hovered ? ui.px(7) : ui.px(6), color);
        if (row.reference) {
            list.AddCircleFilled(ImVec2(x, middle), ui.px(2), p.surface);
        }  // told apart without the colour
    }
    draw_text(ui, ImVec2(std::round(text_x), std::round(middle - ui.theme.face(Type::small_strong).line * 0.5f)),
              std::isfinite(row.value) ? Type::small_strong : Type::small, std::isfinite(row.value) ? p.text : p.faint,
              value_text(ui.texts, chart.unit, row.value));
    if (hovered) { tooltip(ui, row_sentence(ui.texts, chart, row)); }
}

}  // namespace

void draw_intervals(const Ui& ui, Flow& flow, const ChartModel& chart, std::string* chosen) {
    const Plot plot = plot_of(ui, flow, chart);
    for (const Section& section : plot.sections) {
        if (!section.low && !section.high) { continue; }
        const float from = plot.x_of(section.low.value_or(plot.axis.low)),
                    to = plot.x_of(section.high.value_or(plot.axis.high));
        ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(from, section.first),
                                                  ImVec2(std::max(to, from + ui.px(2)), section.last), ui.colors().band,
                                                  ui.px(6));
    }
    draw_axis(ui, chart, plot.axis, plot.left, plot.right, plot.top, plot.bottom);
    draw_sections(ui, flow, plot, chosen);
    for (std::size_t i = 0; i < chart.rows.size(); ++i) { draw_row(ui, flow, chart, plot, i); }
    flow.y = plot.bottom + ui.px(4) + ui.theme.face(Type::note).line + ui.px(6);
    draw_chart_notes(ui, flow, chart, plot.left);
}

}  // namespace klarsicht::app
