// Every row a dot: a band per group, as wide as all others, so that the marked part of each is its share.
#include <algorithm>
#include <cmath>
#include <span>

#include "app/model/plan_edit.h"
#include "app/model/values.h"
#include "app/views/views.h"
#include "base/json.h"

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
std::vector<float> band_heights(std::span<const DotGroup> groups, float room, float lowest) {
    std::uint64_t all = 0;
    for (const DotGroup& group : groups) { all += group.n; }
    std::vector<float> heights;
    const float spare = std::max(0.0f, room - lowest * static_cast<float>(groups.size()));
    for (const DotGroup& group : groups) {
        heights.push_back(std::round(
            lowest +
            (all == 0 ? 0 : spare * static_cast<float>(static_cast<double>(group.n) / static_cast<double>(all)))));
    }
    return heights;
}

void ask_for(const Ui& ui, const std::string& column, const std::string& decision) {
    ui.state.dots.wanted = column;
    ui.send(json{{"type", "dots"}, {"group", column}, {"decision", decision}});
}

/// Which column's groups are shown, one press each.
void draw_columns_to_choose(const Ui& ui, Flow& flow, const std::vector<std::string>& columns,
                            const std::string& decision) {
    const Palette& p = ui.colors();
    float x = flow.x;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const float width = std::min(text_size(ui, Type::small_strong, columns[i]).x, ui.px(200)) + ui.px(24);
        if (x > flow.x && x + width > flow.x + flow.width) {
            x = flow.x;
            flow.gap(36);
        }
        const ImRect box(ImVec2(x, flow.y), ImVec2(x + width, flow.y + ui.px(30)));
        ImGui::PushID(static_cast<int>(i));
        const Hit state = hit(ui, "dots", box);
        ImGui::PopID();
        const bool on = columns[i] == ui.state.dots.wanted;
        draw_box(ui, box, on ? p.accent_soft : state.hovered ? p.hover : p.surface, on ? p.accent_soft : p.line, 15);
        draw_text(ui, ImVec2(x + ui.px(12), flow.y + ui.px(5)), Type::small_strong, on ? p.accent : p.muted, columns[i],
                  ui.px(200));
        draw_focus(ui, state, box, 15);
        if (state.pressed && !on) { ask_for(ui, columns[i], decision); }
        x += width + ui.px(8);
    }
    flow.gap(30 + 14);
}

/// A group's name and share beside its band, and the sentence where it is pointed at.
void draw_band_label(const Ui& ui, const Flow& flow, const DotGroup& group, float top, float height,
                     float label_width) {
    const Palette& p = ui.colors();
    const double share = group.n == 0 ? std::nan("") : static_cast<double>(group.selected) / group.n;
    const std::string percent = value_text(ui.texts, Unit::share, share);
    draw_text(ui, ImVec2(flow.x, top), Type::small_strong, p.text, group.label, label_width);
    draw_text(ui, ImVec2(flow.x, top + ui.px(19)), Type::note, p.muted,
              ui.say(Message("app.dots.share").text("share", percent).count("n", group.n)), label_width + ui.px(8));
    if (pointed_at(ImRect(ImVec2(flow.x, top), ImVec2(flow.x + flow.width, top + height)))) {
        tooltip(ui, ui.say(Message("app.dots.sentence")
                               .text("group", group.label)
                               .count("selected", group.selected)
                               .count("n", group.n)
                               .text("share", percent)));
    }
}

/// The axis under the bands, for how far the marked dots reach is the share; and what the colours mean.
void draw_axis_and_legend(const Ui& ui, Flow& flow, const DotField& field, float left, float width) {
    const Palette& p = ui.colors();
    for (int tick = 0; tick <= 4; ++tick) {
        const std::string label = ui.texts.number(tick * 0.25, "percent");
        const float size = text_size(ui, Type::note, label).x;
        const float x = left + width * static_cast<float>(tick) * 0.25f -
                        (tick == 0   ? 0
                         : tick == 4 ? size
                                     : size * 0.5f);
        draw_text(ui, ImVec2(std::round(x), flow.y), Type::note, p.muted, label);
    }
    flow.gap(24);
    const auto legend = [&](float x, ImU32 color, std::string_view text) {
        ImGui::GetWindowDrawList()->AddCircleFilled(ImVec2(x + ui.px(5), flow.y + ui.px(9)), ui.px(5), color);
        draw_text(ui, ImVec2(x + ui.px(16), flow.y), Type::note, p.muted, text);
        return x + ui.px(16 + 18) + text_size(ui, Type::note, text).x;
    };
    const float x = legend(left, field.selected_color, ui.word("app.dots.selected"));
    legend(x, field.other_color, ui.word("app.dots.other"));
    flow.y += ui.theme.face(Type::note).line;
}

void draw_field(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    constexpr std::size_t most_groups = 12;
    const std::span<const DotGroup> groups =
        std::span<const DotGroup>(ui.state.dots.groups).first(std::min(ui.state.dots.groups.size(), most_groups));
    float label_width = 0;
    for (const DotGroup& group : groups) {
        label_width = std::max(label_width, text_size(ui, Type::small_strong, group.label).x);
    }
    label_width = std::max(ui.px(124), std::min({label_width, ui.px(190), flow.width * 0.3f}));
    const float left = flow.x + label_width + ui.px(16), width = std::floor(flow.x + flow.width - left), gap = ui.px(8);
    const std::vector<float> heights = band_heights(groups, ui.px(300), ui.px(44));
    DotField field{static_cast<int>(width), 0, {}, p.other, mixed(p.surface, p.faint, 0.42f), p.surface};
    float y = 0;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        field.bands.push_back({0, y, width, heights[i], groups[i].n, groups[i].selected});
        y += heights[i] + gap;
    }
    field.selected_color = p.reference;
    field.height = static_cast<int>(y - gap);
    const ImVec2 origin(std::round(left), std::round(flow.y));
    if (field.width > 8 && field.height > 8) {
        // The first row of the picture is its lowest in the texture's own order: y grows downwards in both, nothing to
        // turn.
        ImGui::GetWindowDrawList()->AddImage(
            ui.dot_canvas.draw(field), origin,
            ImVec2(origin.x + static_cast<float>(field.width), origin.y + static_cast<float>(field.height)));
    }
    for (std::size_t i = 0; i < groups.size(); ++i) {
        draw_band_label(ui, flow, groups[i], origin.y + field.bands[i].y, field.bands[i].height, label_width);
    }
    flow.y = origin.y + static_cast<float>(field.height) + ui.px(6);
    draw_axis_and_legend(ui, flow, field, origin.x, width);
}

}  // namespace

void draw_dots(const Ui& ui, Flow& flow, const std::vector<std::string>& columns) {
    const Palette& p = ui.colors();
    const std::string decision = decision_column(*ui.state.report);
    if (columns.empty() || decision.empty()) { return; }
    if (std::ranges::find(columns, ui.state.dots.wanted) == columns.end()) { ask_for(ui, columns.front(), decision); }
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(18), flow.width - ui.px(40)};
    inner.text(Type::subtitle, p.text, ui.word("app.dots.title"));
    inner.gap(2);
    inner.text(Type::small, p.muted, ui.word("app.dots.text"), text_measure);
    inner.gap(12);
    if (columns.size() > 1) { draw_columns_to_choose(ui, inner, columns, decision); }
    if (ui.state.dots.groups.empty()) {
        inner.text(Type::small, p.faint, ui.word("app.dots.waiting"));
    } else {
        draw_field(ui, inner);
    }
    flow.y = inner.y + ui.px(18);
    card.end(flow.y);
    flow.gap(14);
}

}  // namespace klarsicht::app
