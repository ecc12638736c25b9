// The columns: what they hold, what they mean, what they are for. Roles are changed here, and the audit runs again at
// once.
#include "app/views/columns.h"

#include <algorithm>
#include <numeric>

#include "app/charts/charts.h"
#include "app/model/column_order.h"
#include "app/model/plan_edit.h"
#include "app/model/values.h"
#include "app/widgets/field.h"
#include "app_icons.h"

namespace klarsicht::app {

namespace {

struct Place {
    ColumnOrder order;
    std::string_view word;
    float x = 0, width = 0;
    bool right = false;
};

/// Where the table's columns lie; narrow pages leave out what matters least.
std::vector<Place> places(const Ui& ui, float x, float width) {
    const bool wide = width >= ui.px(900), middle = width >= ui.px(680);
    std::vector<Place> all;
    const float missing = ui.px(84), distinct = ui.px(92), spark = wide ? ui.px(124) : 0,
                kind = middle ? ui.px(104) : 0, pad = ui.px(16);
    const float rest = width - 2 * pad - missing - (middle ? distinct : 0) - spark - kind;
    const float name = std::floor(rest * (middle ? 0.28f : 0.40f)), meaning = middle ? std::floor(rest * 0.24f) : 0,
                roles = rest - name - meaning;
    float at = x + pad;
    const auto add = [&](ColumnOrder order, std::string_view word, float wide_by, bool right = false) {
        if (wide_by > 0) { all.push_back({order, word, at, wide_by - ui.px(14), right}); }
        at += wide_by;
    };
    add(ColumnOrder::name, "app.columns.name", name);
    add(ColumnOrder::kind, "app.columns.kind", kind);
    add(ColumnOrder::meaning, "app.columns.meaning", meaning);
    add(ColumnOrder::position, "app.columns.roles", roles);
    add(ColumnOrder::missing, "app.columns.missing", missing, true);
    if (middle) { add(ColumnOrder::distinct, "app.columns.distinct", distinct, true); }
    add(ColumnOrder::position, "app.columns.spread", spark);
    return all;
}

void draw_head(const Ui& ui, Flow& flow, const std::vector<Place>& table) {
    const Palette& p = ui.colors();
    State& app = ui.state;
    for (const Place& place : table) {
        const bool sorts = place.order != ColumnOrder::position;
        const bool on = sorts && app.columns.order == place.order;
        const std::string_view label = ui.word(place.word);
        const float text = text_size(ui, Type::note_strong, label).x;
        const float arrow = on ? ui.px(16) : 0;
        const float x = place.right ? place.x + place.width - text - arrow : place.x;
        const ImVec2 at(x, flow.y + ui.px(11));
        if (sorts) {
            const ImRect box(ImVec2(at.x - ui.px(6), flow.y + ui.px(6)),
                             ImVec2(at.x + text + arrow + ui.px(6), flow.y + ui.px(34)));
            const Hit state = hit(ui, place.word, box);
            if (state.hovered) { draw_box(ui, box, p.hover, 0, 6); }
            draw_text(ui, at, Type::note_strong, on || state.hovered ? p.text : p.muted, label);
            if (on) {
                draw_icon(ui, ImVec2(at.x + text + ui.px(2), flow.y + ui.px(13)), ui.px(14),
                          app.columns.descending ? ICON_ARROW_DOWN : ICON_ARROW_UP, p.text, 12);
            }
            draw_focus(ui, state, box, 6);
            if (state.pressed) {
                // Up, down, and back to the file's order.
                if (!on) {
                    app.columns.order = place.order;
                    app.columns.descending = place.right;
                } else if (app.columns.descending == place.right) {
                    app.columns.descending = !app.columns.descending;
                } else {
                    app.columns.order = ColumnOrder::position;
                    app.columns.descending = false;
                }
            }
        } else {
            draw_text(ui, ImVec2(at.x + (place.word == "app.columns.spread" ? ui.px(14) : 0), at.y), Type::note_strong,
                      p.muted, label, place.width);
        }
    }
    flow.gap(40);
    draw_line(ui, ImVec2(flow.x, flow.y - ui.theme.hair()), flow.width);
}

void cell_text(const Ui& ui, const Place& place, float y, Type type, ImU32 color, std::string_view text) {
    const float text_y = std::round(y + (ui.px(columns_row_height) - ui.theme.face(type).line) * 0.5f);
    if (place.right) {
        draw_text_right(ui, ImVec2(place.x + place.width, text_y), type, color, text, place.width);
    } else if (draw_text(ui, ImVec2(place.x, text_y), type, color, text, place.width) && ImGui::IsWindowHovered() &&
               ImGui::IsMouseHoveringRect(ImVec2(place.x, text_y), ImVec2(place.x + place.width, text_y + ui.px(22)))) {
        tooltip(ui, text);
    }
}

/// The name, and whether the column's values stay out of what leaves the screen.
void name_cell(const Ui& ui, Place place, float y, const ColumnModel& column) {
    const Palette& p = ui.colors();
    const float icon = ui.px(15);
    const std::vector<std::string>& harmless = ui.state.report->plan.harmless;
    const bool masked = column.kept_back && std::ranges::find(harmless, column.name) == harmless.end();
    if (masked) { place.width -= icon + ui.px(8); }
    const float name_width = std::min(text_size(ui, Type::strong, column.name).x, place.width);
    const ImRect box(ImVec2(place.x - ui.px(6), y + ui.px(8)),
                     ImVec2(place.x + name_width + ui.px(6), y + ui.px(columns_row_height - 8)));
    const Hit state = hit(ui, "name", box);
    if (state.hovered) { draw_box(ui, box, p.hover, 0, 6); }
    cell_text(ui, place, y, Type::strong, state.hovered ? p.accent : p.text, column.name);
    draw_focus(ui, state, box, 6);
    if (state.pressed) { open_column(ui, static_cast<std::size_t>(&column - ui.state.report->columns.data())); }
    if (!masked) { return; }
    const float text = std::min(text_size(ui, Type::strong, column.name).x, place.width);
    const ImVec2 at(place.x + text + ui.px(8), std::round(y + (ui.px(columns_row_height) - icon) * 0.5f));
    draw_icon(ui, at, icon, ICON_EYE_OFF, p.faint, 12);
    if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(at, ImVec2(at.x + icon, at.y + icon))) {
        tooltip(ui, ui.word("app.columns.masked"));
    }
}

void draw_row(const Ui& ui, const std::vector<Place>& table, std::size_t index, float y) {
    const Palette& p = ui.colors();
    const ColumnModel& column = ui.state.report->columns[index];
    for (const Place& place : table) {
        if (place.word == "app.columns.name") {
            name_cell(ui, place, y, column);
        } else if (place.word == "app.columns.kind") {
            const std::string key = "app.kind." + column.kind;
            cell_text(ui, place, y, Type::small, p.muted,
                      ui.texts.has(key) ? ui.word(key) : std::string_view(column.kind));
        } else if (place.word == "app.columns.meaning") {
            const std::string& title = column.meaning_title.empty() ? column.meaning : column.meaning_title;
            cell_text(ui, place, y, Type::small, title.empty() ? p.faint : p.text,
                      title.empty() ? ui.word("app.columns.no_meaning") : std::string_view(title));
        } else if (place.word == "app.columns.roles") {
            draw_roles_cell(ui, index,
                            ImRect(ImVec2(place.x, y), ImVec2(place.x + place.width, y + ui.px(columns_row_height))));
        } else if (place.word == "app.columns.missing") {
            const double share = column.missing_share();
            cell_text(ui, place, y, Type::small,
                      share == 0     ? p.faint
                      : share >= 0.2 ? p.warn
                                     : p.text,
                      ui.texts.number(share, "percent"));
        } else if (place.word == "app.columns.distinct") {
            cell_text(ui, place, y, Type::small, p.text, ui.texts.integer(static_cast<std::int64_t>(column.distinct)));
        } else {
            std::vector<double> counts = column.histogram;
            if (counts.empty()) {
                for (const auto& [value, rows] : column.top) { counts.push_back(static_cast<double>(rows)); }
            }
            draw_sparkline(ui,
                           ImRect(ImVec2(place.x + ui.px(14), y + ui.px(11)),
                                  ImVec2(place.x + place.width + ui.px(14), y + ui.px(columns_row_height - 11))),
                           counts, mixed(p.surface, p.accent, 0.6f));
        }
    }
}

/// The files that the audit had, where there are several: how each was read, and which columns they have in common.
void draw_inputs(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    const ReportModel& report = *ui.state.report;
    if (report.inputs.empty()) { return; }
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(16), flow.width - ui.px(40)};
    inner.text(Type::subtitle, p.text, ui.word("app.columns.inputs"));
    inner.gap(4);
    inner.text(Type::small, p.muted, report.inputs_note, text_measure);
    for (const InputModel& input : report.inputs) {
        inner.gap(12);
        inner.text(Type::small_strong, p.text, input.title + ": " + input.name);
        inner.text(Type::small, p.muted, input.size + " · " + input.read_as);
        if (!input.matching.empty()) { inner.text(Type::small, p.text, input.matching, text_measure); }
    }
    flow.y = inner.y + ui.px(14);
    card.end(flow.y);
    flow.gap(18);
}

}  // namespace

void draw_columns(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    State& app = ui.state;
    const ReportModel& report = *app.report;
    flow.text(Type::title, p.text, ui.word("app.columns.title"));
    flow.gap(4);
    flow.text(Type::body, p.muted, ui.word("app.columns.text"), text_measure);
    flow.gap(18);
    draw_notice(ui, flow);
    draw_understood(ui, flow);
    flow.gap(14);
    draw_plan_settings(ui, flow);
    draw_inputs(ui, flow);
    text_field(ui, "##search", flow.at(), std::min(flow.width, ui.px(320)), app.columns.search.data(),
               app.columns.search.size(), ui.word("app.columns.search"), ICON_SEARCH);
    flow.gap(field_height + 14);

    const std::vector<std::size_t> order =
        ordered_columns(report.columns, app.columns.order, app.columns.descending, app.columns.search.data());
    Card card(ui, flow.at(), flow.width);
    const std::vector<Place> table = places(ui, flow.x, flow.width);
    draw_head(ui, flow, table);
    const float height = ui.px(columns_row_height), screen = ImGui::GetIO().DisplaySize.y;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const float y = flow.y;
        flow.y += height;
        // A screen more in both directions, so that the keyboard finds the next row.
        if (flow.y < -screen || y > 2 * screen) { continue; }
        ImGui::PushID(static_cast<int>(order[i]));
        if (i > 0) { draw_line(ui, ImVec2(flow.x + ui.px(16), y), flow.width - ui.px(32)); }
        draw_row(ui, table, order[i], y);
        ImGui::PopID();
    }
    if (order.empty()) {
        flow.gap(16);
        flow.y += draw_paragraph(ui, ImVec2(flow.x + ui.px(16), flow.y), Type::body, p.muted,
                                 ui.word("app.columns.none"), flow.width - ui.px(32));
        flow.gap(16);
    }
    flow.gap(4);
    card.end(flow.y);
}

}  // namespace klarsicht::app
