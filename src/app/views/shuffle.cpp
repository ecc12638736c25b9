// Decisions drawn by lot: what chance alone makes of the groups of this file.
#include <algorithm>

#include "app/charts/charts.h"
#include "app/model/shuffle.h"
#include "app/views/views.h"
#include "app_icons.h"

namespace klarsicht::app {

void draw_shuffle(const Ui& ui, Flow& flow, const std::vector<std::size_t>& findings) {
    const Palette& p = ui.colors();
    State& app = ui.state;
    const Finding& finding = app.report->findings[findings.front()];
    if (finding.id != "bias.group_gaps") { return; }
    ImGui::PushID("shuffle");
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(18), flow.width - ui.px(40)};
    inner.text(Type::subtitle, p.text,
               ui.say(Message("app.bias.shuffle.title").text("column", finding.subject_text())));
    inner.gap(6);
    inner.text(Type::small, p.muted, ui.word("app.bias.shuffle.text"), text_measure);
    inner.gap(12);
    const std::string_view label =
        ui.word(app.shuffle.draws == 0 ? "app.bias.shuffle.start" : "app.bias.shuffle.again");
    if (button(ui, "again", inner.at(), label, ICON_ROTATE_CCW, ButtonKind::primary)) {
        ++app.shuffle.draws;
        const Shuffled next = shuffle(finding, app.shuffle.draws);
        app.shuffle.alarms += next.alarm ? 1 : 0;
        app.shuffle.naive_alarms += next.naive ? 1 : 0;
    }
    if (app.shuffle.draws > 0) {
        const float x = inner.x + button_width(ui, label, ICON_ROTATE_CCW) + ui.px(16);
        draw_paragraph(ui, ImVec2(x, inner.y + ui.px(8)), Type::small, p.text,
                       ui.say(Message("app.bias.shuffle.count")
                                  .count("n", app.shuffle.draws)
                                  .count("alarms", app.shuffle.alarms)
                                  .count("naive", app.shuffle.naive_alarms)),
                       inner.x + inner.width - x);
    }
    inner.y += ui.px(button_height + 16);
    if (app.shuffle.draws > 0) {
        const bool two = inner.width >= ui.px(760);
        const float gap = ui.px(32), width = two ? std::floor((inner.width - gap) * 0.5f) : inner.width;
        Flow real{ui, inner.x, inner.y, width};
        real.text(Type::small_strong, p.text, ui.word("app.bias.shuffle.real"));
        real.gap(6);
        ChartModel chart = finding.chart;
        chart.title.clear();
        chart.limit_note.clear();
        draw_intervals(ui, real, chart);
        Flow lot{ui, two ? inner.x + width + gap : inner.x, two ? inner.y : real.y + ui.px(14), width};
        lot.text(Type::small_strong, p.text, ui.word("app.bias.shuffle.drawn"));
        lot.gap(6);
        ChartModel drawn = shuffle(finding, app.shuffle.draws).chart;
        drawn.axis = finding.chart.axis;
        draw_intervals(ui, lot, drawn);
        inner.y = std::max(real.y, lot.y) + ui.px(8);
    }
    flow.y = inner.y + ui.px(10);
    card.end(flow.y);
    flow.gap(22);
    ImGui::PopID();
}

}  // namespace klarsicht::app
