#include "app/views/training.h"
#include "app/views/views.h"

#include <algorithm>

#include <algorithm>

#include "app/charts/charts.h"
#include "app_icons.h"

namespace klarsicht::app {

namespace {

void draw_section(const Ui& ui, Flow& flow, std::string_view title, std::string_view text, const char* icon) {
    if (text.empty()) { return; }
    const Palette& p = ui.colors();
    draw_icon(ui, ImVec2(flow.x, flow.y + ui.px(1)), ui.px(18), icon, p.faint, 16);
    draw_text(ui, ImVec2(flow.x + ui.px(26), flow.y), Type::small_strong, p.text, title);
    flow.y += ui.theme.face(Type::small_strong).line + ui.px(2);
    flow.y += draw_paragraph(ui, ImVec2(flow.x + ui.px(26), flow.y), Type::small, p.muted, text,
                             std::min(flow.width - ui.px(26), ui.px(text_measure)));
    flow.gap(16);
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) { text += (text.empty() ? "" : "\n") + line; }
    return text;
}

std::string rows_text(const Ui& ui, const Finding& finding) {
    if (finding.rows == 0 || finding.first_rows.empty()) { return {}; }
    std::string list;
    for (const std::uint64_t row : finding.first_rows) {
        list += (list.empty() ? "" : ", ") + ui.texts.integer(static_cast<std::int64_t>(row) + 1);
    }
    return ui.say(Message(finding.rows > finding.first_rows.size() ? "app.finding.rows_some" : "app.finding.rows_all")
                      .count("n", finding.rows)
                      .text("rows", list));
}

void draw_texts(const Ui& ui, Flow& flow, const Finding& finding) {
    draw_section(ui, flow, ui.word("app.finding.remedy"), finding.remedy, ICON_LIST_CHECKS);
    draw_section(ui, flow, ui.word("app.finding.why"), finding.why, ICON_INFO);
    draw_section(ui, flow, ui.word("app.finding.limits"), finding.limits, ICON_EYE_OFF);
    draw_section(ui, flow, ui.word("app.finding.rows"), rows_text(ui, finding), ICON_LIST);
    draw_section(ui, flow, ui.word("app.finding.sources"), joined(finding.sources), ICON_FILE_TEXT);
}

/// To the rows of the finding, and to its columns.
void draw_ways(const Ui& ui, Flow& flow, const Finding& finding) {
    constexpr std::size_t most_columns = 6;
    if (const float used = see_rows_button(ui, flow.at(), finding); used > 0) { flow.y += used + ui.px(12); }
    const std::vector<ColumnModel>& columns = ui.state.report->columns;
    float x = flow.x;
    bool any = false;
    for (std::size_t i = 0; i < std::min(finding.subject.size(), most_columns); ++i) {
        const auto column = std::ranges::find(columns, finding.subject[i], &ColumnModel::name);
        if (column == columns.end()) { continue; }
        if (!any) {
            const std::string label = ui.say(Message("column.of_finding").count("n", finding.subject.size()));
            draw_text(ui, ImVec2(x, flow.y), Type::small, ui.colors().muted, label);
            x += text_size(ui, Type::small, label).x + ui.px(8);
        }
        any = true;
        const float width = text_size(ui, Type::small, column->name).x;
        if (x > flow.x && x + width > flow.x + flow.width) {
            x = flow.x;
            flow.gap(26);
        }
        ImGui::PushID(static_cast<int>(i));
        if (link(ui, "column", ImVec2(x, flow.y), Type::small, column->name)) {
            open_column(ui, static_cast<std::size_t>(column - columns.begin()));
        }
        ImGui::PopID();
        x += width + ui.px(16);
    }
    if (any) { flow.gap(34); }
    draw_lesson_link(ui, flow, finding);
}

}  // namespace

void draw_finding_detail(const Ui& ui, Flow& flow, std::size_t index) {
    const Palette& p = ui.colors();
    const Finding& finding = ui.state.report->findings[index];
    if (!finding.summary.empty()) {
        flow.text(Type::body, p.text, finding.summary, text_measure);
        flow.gap(18);
    }
    draw_ways(ui, flow, finding);
    // The questions of the skills area have a view of their own.
    for (std::size_t i = 0; i < finding.notes.size() && finding.area != Area::skills; ++i) {
        flow.text(Type::body, p.muted, "– " + finding.notes[i].text, text_measure);
        flow.gap(10);
    }
    draw_card_sections(ui, flow, finding);
    const bool wide = flow.width >= ui.px(780);
    if (wide && finding.chart.kind == Chart::Kind::none) {
        // What to do and why beside what it does not show and where it comes from; the figures below.
        const float gap = ui.px(40), width = std::floor((flow.width - gap) * 0.5f);
        Flow left{ui, flow.x, flow.y, width}, right{ui, flow.x + width + gap, flow.y, width};
        draw_section(ui, left, ui.word("app.finding.remedy"), finding.remedy, ICON_LIST_CHECKS);
        draw_section(ui, left, ui.word("app.finding.why"), finding.why, ICON_INFO);
        draw_section(ui, right, ui.word("app.finding.limits"), finding.limits, ICON_EYE_OFF);
        draw_section(ui, right, ui.word("app.finding.rows"), rows_text(ui, finding), ICON_LIST);
        draw_section(ui, right, ui.word("app.finding.sources"), joined(finding.sources), ICON_FILE_TEXT);
        flow.y = std::max(left.y, right.y);
        draw_figures(ui, flow, index);
        flow.y -= ui.px(14);
        return;
    }
    if (!wide) {
        if (finding.chart.kind != Chart::Kind::none) {
            draw_chart(ui, flow, finding.chart);
            flow.gap(20);
        }
        draw_texts(ui, flow, finding);
        draw_figures(ui, flow, index);
        return;
    }
    const float gap = ui.px(32), side = std::floor(std::min(ui.px(360), flow.width * 0.36f));
    Flow left{ui, flow.x, flow.y, flow.width - gap - side}, right{ui, flow.x + flow.width - side, flow.y, side};
    if (finding.chart.kind != Chart::Kind::none) {
        draw_chart(ui, left, finding.chart);
        left.gap(20);
    }
    draw_figures(ui, left, index);
    draw_texts(ui, right, finding);
    flow.y = std::max(left.y, right.y - ui.px(16));
}

}  // namespace klarsicht::app
