// All that was decided, open points first; who signed it off; notes; and the work file.
#include <algorithm>

#include "app/views/views.h"
#include "app/widgets/field.h"
#include "app_icons.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

ImU32 ink_of(const Palette& p, const PointModel& point) {
    if (point.overdue) { return p.fail; }
    return point.choice == "open" ? p.warn : point.choice == "mend" ? p.accent : p.muted;
}

void draw_point(const Ui& ui, Flow& flow, const PointModel& point) {
    const Palette& p = ui.colors();
    draw_line(ui, flow.at(), flow.width);
    flow.gap(10);
    const std::string word(ui.word("record.choice." + point.choice));
    const bool narrow = flow.width < ui.px(520);
    const float left = narrow ? 0 : ui.px(130);
    draw_text(ui, flow.at(), Type::small_strong, ink_of(p, point), word, narrow ? flow.width : left - ui.px(8));
    if (narrow) { flow.y += ui.theme.face(Type::small_strong).line; }
    const auto& findings = ui.state.report->findings;
    const auto found = std::ranges::find(findings, point.checks, &Finding::checks);
    const float room = std::min(flow.width - left, ui.px(text_measure));
    const float height = text_height(ui, Type::small, point.title, room);
    const ImRect box(ImVec2(flow.x + left, flow.y), ImVec2(flow.x + left + room, flow.y + height));
    if (found != findings.end()) {
        const Hit state = hit(ui, "point" + std::to_string(found->order), box);
        draw_paragraph(ui, box.Min, Type::small, state.hovered ? p.accent : p.text, point.title, room);
        draw_focus(ui, state, box);
        if (state.pressed) { ui.open_finding(static_cast<std::size_t>(found - findings.begin())); }
    } else {
        draw_paragraph(ui, box.Min, Type::small, p.text, point.title, room);
    }
    flow.y += height;
    if (!point.said.empty()) {
        flow.y += draw_paragraph(ui, ImVec2(flow.x + left, flow.y), Type::note, point.overdue ? p.fail : p.muted,
                                 point.said, room);
    }
    flow.gap(10);
}

/// A one-line field with its label above it.
void draw_typed(const Ui& ui, Flow& flow, std::string_view label, const char* id, char* text, std::size_t capacity,
                std::string_view hint = {}) {
    flow.text(Type::note_strong, ui.colors().muted, label);
    flow.gap(3);
    text_field(ui, id, flow.at(), std::min(flow.width, ui.px(360)), text, capacity, hint);
    flow.gap(field_height + 8);
}

void draw_wrong(const Ui& ui, Flow& flow, std::string_view field) {
    const SettingsPanel& panel = ui.state.settings;
    if (panel.wrong_field != field || panel.wrong.empty()) { return; }
    flow.text(Type::small, ui.colors().fail, panel.wrong, text_measure);
    flow.gap(8);
}

void draw_sign_off(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    DecisionsPanel& panel = ui.state.decisions;
    if (const auto& signed_off = ui.state.record.signed_off) {
        flow.text(Type::small_strong, p.text, signed_off->text, text_measure);
        flow.text(Type::small, p.muted, ui.word("record.since"));
        for (const std::string& line : signed_off->since) { flow.text(Type::small, p.text, "– " + line, text_measure); }
        flow.gap(8);
        if (button(ui, "unsign", flow.at(), ui.word("record.sign.withdraw"), nullptr, ButtonKind::ghost)) {
            ui.send(json{{"type", "sign"}, {"name", ""}, {"day", ""}});
        }
        flow.gap(button_height + 12);
        return;
    }
    flow.text(Type::small_strong, p.text, ui.word("record.sign"));
    flow.gap(6);
    draw_typed(ui, flow, ui.word("record.sign.name"), "##signname", panel.sign_name.data(), panel.sign_name.size());
    draw_typed(ui, flow, ui.word("record.sign.day"), "##signday", panel.sign_day.data(), panel.sign_day.size(),
               ui.word("record.field.day"));
    draw_wrong(ui, flow, "sign");
    if (button(ui, "sign", flow.at(), ui.word("record.sign.enter"))) {
        ui.state.settings.wrong_field.clear();
        ui.send(json{{"type", "sign"}, {"name", panel.sign_name.data()}, {"day", panel.sign_day.data()}});
    }
    flow.gap(button_height + 14);
}

void draw_notes(const Ui& ui, Flow& flow) {
    DecisionsPanel& panel = ui.state.decisions;
    const std::string& notes = ui.state.record.notes;
    if (!panel.writing_notes) {
        panel.notes.fill('\0');
        notes.copy(panel.notes.data(), panel.notes.size() - 1);
    }
    flow.text(Type::note_strong, ui.colors().muted, ui.word("record.notes"));
    flow.gap(3);
    text_field(ui, "##notes", flow.at(), flow.width, panel.notes.data(), panel.notes.size(), "");
    panel.writing_notes = ImGui::IsItemActive();
    if (ImGui::IsItemDeactivatedAfterEdit()) { ui.send(json{{"type", "notes"}, {"text", panel.notes.data()}}); }
    flow.gap(field_height + 12);
    draw_wrong(ui, flow, "notes");
}

}  // namespace

void draw_record(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    const RecordModel& record = ui.state.record;
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(18), flow.width - ui.px(40)};
    inner.text(Type::subtitle, p.text, ui.word("record.title"));
    inner.gap(2);
    inner.text(Type::small, p.muted, ui.word("record.hint"), text_measure);
    inner.gap(12);
    for (const PointModel& point : record.points) { draw_point(ui, inner, point); }
    if (!record.gone.empty()) {
        inner.text(Type::small_strong, p.text, ui.word("record.gone"));
        for (const std::string& line : record.gone) { inner.text(Type::small, p.muted, line, text_measure); }
        inner.gap(10);
    }
    draw_line(ui, inner.at(), inner.width);
    inner.gap(14);
    draw_sign_off(ui, inner);
    draw_notes(ui, inner);
    const std::string_view save = ui.word("record.save");
    if (button(ui, "save work", inner.at(), save, ICON_DOWNLOAD)) { ui.tell("save_work"); }
    inner.gap(button_height + 4);
    inner.text(Type::note, p.muted, ui.say(Message("record.save.hint").text("name", ui.state.report->name)),
               text_measure);
    flow.y = inner.y + ui.px(18);
    card.end(flow.y);
    flow.gap(20);
}

void draw_steps(const Ui& ui, ImVec2 at) {
    const RecordModel& record = ui.state.record;
    const auto step = [&](std::string_view type, const char* icon, const std::string& what, std::uint64_t count) {
        const std::string key = "record." + std::string(type);
        const bool some = count > 0;
        const std::string label =
            some && !what.empty() ? ui.say(Message(key).text("what", what)) : std::string(ui.word(key + ".nothing"));
        ImGui::BeginDisabled(!some);
        const bool pressed = icon_button(ui, type, at, icon, label, ButtonKind::ghost);
        ImGui::EndDisabled();
        if (some && pressed) { ui.tell(type); }
        at.x += ui.px(button_height + 2);
    };
    // The page listens to the keys (web/leaving.js).
    step("undo", ICON_ROTATE_CCW, record.undo, record.undoable);
    step("redo", ICON_ROTATE_CW, record.redo, record.redoable);
}

float steps_width(const Ui& ui) { return 2 * ui.px(button_height + 2); }

}  // namespace klarsicht::app
