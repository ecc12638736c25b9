// This report beside an earlier one.
#include <algorithm>

#include "app/views/views.h"
#include "app_icons.h"

namespace klarsicht::app {

namespace {

struct Sign {
    std::string_view change;
    const char* icon;
    Status status;  ///< colours it
};
constexpr Sign signs[] = {{"worse", ICON_ARROW_DOWN, Status::fail},
                          {"added", ICON_CIRCLE_ALERT, Status::fail},
                          {"unchecked", ICON_CIRCLE_HELP, Status::warn},
                          {"moved", ICON_INFO, Status::info},
                          {"chance", ICON_INFO, Status::not_assessed},
                          {"better", ICON_ARROW_UP, Status::pass},
                          {"gone", ICON_CHECK, Status::pass}};

void draw_change(const Ui& ui, Flow& flow, const ChangeModel& change) {
    const Palette& p = ui.colors();
    const auto sign = std::ranges::find(signs, change.change, &Sign::change);
    const bool known = sign != std::end(signs);
    const ImU32 ink = status_colors(p, known ? sign->status : Status::info).ink;
    draw_line(ui, flow.at(), flow.width);
    flow.gap(12);
    draw_icon(ui, ImVec2(flow.x, flow.y + ui.px(1)), ui.px(20), known ? sign->icon : ICON_INFO, ink, 17);
    const float left = ui.px(30);
    const bool wide = flow.width >= ui.px(720);
    const float figures = wide ? std::floor(flow.width * 0.48f) : flow.width - left;
    const float room = wide ? flow.width - left - figures - ui.px(20) : flow.width - left;
    float y = flow.y;
    y += draw_paragraph(ui, ImVec2(flow.x + left, y), Type::small_strong, ink, change.word, room);
    y += draw_paragraph(ui, ImVec2(flow.x + left, y), Type::small, p.text, change.finding, room);
    const float x = wide ? flow.x + flow.width - figures : flow.x + left;
    float right = wide ? flow.y : y + ui.px(4);
    const std::string now = change.then + " → " + change.now;
    right += draw_paragraph(ui, ImVec2(x, right), Type::small_strong, p.text, now, figures);
    if (!change.figure.empty()) {
        const std::string difference =
            change.figure + ": " + change.difference + (change.interval.empty() ? "" : " (" + change.interval + ")");
        right += draw_paragraph(ui, ImVec2(x, right), Type::note, p.muted, difference, figures);
    }
    flow.y = std::max(y, right);
    flow.gap(12);
}

void draw_drift(const Ui& ui, Flow& flow, const ComparedModel& compared) {
    if (compared.drift.empty()) { return; }
    const Palette& p = ui.colors();
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(18), flow.width - ui.px(40)};
    inner.text(Type::subtitle, p.text, ui.word("record.drift"));
    inner.gap(10);
    for (const DriftModel& column : compared.drift) {
        draw_line(ui, inner.at(), inner.width);
        inner.gap(10);
        inner.text(Type::small_strong, p.text, column.name);
        for (const std::string& line : column.lines) { inner.text(Type::small, p.muted, line, text_measure); }
        inner.gap(10);
    }
    flow.y = inner.y + ui.px(8);
    card.end(flow.y);
    flow.gap(20);
}

void draw_changes(const Ui& ui, Flow& flow, const ComparedModel& compared) {
    const Palette& p = ui.colors();
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(18), flow.width - ui.px(40)};
    for (const std::string& sentence : compared.sentences) {
        const bool first = &sentence == &compared.sentences.front();
        inner.text(first ? Type::strong : Type::small, first ? p.text : p.muted, sentence, text_measure);
        inner.gap(4);
    }
    inner.gap(10);
    for (const ChangeModel& change : compared.changes) { draw_change(ui, inner, change); }
    if (compared.unchanged > 0) {
        draw_line(ui, inner.at(), inner.width);
        inner.gap(12);
        inner.text(Type::small, p.muted, ui.say(Message("record.unchanged").count("n", compared.unchanged)));
    }
    flow.y = inner.y + ui.px(18);
    card.end(flow.y);
    flow.gap(20);
}

}  // namespace

void draw_compare(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    flow.text(Type::title, p.text, ui.word("record.page"));
    flow.gap(4);
    flow.text(Type::body, p.muted, ui.word("record.page.hint"), text_measure);
    flow.gap(16);
    const std::string_view choose = ui.word("record.choose"), none = ui.word("record.choose.none");
    const auto& compared = ui.state.record.compared;
    if (button(ui, "choose", flow.at(), choose, ICON_FILE_UP, compared ? ButtonKind::outline : ButtonKind::primary)) {
        ui.state.settings.wrong_field.clear();
        ui.tell("choose_earlier");
    }
    if (compared) {
        const float beside = button_width(ui, choose, ICON_FILE_UP) + ui.px(8);
        const bool fits = beside + button_width(ui, none) <= flow.width;
        if (!fits) { flow.gap(button_height + 8); }
        if (button(ui, "none", ImVec2(flow.x + (fits ? beside : 0), flow.y), none, nullptr, ButtonKind::ghost)) {
            ui.tell("compare_none");
        }
    }
    flow.gap(button_height + 16);
    const SettingsPanel& panel = ui.state.settings;
    if (panel.wrong_field == "compare" && !panel.wrong.empty()) {
        flow.text(Type::small, p.fail, panel.wrong, text_measure);
        flow.gap(16);
    }
    if (!compared) { return; }
    draw_changes(ui, flow, *compared);
    draw_drift(ui, flow, *compared);
}

}  // namespace klarsicht::app
