#include "app/views/views.h"

#include <algorithm>

#include "app/model/findings.h"
#include "app/model/frontier.h"
#include "app/model/values.h"
#include "app/widgets/field.h"
#include "app_icons.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

struct Format {
    std::string_view id, title, text;
    const char* icon;
};
constexpr Format formats[] = {{"html", "app.report.html.title", "app.report.html.text", ICON_GLOBE},
                              {"json", "app.report.json.title", "app.report.json.text", ICON_BRACES},
                              {"csv", "app.report.csv.title", "app.report.csv.text", ICON_TABLE},
                              {"counts.csv", "app.report.counts.title", "app.report.counts.text", ICON_COLUMNS_3},
                              {"md", "app.report.md.title", "app.report.md.text", ICON_FILE_TEXT}};

void draw_downloads(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    flow.text(Type::note_strong, p.muted, ui.word("app.report.download"));
    flow.gap(8);
    for (const Format& format : formats) {
        const float text_width = flow.width - ui.px(16 + 40 + 14 + 50);
        const float height = ui.px(28) + ui.theme.face(Type::strong).line +
                             text_height(ui, Type::small, ui.word(format.text), text_width);
        const ImRect box(flow.at(), ImVec2(flow.x + flow.width, flow.y + height));
        const Hit state = hit(ui, format.id, box);
        const bool main = format.id == "html";
        draw_box(ui, box, p.surface, state.hovered || main ? p.accent : p.line, 12);
        const ImVec2 icon(flow.x + ui.px(16), flow.y + ui.px(15));
        draw_box(ui, ImRect(icon, ImVec2(icon.x + ui.px(40), icon.y + ui.px(40))), main ? p.accent : p.accent_soft, 0,
                 10);
        draw_icon(ui, icon, ui.px(40), format.icon, main ? p.on_accent : p.accent, 20);
        const float x = icon.x + ui.px(40 + 14);
        float y = flow.y + ui.px(14);
        draw_text(ui, ImVec2(x, y), Type::strong, p.text, ui.word(format.title), text_width);
        y += ui.theme.face(Type::strong).line;
        draw_paragraph(ui, ImVec2(x, y), Type::small, p.muted, ui.word(format.text), text_width);
        const bool done = ui.state.saving.format == format.id;
        draw_icon(ui, ImVec2(box.Max.x - ui.px(38), std::round(box.GetCenter().y - ui.px(11))), ui.px(22),
                  done ? ICON_CIRCLE_CHECK : ICON_DOWNLOAD,
                  done            ? p.pass
                  : state.hovered ? p.accent
                                  : p.faint,
                  19);
        draw_focus(ui, state, box, 12);
        if (state.pressed) { ui.send(json{{"type", "download"}, {"format", std::string(format.id)}}); }
        flow.y = box.Max.y + ui.px(10);
    }
    if (!ui.state.saving.format.empty()) {
        flow.gap(2);
        flow.text(Type::small, p.pass,
                  ui.say(Message("app.report.saved").number("bytes", static_cast<double>(ui.state.saving.bytes))));
    }
    flow.gap(14);
    bool on = ui.state.saving.show_values;
    const float height =
        std::max(ui.px(22), text_height(ui, Type::body, ui.word("app.report.show_values"), flow.width - ui.px(30)));
    if (checkbox(ui, "values", flow.at(), ui.word("app.report.show_values"), on, flow.width)) {
        ui.state.saving.show_values = on;
        ui.send(json{{"type", "show_values"}, {"on", on}});
    }
    flow.y += height + ui.px(4);
    flow.y += draw_paragraph(ui, ImVec2(flow.x + ui.px(30), flow.y), Type::small, p.muted,
                             ui.word("app.report.show_values_text"), flow.width - ui.px(30));
}

/// The answer on one page, with amounts to type in.
void draw_one_page(const Ui& ui, Flow& flow) {
    constexpr std::array<std::string_view, 2> names = {"contact", "sale"};
    const Palette& p = ui.colors();
    ReportPanel& panel = ui.state.saving;
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(18), flow.width - ui.px(40)};
    inner.text(Type::strong, p.text, ui.word("answer.page.title"));
    inner.text(Type::small, p.muted, ui.word("answer.page.text"));
    inner.gap(12);
    const float gap = ui.px(16), cell = std::floor((inner.width - gap) * 0.5f);
    bool good = true;
    json message = {{"type", "one_page"}};
    for (std::size_t i = 0; i < names.size(); ++i) {
        const float x = inner.x + static_cast<float>(i) * (cell + gap);
        draw_text(ui, ImVec2(x, inner.y), Type::note, p.muted, ui.word("answer.page." + std::string(names[i])), cell);
        text_field(ui, ("##one_page_" + std::string(names[i])).c_str(), ImVec2(x, inner.y + ui.px(20)), cell,
                   panel.amounts[i].data(), panel.amounts[i].size(), "");
        const std::string_view typed(panel.amounts[i].data());
        const std::optional<double> amount = typed.empty() ? std::nullopt : amount_of(typed);
        good = good && (typed.empty() || (amount && *amount >= 0));
        if (amount) { message[std::string(names[i])] = *amount; }
    }
    inner.gap(20 + field_height + 8);
    inner.text(Type::note, good ? p.muted : p.warn, ui.word(good ? "answer.page.amounts" : "answer.page.wrong"));
    inner.gap(12);
    if (button(ui, "one_page", inner.at(), ui.word("answer.page.save"), ICON_DOWNLOAD, ButtonKind::primary) && good) {
        ui.send(message);
    }
    flow.y = inner.y + ui.px(button_height + 18);
    card.end(flow.y);
    flow.gap(20);
}

/// A small sheet of what the report holds.
void draw_preview(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    const ReportModel& report = *ui.state.report;
    Card card(ui, flow.at(), flow.width);
    const float pad = ui.px(28);
    Flow inner{ui, flow.x + pad, flow.y + ui.px(26), flow.width - 2 * pad};
    draw_logo(ui, inner.at(), ui.px(20));
    draw_text(ui, ImVec2(inner.x + ui.px(29), inner.y - ui.px(1)), Type::small_strong, p.muted,
              ui.word("app.report.sheet"));
    inner.gap(34);
    inner.text(Type::figure, p.text, report.name);
    inner.text(Type::small, p.muted,
               ui.say(Message("app.top.rows").count("rows", report.rows)) + " · " +
                   ui.say(Message("app.top.columns").count("columns", report.columns.size())) + " · " +
                   ui.say(Message("app.working.bytes").number("bytes", static_cast<double>(report.bytes))) +
                   (report.rules.empty() ? "" : " · " + report.rules));
    inner.gap(18);
    for (const AreaModel& area : report.areas) {
        draw_line(ui, inner.at(), inner.width);
        inner.gap(12);
        const float pill = status_pill_width(ui, area.status);
        draw_status_pill(ui, ImVec2(inner.x + inner.width - pill, inner.y), area.status);
        draw_icon(ui, ImVec2(inner.x, inner.y + ui.px(1)), ui.px(20), area_icon(area.area), p.muted, 17);
        draw_text(ui, ImVec2(inner.x + ui.px(30), inner.y - ui.px(1)), Type::strong, p.text, ui.area_word(area.area),
                  inner.width - pill - ui.px(40));
        inner.gap(25);
        const std::size_t gravest = gravest_of(report, area.area);
        if (gravest != npos) {
            const Finding& finding = report.findings[gravest];
            std::string text =
                asks_for_a_decision(finding.status)
                    ? finding.title
                    : std::string(ui.word(area.count(Status::pass) > 0 ? "app.overview.nothing_found"
                                                                       : "app.overview.nothing_to_judge"));
            if (!finding.headline.empty() && asks_for_a_decision(finding.status)) { text += " · " + finding.headline; }
            inner.y += draw_paragraph(ui, ImVec2(inner.x + ui.px(30), inner.y), Type::small, p.text, text,
                                      inner.width - ui.px(30), 2);
        }
        const std::string counts = ui.say(Message("app.report.counts")
                                              .count("fail", area.count(Status::fail))
                                              .count("warn", area.count(Status::warn))
                                              .count("pass", area.count(Status::pass))
                                              .count("open", area.count(Status::not_assessed)));
        inner.y += draw_paragraph(ui, ImVec2(inner.x + ui.px(30), inner.y), Type::note, p.muted, counts,
                                  inner.width - ui.px(30));
        inner.gap(12);
    }
    draw_line(ui, inner.at(), inner.width);
    inner.gap(12);
    for (const std::string_view line : ui.texts.list("app.report.holds")) {
        draw_icon(ui, inner.at(), ui.px(18), ICON_CHECK, p.pass, 15);
        inner.y += draw_paragraph(ui, ImVec2(inner.x + ui.px(26), inner.y), Type::small, p.muted, line,
                                  inner.width - ui.px(26)) +
                   ui.px(4);
    }
    flow.y = inner.y + ui.px(22);
    card.end(flow.y);
}

}  // namespace

void draw_report(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    flow.text(Type::title, p.text, ui.word("app.report.title"));
    flow.gap(4);
    flow.text(Type::body, p.muted, ui.word("app.report.text"), text_measure);
    flow.gap(20);
    const bool two_columns = flow.width >= ui.px(820);
    const float gap = ui.px(20), side = two_columns ? ui.px(380) : flow.width;
    if (two_columns) {
        Flow left{ui, flow.x, flow.y, std::min(flow.width - gap - side, ui.px(700))};
        Flow right{ui, left.x + left.width + gap, flow.y, side};
        draw_record(ui, left);
        draw_preview(ui, left);
        draw_one_page(ui, right);
        draw_downloads(ui, right);
        flow.y = std::max(left.y, right.y);
    } else {
        draw_one_page(ui, flow);
        draw_downloads(ui, flow);
        flow.gap(20);
        draw_record(ui, flow);
        draw_preview(ui, flow);
    }
}

}  // namespace klarsicht::app
