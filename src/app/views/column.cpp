// One column: what it holds, what it was taken for and why, and which findings touch it. Its role is changed here too.
#include <algorithm>
#include <cmath>

#include "app/charts/charts.h"
#include "app/views/columns.h"
#include "app_icons.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

/// A number of the column as a person reads it: of dates the day.
std::string number_text(const Ui& ui, const ColumnModel& column, double value) {
    if (column.kind == "date") { return ui.texts.number(value, "date"); }
    if (column.kind == "datetime") { return ui.texts.number(value / 86400, "date"); }
    return ui.texts.number(value, {});
}

/// A bar for each of the most frequent values.
void draw_top_bars(const Ui& ui, Flow& flow, const std::vector<std::pair<std::string, std::uint64_t>>& values,
                   std::uint64_t rows) {
    const Palette& p = ui.colors();
    std::uint64_t most = 1;
    for (const auto& [value, count] : values) { most = std::max(most, count); }
    const float numbers = ui.px(112), label = std::floor(std::min(ui.px(220), flow.width * 0.4f)), gap = ui.px(12);
    const float room = flow.width - label - numbers - 2 * gap, line = ui.px(28);
    for (const auto& [value, count] : values) {
        const float text_y = flow.y + std::round((line - ui.theme.face(Type::small).line) * 0.5f);
        if (draw_text(ui, ImVec2(flow.x, text_y), Type::small, p.text, value, label) && ImGui::IsWindowHovered() &&
            ImGui::IsMouseHoveringRect(flow.at(), ImVec2(flow.x + label, flow.y + line))) {
            tooltip(ui, value);
        }
        const float bar = std::max(ui.px(2), room * static_cast<float>(count) / static_cast<float>(most));
        const ImVec2 at(flow.x + label + gap, flow.y + ui.px(7));
        draw_box(ui, ImRect(at, ImVec2(at.x + bar, at.y + ui.px(14))), mixed(p.surface, p.accent, 0.6f), 0, 3);
        const std::string text =
            ui.texts.integer(static_cast<std::int64_t>(count)) + " · " +
            ui.texts.number(static_cast<double>(count) / static_cast<double>(std::max<std::uint64_t>(1, rows)),
                            "percent");
        draw_text_right(ui, ImVec2(flow.x + flow.width, text_y), Type::small, p.muted, text, numbers);
        flow.y += line;
    }
}

/// Bins of numbers, with what stands at both ends.
void draw_bins(const Ui& ui, Flow& flow, const ColumnModel& column) {
    const Palette& p = ui.colors();
    const ImRect box(flow.at(), ImVec2(flow.x + flow.width, flow.y + ui.px(120)));
    draw_sparkline(ui, box, column.histogram, mixed(p.surface, p.accent, 0.6f));
    const std::size_t bins = column.histogram.size();
    if (pointed_at(box) && column.edges.size() == bins + 1) {
        const float part = (ImGui::GetIO().MousePos.x - box.Min.x) / std::max(1.0f, box.GetWidth());
        const std::size_t bin = std::min(bins - 1, static_cast<std::size_t>(part * static_cast<float>(bins)));
        tooltip(ui, number_text(ui, column, column.edges[bin]) + " – " +
                        number_text(ui, column, column.edges[bin + 1]) + ": " +
                        ui.texts.number(column.histogram[bin], {}));
    }
    flow.y = box.Max.y + ui.px(4);
    draw_line(ui, flow.at(), flow.width);
    flow.gap(4);
    if (column.edges.empty()) { return; }
    draw_text(ui, flow.at(), Type::note, p.muted, number_text(ui, column, column.edges.front()));
    draw_text_right(ui, ImVec2(flow.x + flow.width, flow.y), Type::note, p.muted,
                    number_text(ui, column, column.edges.back()));
    flow.gap(22);
}

void draw_facts(const Ui& ui, Flow& flow, const ColumnModel& column) {
    const Palette& p = ui.colors();
    const auto line = [&](std::string_view key, std::string_view text) {
        draw_text(ui, flow.at(), Type::small, p.muted, ui.word(key), flow.width * 0.62f);
        draw_text_right(ui, ImVec2(flow.x + flow.width, flow.y), Type::small, p.text, text, flow.width * 0.38f);
        flow.gap(26);
    };
    const auto count = [&](std::string_view key, std::uint64_t n) {
        line(key, ui.texts.integer(static_cast<std::int64_t>(n)));
    };
    const auto number = [&](std::string_view key, double value) {
        if (std::isfinite(value)) { line(key, number_text(ui, column, value)); }
    };
    flow.text(Type::subtitle, p.text, ui.word("column.facts"));
    flow.gap(8);
    count("column.rows", column.rows);
    count("column.missing", column.missing);
    count("column.invalid", column.invalid);
    count("column.distinct", column.distinct);
    number("column.min", column.min);
    constexpr std::array<std::string_view, 5> names = {"column.q05", "column.q25", "column.q50", "column.q75",
                                                       "column.q95"};
    for (std::size_t q = 0; q < names.size(); ++q) { number(names[q], column.quantiles[q]); }
    number("column.max", column.max);
    number("column.mean", column.mean);
    if (!column.kind.starts_with("date")) { number("column.std", column.std); }
}

/// The ways to its rows.
void draw_ways(const Ui& ui, Flow& flow, std::size_t index) {
    const ColumnModel& column = ui.state.report->columns[index];
    float x = flow.x;
    const auto way = [&](std::string_view key, std::uint64_t n, std::string_view is) {
        if (n == 0) { return; }
        const std::string label = ui.say(Message(key).count("n", n));
        const float width = button_width(ui, label, ICON_TABLE);
        if (x > flow.x && x + width > flow.x + flow.width) {
            x = flow.x;
            flow.gap(button_height + 8);
        }
        if (button(ui, key, ImVec2(x, flow.y), label, ICON_TABLE)) {
            RowsQuery query;
            if (!is.empty()) { query.filters.push_back({.column = index, .is = std::string(is), .value = {}}); }
            ui.state.rows.look_at(std::move(query));
            ui.go(Page::rows);
        }
        x += width + ui.px(8);
    };
    way("column.see_rows", column.rows, "");
    way("column.see_missing", column.missing, "missing");
    way("column.see_invalid", column.invalid, "invalid");
    flow.gap(button_height + 16);
}

void draw_touching(const Ui& ui, Flow& flow, const ColumnModel& column) {
    const Palette& p = ui.colors();
    flow.text(Type::subtitle, p.text, ui.word("column.findings"));
    flow.gap(8);
    bool any = false;
    const std::vector<Finding>& findings = ui.state.report->findings;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const Finding& finding = findings[i];
        if (finding.status == Status::not_assessed ||
            std::ranges::find(finding.subject, column.name) == finding.subject.end()) {
            continue;
        }
        any = true;
        ImGui::PushID(static_cast<int>(i));
        draw_status_mark(ui, flow.at(), finding.status, 20);
        const std::string& title = finding.title.empty() ? finding.name : finding.title;
        const float height = std::max(ui.px(24), text_height(ui, Type::body, title, flow.width - ui.px(32)));
        const ImRect box(ImVec2(flow.x + ui.px(26), flow.y - ui.px(2)), ImVec2(flow.x + flow.width, flow.y + height));
        const Hit state = hit(ui, "finding", box);
        draw_paragraph(ui, ImVec2(flow.x + ui.px(32), flow.y), Type::body, state.hovered ? p.accent : p.text, title,
                       flow.width - ui.px(32));
        draw_focus(ui, state, box, 6);
        if (state.pressed) { ui.open_finding(i); }
        ImGui::PopID();
        flow.y += height;
        flow.gap(8);
    }
    if (!any) { flow.text(Type::body, p.muted, ui.word("column.no_findings")); }
}

/// What it was taken for, and why; its role, to change.
void draw_taken_for(const Ui& ui, Flow& flow, std::size_t index) {
    const Palette& p = ui.colors();
    const ColumnModel& column = ui.state.report->columns[index];
    const std::string key = "app.kind." + column.kind;
    const std::string kind(ui.texts.has(key) ? ui.word(key) : std::string_view(column.kind));
    const std::string& meaning = column.meaning_title.empty() ? column.meaning : column.meaning_title;
    flow.text(Type::body, p.text,
              meaning.empty() || meaning == kind
                  ? ui.say(Message("column.kind").text("kind", kind))
                  : ui.say(Message("column.taken_for").text("kind", kind).text("meaning", meaning)),
              text_measure);
    if (!column.why.empty()) { flow.text(Type::small, p.muted, column.why, text_measure); }
    if (column.kept_back) { flow.text(Type::small, p.muted, ui.word("column.masked"), text_measure); }
    flow.gap(10);
    draw_text(ui, ImVec2(flow.x, flow.y + ui.px(12)), Type::small_strong, p.text, ui.word("column.role"));
    const float label = text_size(ui, Type::small_strong, ui.word("column.role")).x + ui.px(16);
    ImGui::PushID(static_cast<int>(index));
    draw_roles_cell(
        ui, index,
        ImRect(ImVec2(flow.x + label, flow.y),
               ImVec2(std::min(flow.x + flow.width, flow.x + label + ui.px(360)), flow.y + ui.px(columns_row_height))));
    ImGui::PopID();
    flow.gap(columns_row_height + 8);
}

void draw_values(const Ui& ui, Flow& flow, const ColumnModel& column) {
    const Palette& p = ui.colors();
    const bool bins = column.histogram.size() > 2 || (column.top.empty() && !column.histogram.empty());
    if (bins) {
        flow.text(Type::subtitle, p.text, ui.word("column.distribution"));
        flow.gap(8);
        draw_bins(ui, flow, column);
        flow.gap(16);
    }
    if (!column.top.empty()) {
        flow.text(Type::subtitle, p.text, ui.word(bins ? "column.top" : "column.distribution"));
        flow.gap(8);
        draw_top_bars(ui, flow, column.top, column.rows);
        flow.gap(16);
    }
    if (column.patterns.empty()) { return; }
    flow.text(Type::subtitle, p.text, ui.word("column.patterns"));
    flow.text(Type::note, p.muted, ui.word("column.patterns_hint"), text_measure);
    flow.gap(8);
    draw_top_bars(ui, flow, column.patterns, column.rows);
    flow.gap(16);
}

}  // namespace

void open_column(const Ui& ui, std::size_t index) {
    ui.state.page = Page::columns;
    ui.state.part = std::to_string(index);
    ui.state.scroll_to_top = true;
    ui.send(json{{"type", "page"}, {"page", std::string(name_of(Page::columns))}, {"part", ui.state.part}});
}

std::optional<std::size_t> column_in_sight(const State& state) {
    const auto index = number_in_address(state.part);
    return state.report && index && *index < state.report->columns.size() ? index : std::nullopt;
}

void draw_column(const Ui& ui, Flow& flow, std::size_t index) {
    const Palette& p = ui.colors();
    const ColumnModel& column = ui.state.report->columns[index];
    if (button(ui, "back", flow.at(), ui.word("column.back"), ICON_CHEVRON_LEFT)) {
        ui.state.part.clear();
        ui.state.scroll_to_top = true;
        ui.send(json{{"type", "page"}, {"page", std::string(name_of(Page::columns))}, {"part", ""}});
    }
    flow.gap(button_height + 14);
    flow.text(Type::title, p.text, column.name);
    flow.gap(6);
    draw_taken_for(ui, flow, index);
    draw_ways(ui, flow, index);
    const bool wide = flow.width >= ui.px(720);
    Card card(ui, flow.at(), flow.width);
    const float pad = ui.px(20), gap = ui.px(40), side = wide ? ui.px(280) : 0;
    Flow left{ui, flow.x + pad, flow.y + ui.px(18), flow.width - 2 * pad - (wide ? side + gap : 0)};
    draw_values(ui, left, column);
    Flow right{ui, wide ? flow.x + flow.width - pad - side : left.x, wide ? flow.y + ui.px(18) : left.y,
               wide ? side : left.width};
    draw_facts(ui, right, column);
    flow.y = std::max(left.y, right.y) + ui.px(14);
    card.end(flow.y);
    flow.gap(18);
    draw_touching(ui, flow, column);
}

}  // namespace klarsicht::app
