#include "app/views/views.h"

#include <algorithm>

#include "app/model/figures_read.h"
#include "app_icons.h"
#include "base/json.h"
#include "report/figure_text.h"

namespace klarsicht::app {

namespace {

/// A table's texts in columns.
struct Grid {
    struct Column {
        std::string label;
        bool numeric = false;
        std::vector<std::string> cells;
    };
    std::vector<Column> columns;
    std::size_t rows = 0, more = 0;
};

/// The groups as every report shows them.
Grid rounded_groups(const Finding& finding) {
    Grid grid{.columns = {}, .rows = finding.table.rows.size(), .more = finding.table.more};
    for (const ShownColumn& column : finding.table.columns) {
        grid.columns.push_back({column.label, column.numeric, {}});
    }
    for (const std::vector<ShownCell>& row : finding.table.rows) {
        for (std::size_t c = 0; c < row.size(); ++c) {
            grid.columns[c].cells.push_back(row[c].interval.empty() ? row[c].text
                                                                    : row[c].text + " (" + row[c].interval + ")");
        }
    }
    return grid;
}

/// What is no single value of a group, or said otherwise.
bool left_out(const Figure& figure) {
    return figure.name == "label" || figure.name == "suppressed" || figure.name.ends_with("_ci95") ||
           figure.kind == Figure::Kind::part || (figure.kind == Figure::Kind::list && figure.name != "items");
}

std::string exact_cell(const Ui& ui, const Group& group, const Figure& figure) {
    if (std::ranges::find(group.suppressed, figure.name) != group.suppressed.end()) {
        return std::string(suppressed_text);
    }
    switch (figure.kind) {
        case Figure::Kind::flag:
            return std::string(ui.word(figure.whole != 0 ? "app.yes" : "app.no"));
        case Figure::Kind::undefined:
            return std::string(ui.word("app.value.undefined"));
        default:
            return exact_text(figure);
    }
}

/// All single values of the groups with every digit they have, under the labels that the file's own groups have.
Grid exact_groups(const Ui& ui, const Finding& finding) {
    constexpr std::size_t most_rows = 60, most_columns = 40;
    std::vector<std::string> names;
    for (const Group& group : finding.groups) {
        for (const Figure& figure : group.figures) {
            if (!left_out(figure) && std::ranges::find(names, figure.name) == names.end()) {
                names.push_back(figure.name);
            }
        }
        if (names.size() > most_columns) { break; }
    }
    const std::size_t groups = finding.groups.size();
    const std::size_t rows = finding.groups_total > 0 ? groups : std::min(groups, most_rows);
    Grid grid{.columns = {}, .rows = rows, .more = std::max(groups, finding.groups_total) - rows};
    for (const std::string& name : names) {
        const auto known = std::ranges::find(finding.table.columns, name, &ShownColumn::name);
        const bool labelled = known != finding.table.columns.end();
        const auto other = finding.labels.find(name);
        Grid::Column& column = grid.columns.emplace_back(Grid::Column{labelled                        ? known->label
                                                                      : other == finding.labels.end() ? name
                                                                                                      : other->second,
                                                                      true,
                                                                      {}});
        for (std::size_t r = 0; r < rows; ++r) {
            const Group& group = finding.groups[r];
            const Figure* figure = group.figures.find(name);
            column.numeric =
                column.numeric &&
                (figure == nullptr || (figure->kind != Figure::Kind::text && figure->kind != Figure::Kind::list));
            column.cells.push_back(figure == nullptr ? std::string() : exact_cell(ui, group, *figure));
        }
    }
    return grid;
}

/// One column of a table, its heading above.
void draw_column(const Ui& ui, const Grid::Column& column, ImVec2 at, float width, float line) {
    const Palette& p = ui.colors();
    const auto cell = [&](ImVec2 from, Type type, ImU32 color, const std::string& text) {
        const bool cut = text_size(ui, type, text).x > width;
        if (column.numeric) {
            draw_text_right(ui, ImVec2(from.x + width, from.y), type, color, text, width);
        } else {
            draw_text(ui, from, type, color, text, width);
        }
        if (cut && ImGui::IsMouseHoveringRect(from, ImVec2(from.x + width, from.y + ui.px(18)))) { tooltip(ui, text); }
    };
    cell(ImVec2(at.x, at.y + ui.px(6)), Type::note_strong, p.muted, column.label);
    for (std::size_t r = 0; r < column.cells.size(); ++r) {
        cell(ImVec2(at.x, at.y + line * static_cast<float>(r + 1) + ui.px(6)), Type::note, p.text, column.cells[r]);
    }
}

void draw_groups(const Ui& ui, Flow& flow, const Grid& grid) {
    const Palette& p = ui.colors();
    if (grid.columns.empty()) { return; }
    const float pad = ui.px(10), line = ui.px(30);
    std::vector<float> widths;
    for (const Grid::Column& column : grid.columns) {
        const float limit = widths.empty() ? ui.px(220) : ui.px(190);
        float& width = widths.emplace_back(std::min(limit, text_size(ui, Type::note_strong, column.label).x));
        for (const std::string& cell : column.cells) {
            width = std::max(width, std::min(limit, text_size(ui, Type::note, cell).x));
        }
    }
    float total = 0;
    for (const float width : widths) { total += width + 2 * pad; }
    const float table_width = std::min(flow.width, total);
    const float height = line * static_cast<float>(grid.rows + 1) + (total > flow.width ? ui.px(14) : 0);
    draw_box(ui, ImRect(flow.at(), ImVec2(flow.x + table_width + ui.px(4), flow.y + height + ui.px(4))), p.background,
             p.line, 10);
    ImGui::SetCursorScreenPos(ImVec2(flow.x + ui.px(2), flow.y + ui.px(2)));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::BeginChild("groups", ImVec2(table_width, height), ImGuiChildFlags_NavFlattened,
                      ImGuiWindowFlags_HorizontalScrollbar | ImGuiWindowFlags_NoBackground);
    ImGui::PopStyleVar();
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    for (std::size_t r = 0; r < grid.rows; ++r) {
        draw_line(ui, ImVec2(origin.x, origin.y + line * static_cast<float>(r + 1)), std::max(total, table_width));
    }
    float x = origin.x;
    for (std::size_t c = 0; c < grid.columns.size(); ++c) {
        draw_column(ui, grid.columns[c], ImVec2(x + pad, origin.y), widths[c], line);
        x += widths[c] + 2 * pad;
    }
    ImGui::Dummy(ImVec2(total, line * static_cast<float>(grid.rows + 1)));
    ImGui::EndChild();
    flow.y += height + ui.px(6);
    if (grid.more > 0) {
        flow.gap(6);
        flow.text(
            Type::note, p.muted,
            ui.say(Message("app.figures.first_groups").count("shown", grid.rows).count("n", grid.rows + grid.more)));
    }
    flow.gap(12);
}

/// Asks for the next groups of a list that comes in pages.
void draw_next_page(const Ui& ui, Flow& flow, const Finding& finding) {
    const std::size_t here = finding.groups.size();
    if (here >= finding.groups_total) { return; }
    const std::size_t next = std::min(page_groups, finding.groups_total - here);
    if (button(ui, "next", flow.at(), ui.say(Message("app.figures.next").count("n", next)), ICON_CHEVRON_DOWN)) {
        ui.send(json{{"type", "detail"}, {"check", finding.order}, {"page", here / page_groups}});
    }
    flow.y += ui.px(button_height + 14);
}

/// Name and figure on a line, in one or two columns.
void draw_metrics(const Ui& ui, Flow& flow, const Finding& finding, bool exact) {
    const Palette& p = ui.colors();
    const std::vector<ShownFigure>& metrics = finding.figures;
    if (metrics.empty()) { return; }
    const int columns = flow.width >= ui.px(560) ? 2 : 1;
    const float gap = ui.px(28), line = ui.px(28);
    const float width = std::floor((flow.width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    const std::size_t per_column =
        (metrics.size() + static_cast<std::size_t>(columns) - 1) / static_cast<std::size_t>(columns);
    for (std::size_t i = 0; i < metrics.size(); ++i) {
        const float x = flow.x + static_cast<float>(i / per_column) * (width + gap),
                    y = flow.y + static_cast<float>(i % per_column) * line;
        const Figure* figure = exact ? finding.metrics.find(metrics[i].name) : nullptr;
        const bool number =
            figure != nullptr && (figure->kind == Figure::Kind::count || figure->kind == Figure::Kind::number);
        const std::string text = number ? exact_text(*figure) : metrics[i].text;
        const float value_width = std::min(text_size(ui, Type::small_strong, text).x, width * 0.6f);
        const bool cut = draw_text(ui, ImVec2(x, y + ui.px(4)), Type::small, p.muted, metrics[i].label,
                                   width - value_width - ui.px(12));
        draw_text_right(ui, ImVec2(x + width, y + ui.px(4)), Type::small_strong, p.text, text, value_width);
        draw_line(ui, ImVec2(x, y + line - ui.theme.hair()), width);
        // The interval does not fit on the line.
        if ((cut || !metrics[i].interval.empty()) &&
            ImGui::IsMouseHoveringRect(ImVec2(x, y), ImVec2(x + width, y + line)) && ImGui::IsWindowHovered()) {
            tooltip(ui, metrics[i].label + ": " + text +
                            (metrics[i].interval.empty() ? "" : " (" + metrics[i].interval + ")"));
        }
    }
    flow.y += static_cast<float>(per_column) * line + ui.px(14);
}

/// A button that turns something on and off in a set.
template <class Set, class Key>
void toggle(Set& set, const Key& key, bool on) {
    if (on) {
        set.erase(key);
    } else {
        set.insert(key);
    }
}

}  // namespace

void draw_figures(const Ui& ui, Flow& flow, std::size_t index) {
    State& app = ui.state;
    const Finding& finding = app.report->findings[index];
    if (finding.figures.empty() && finding.table.empty()) { return; }
    ImGui::PushID("figures");
    ImGui::PushID(static_cast<int>(index));
    const std::string id = "figures." + std::to_string(index);
    const bool open = app.findings.unfolded.contains(id), exact = app.findings.exact.contains(index);
    const std::string_view label = ui.word(open ? "app.figures.hide" : "app.figures.show");
    if (button(ui, "fold", flow.at(), label, open ? ICON_CHEVRON_UP : ICON_TABLE)) {
        toggle(app.findings.unfolded, id, open);
    }
    if (open) {
        const float x = flow.x + button_width(ui, label, ICON_TABLE) + ui.px(8);
        if (button(ui, "exact", ImVec2(x, flow.y), ui.word(exact ? "app.figures.rounded" : "app.figures.exact"))) {
            toggle(app.findings.exact, index, exact);
        }
    }
    flow.y += ui.px(button_height + 14);
    if (open) {
        draw_metrics(ui, flow, finding, exact);
        if (!finding.table.empty()) {
            draw_groups(ui, flow, exact ? exact_groups(ui, finding) : rounded_groups(finding));
            draw_next_page(ui, flow, finding);
        }
    }
    ImGui::PopID();
    ImGui::PopID();
}

}  // namespace klarsicht::app
