// Every row a dot: a band per group, as wide as all others, so that the marked part of each is its share.
#include <algorithm>
#include <cmath>

#include "app/model/plan_edit.h"
#include "app/model/values.h"
#include "app/views/views.h"

namespace klarsicht::app {

namespace {

std::string decision_column(const ReportModel& report) {
    for (const ColumnModel& column : report.columns) {
        if (std::ranges::find(column.roles, "decision") != column.roles.end()) { return column.name; }
    }
    for (const ColumnModel& column : report.columns) {
        if (std::ranges::find(column.roles, "outcome") != column.roles.end()) { return column.name; }
    }
    return {};
}

/// Heights in proportion to the groups' sizes, but never too low for a label; together about `room`.
std::vector<float> band_heights(const std::vector<DotGroup>& groups, float room, float lowest) {
    std::uint64_t all = 0;
    for (const DotGroup& group : groups) { all += group.n; }
    std::vector<float> heights;
    const float spare = std::max(0.0f, room - lowest * static_cast<float>(groups.size()));
    for (const DotGroup& group : groups) {
        heights.push_back(std::round(lowest + (all == 0 ? 0 : spare * static_cast<float>(static_cast<double>(group.n) / static_cast<double>(all)))));
    }
    return heights;
}

}  // namespace

void draw_dots(const Ui& ui, Flow& flow, const std::vector<std::string>& columns) {
    const Palette& p = ui.colors();
    State& app = ui.state;
    const std::string decision = decision_column(*app.report);
    if (columns.empty() || decision.empty()) { return; }
    const std::string& wanted = std::ranges::find(columns, app.dots.wanted) != columns.end() ? app.dots.wanted : columns.front();
    if (app.dots.wanted != wanted) {
        app.dots.wanted = wanted;
        ui.send(json{{"type", "dots"}, {"group", wanted}, {"decision", decision}});
    }
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(18), flow.width - ui.px(40)};
    inner.text(Type::subtitle, p.text, ui.word("app.dots.title"));
    inner.gap(2);
    inner.text(Type::small, p.muted, ui.word("app.dots.text"), text_measure);
    inner.gap(12);
    if (columns.size() > 1) {
        float x = inner.x;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const float width = std::min(text_size(ui, Type::small_strong, columns[i]).x, ui.px(200)) + ui.px(24);
            if (x > inner.x && x + width > inner.x + inner.width) {
                x = inner.x;
                inner.gap(36);
            }
            const ImRect box(ImVec2(x, inner.y), ImVec2(x + width, inner.y + ui.px(30)));
            ImGui::PushID(static_cast<int>(i));
            const Hit state = hit(ui, "dots", box);
            ImGui::PopID();
            const bool on = columns[i] == app.dots.wanted;
            draw_box(ui, box, on ? p.accent_soft : state.hovered ? p.hover : p.surface, on ? p.accent_soft : p.line, 15);
            draw_text(ui, ImVec2(x + ui.px(12), inner.y + ui.px(5)), Type::small_strong, on ? p.accent : p.muted, columns[i], ui.px(200));
            draw_focus(ui, state, box, 15);
            if (state.pressed && !on) {
                app.dots.wanted = columns[i];
                ui.send(json{{"type", "dots"}, {"group", columns[i]}, {"decision", decision}});
            }
            x += width + ui.px(8);
        }
        inner.gap(30 + 14);
    }
    if (app.dots.groups.empty()) {
        inner.text(Type::small, p.faint, ui.word("app.dots.waiting"));
        flow.y = inner.y + ui.px(18);
        card.end(flow.y);
        flow.gap(14);
        return;
    }
    constexpr std::size_t most_groups = 12;
    std::vector<DotGroup> groups(app.dots.groups.begin(), app.dots.groups.begin() + static_cast<std::ptrdiff_t>(std::min(app.dots.groups.size(), most_groups)));
    float label_width = 0;
    for (const DotGroup& group : groups) { label_width = std::max(label_width, text_size(ui, Type::small_strong, group.label).x); }
    label_width = std::max(ui.px(124), std::min({label_width, ui.px(190), inner.width * 0.3f}));
    const float left = inner.x + label_width + ui.px(16), width = std::floor(inner.x + inner.width - left), gap = ui.px(8);
    const std::vector<float> heights = band_heights(groups, ui.px(300), ui.px(44));
    DotField field{static_cast<int>(width), 0, {}, p.other, mixed(p.surface, p.faint, 0.42f), p.surface};
    float y = 0;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        field.bands.push_back({0, y, width, heights[i], groups[i].n, groups[i].selected});
        y += heights[i] + gap;
    }
    field.selected_color = p.reference;
    field.height = static_cast<int>(y - gap);
    const ImVec2 origin(std::round(left), std::round(inner.y));
    if (field.width > 8 && field.height > 8) {
        // The first row of the picture is its lowest in the texture's own order: y grows downwards in both, nothing to turn.
        ImGui::GetWindowDrawList()->AddImage(ui.dot_canvas.draw(field), origin,
                                             ImVec2(origin.x + static_cast<float>(field.width), origin.y + static_cast<float>(field.height)));
    }
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const DotGroup& group = groups[i];
        const DotBand& band = field.bands[i];
        const float top = origin.y + band.y;
        const double share = group.n == 0 ? std::nan("") : static_cast<double>(group.selected) / group.n;
        const std::string percent = value_text(ui.texts, Unit::share, share);
        draw_text(ui, ImVec2(inner.x, top), Type::small_strong, p.text, group.label, label_width);
        draw_text(ui, ImVec2(inner.x, top + ui.px(19)), Type::note, p.muted,
                  ui.say(Message("app.dots.share").text("share", percent).count("n", group.n)), label_width + ui.px(8));
        const ImRect box(ImVec2(inner.x, top), ImVec2(inner.x + inner.width, top + band.height));
        if (pointed_at(box)) {
            tooltip(ui, ui.say(Message("app.dots.sentence").text("group", group.label).count("selected", group.selected).count("n", group.n).text("share", percent)));
        }
    }
    inner.y = origin.y + static_cast<float>(field.height) + ui.px(6);
    // The axis under the bands: how far the marked dots reach is the share.
    for (int tick = 0; tick <= 4; ++tick) {
        const std::string label = ui.texts.number(tick * 0.25, "percent");
        const float size = text_size(ui, Type::note, label).x;
        const float x = origin.x + width * static_cast<float>(tick) * 0.25f - (tick == 0 ? 0 : tick == 4 ? size : size * 0.5f);
        draw_text(ui, ImVec2(std::round(x), inner.y), Type::note, p.muted, label);
    }
    inner.gap(24);
    const auto legend = [&](float x, ImU32 color, std::string_view text) {
        ImGui::GetWindowDrawList()->AddCircleFilled(ImVec2(x + ui.px(5), inner.y + ui.px(9)), ui.px(5), color);
        draw_text(ui, ImVec2(x + ui.px(16), inner.y), Type::note, p.muted, text);
        return x + ui.px(16 + 18) + text_size(ui, Type::note, text).x;
    };
    const float x = legend(origin.x, field.selected_color, ui.word("app.dots.selected"));
    legend(x, field.other_color, ui.word("app.dots.other"));
    inner.y += ui.theme.face(Type::note).line;
    flow.y = inner.y + ui.px(18);
    card.end(flow.y);
    flow.gap(14);
}

}  // namespace klarsicht::app
