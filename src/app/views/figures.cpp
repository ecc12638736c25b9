#include "app/views/views.h"

#include <algorithm>

#include "app/model/json_read.h"
#include "app/model/values.h"
#include "app_icons.h"
#include "report/figure_style.h"

namespace klarsicht::app {

namespace {

/// A figure as it stands in a table.
std::string figure_text(const Ui& ui, std::string_view name, const json& value, bool exact) {
    if (value.is_string()) {
        // A word of the program (a verdict, a type) in the reader's language; anything else as it is.
        const std::string key = "value." + value.get<std::string>();
        return ui.texts.has(key) ? std::string(ui.word(key)) : value.get<std::string>();
    }
    if (value.is_boolean()) { return std::string(ui.word(value.get<bool>() ? "app.yes" : "app.no")); }
    if (value.is_null()) { return std::string(ui.word("app.value.undefined")); }
    if (value.is_number()) {
        const double number = value.get<double>();
        if (exact) { return exact_text(number); }
        return metric_text(ui.texts, name, number);
    }
    if (value.is_array()) {
        std::string text;
        std::size_t shown = 0;
        for (const json& one : value) {
            if (one.is_structured() || shown++ == 6) { return text.empty() ? std::string() : text + " …"; }
            text += (text.empty() ? "" : " · ") + figure_text(ui, name, one, exact);
        }
        return text;
    }
    return {};
}

/// Metrics without the structured ones, which have their own place or none.
std::vector<std::pair<std::string, const json*>> plain_metrics(const json& metrics) {
    std::vector<std::pair<std::string, const json*>> plain;
    for (auto it = metrics.begin(); it != metrics.end(); ++it) {
        if (it.value().is_object() || (it.value().is_array() && (it.value().empty() || it.value().front().is_structured() || it.value().size() > 8))) { continue; }
        plain.emplace_back(it.key(), &it.value());
    }
    return plain;
}

/// The columns of the groups' table: what every group has, without intervals, the label first.
std::vector<std::string> group_columns(const json& groups) {
    std::vector<std::string> columns;
    for (const json& group : groups) {
        if (!group.is_object()) { continue; }
        for (auto it = group.begin(); it != group.end(); ++it) {
            if (it.key() == "label" || it.key().ends_with("_ci95") || it.value().is_object() || (it.value().is_array() && it.key() != "items")) { continue; }
            if (std::ranges::find(columns, it.key()) == columns.end()) { columns.push_back(it.key()); }
        }
        if (columns.size() > 40) { break; }
    }
    return columns;
}

void draw_groups(const Ui& ui, Flow& flow, const Finding& finding, bool exact) {
    const Palette& p = ui.colors();
    const std::vector<std::string> columns = group_columns(finding.groups);
    if (columns.empty()) { return; }
    const float pad = ui.px(10), line = ui.px(30);
    constexpr std::size_t at_most = 60;
    const std::size_t shown = std::min<std::size_t>(finding.groups.size(), at_most);
    std::vector<std::vector<std::string>> cells(shown);
    std::vector<float> widths(columns.size());
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const float limit = c == 0 ? ui.px(220) : ui.px(190);
        widths[c] = std::min(limit, text_size(ui, Type::note_strong, metric_name(ui.texts, finding.id, columns[c])).x);
        for (std::size_t r = 0; r < shown; ++r) {
            const json* value = member(finding.groups[r], columns[c]);
            // What a person says of a group from bins; the exact figures keep the label of the file's own groups.
            if (const json* label = member(finding.groups[r], "label"); label != nullptr && columns[c] == "group" && !exact) { value = label; }
            const bool hidden = value != nullptr && is_hidden(finding.groups[r], columns[c]);
            if (hidden) {
                cells[r].push_back(columns[c] == "n" ? ui.say(Message("metric.few").count("n", least_people_shown)) : std::string());
            } else {
                cells[r].push_back(value == nullptr ? std::string() : figure_text(ui, columns[c], *value, exact));
            }
            widths[c] = std::max(widths[c], std::min(limit, text_size(ui, Type::note, cells[r].back()).x));
        }
    }
    float total = 0;
    for (const float width : widths) { total += width + 2 * pad; }
    const float table_width = std::min(flow.width, total);
    const float height = line * static_cast<float>(shown + 1) + (total > flow.width ? ui.px(14) : 0);
    draw_box(ui, ImRect(flow.at(), ImVec2(flow.x + table_width + ui.px(4), flow.y + height + ui.px(4))), p.background, p.line, 10);
    ImGui::SetCursorScreenPos(ImVec2(flow.x + ui.px(2), flow.y + ui.px(2)));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::BeginChild("groups", ImVec2(table_width, height), ImGuiChildFlags_NavFlattened, ImGuiWindowFlags_HorizontalScrollbar | ImGuiWindowFlags_NoBackground);
    ImGui::PopStyleVar();
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    float x = origin.x;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const bool text_column = c == 0 || columns[c] == "items" || columns[c] == "verdict";
        const std::string name = metric_name(ui.texts, finding.id, columns[c]);
        const ImVec2 at(x + pad, origin.y + ui.px(6));
        const bool cut = text_column ? draw_text(ui, at, Type::note_strong, p.muted, name, widths[c])
                                     : (draw_text_right(ui, ImVec2(at.x + widths[c], at.y), Type::note_strong, p.muted, name, widths[c]), text_size(ui, Type::note_strong, name).x > widths[c]);
        if (cut && ImGui::IsMouseHoveringRect(at, ImVec2(at.x + widths[c], at.y + ui.px(18)))) { tooltip(ui, name); }
        for (std::size_t r = 0; r < shown; ++r) {
            const float y = origin.y + line * static_cast<float>(r + 1);
            if (c == 0) { draw_line(ui, ImVec2(origin.x, y), std::max(total, table_width)); }
            const ImVec2 cell(x + pad, y + ui.px(6));
            if (text_column) {
                if (draw_text(ui, cell, Type::note, p.text, cells[r][c], widths[c]) &&
                    ImGui::IsMouseHoveringRect(cell, ImVec2(cell.x + widths[c], cell.y + ui.px(18)))) {
                    tooltip(ui, cells[r][c]);
                }
            } else {
                draw_text_right(ui, ImVec2(cell.x + widths[c], cell.y), Type::note, p.text, cells[r][c], widths[c]);
            }
        }
        x += widths[c] + 2 * pad;
    }
    ImGui::Dummy(ImVec2(total, line * static_cast<float>(shown + 1)));
    ImGui::EndChild();
    flow.y += height + ui.px(6);
    if (finding.groups.size() > shown) {
        flow.gap(6);
        flow.text(Type::note, p.muted, ui.say(Message("app.figures.first_groups").count("shown", shown).count("n", finding.groups.size())));
    }
    flow.gap(12);
}

}  // namespace

void draw_figures(const Ui& ui, Flow& flow, std::size_t index) {
    const Palette& p = ui.colors();
    State& app = ui.state;
    const Finding& finding = app.report->findings[index];
    const auto metrics = plain_metrics(finding.metrics);
    const bool has_groups = finding.groups.is_array() && !finding.groups.empty();
    if (metrics.empty() && !has_groups) { return; }
    ImGui::PushID("figures");
    ImGui::PushID(static_cast<int>(index));
    const std::string id = "figures." + std::to_string(index);
    const bool open = app.findings.unfolded.contains(id), exact = app.findings.exact.contains(index);
    const std::string_view label = ui.word(open ? "app.figures.hide" : "app.figures.show");
    if (button(ui, "fold", flow.at(), label, open ? ICON_CHEVRON_UP : ICON_TABLE)) {
        if (open) {
            app.findings.unfolded.erase(id);
        } else {
            app.findings.unfolded.insert(id);
        }
    }
    if (open) {
        const float x = flow.x + button_width(ui, label, ICON_TABLE) + ui.px(8);
        if (button(ui, "exact", ImVec2(x, flow.y), ui.word(exact ? "app.figures.rounded" : "app.figures.exact"))) {
            if (exact) {
                app.findings.exact.erase(index);
            } else {
                app.findings.exact.insert(index);
            }
        }
    }
    flow.y += ui.px(button_height + 14);
    if (open) {
        if (!metrics.empty()) {
            const int columns = flow.width >= ui.px(560) ? 2 : 1;
            const float gap = ui.px(28), width = std::floor((flow.width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns)), line = ui.px(28);
            const std::size_t per_column = (metrics.size() + static_cast<std::size_t>(columns) - 1) / static_cast<std::size_t>(columns);
            for (std::size_t i = 0; i < metrics.size(); ++i) {
                const float x = flow.x + static_cast<float>(i / per_column) * (width + gap), y = flow.y + static_cast<float>(i % per_column) * line;
                const std::string text = figure_text(ui, metrics[i].first, *metrics[i].second, exact);
                const float value_width = std::min(text_size(ui, Type::small_strong, text).x, width * 0.6f);
                const std::string name = metric_name(ui.texts, finding.id, metrics[i].first);
                const bool cut = draw_text(ui, ImVec2(x, y + ui.px(4)), Type::small, p.muted, name, width - value_width - ui.px(12));
                draw_text_right(ui, ImVec2(x + width, y + ui.px(4)), Type::small_strong, p.text, text, value_width);
                draw_line(ui, ImVec2(x, y + line - ui.theme.hair()), width);
                if (cut && ImGui::IsMouseHoveringRect(ImVec2(x, y), ImVec2(x + width, y + line)) && ImGui::IsWindowHovered()) { tooltip(ui, name + ": " + text); }
            }
            flow.y += static_cast<float>(per_column) * line + ui.px(14);
        }
        if (has_groups) { draw_groups(ui, flow, finding, exact); }
    }
    ImGui::PopID();
    ImGui::PopID();
}

}  // namespace klarsicht::app
