// A file that is handed on: a decision for each column, what comes of it while one chooses, and the file that was made.
#include <algorithm>

#include "app/views/views.h"
#include "app/widgets/dropdown.h"
#include "app/widgets/field.h"
#include "app_icons.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

void say(const Ui& ui, std::string_view what, json fields = json::object()) {
    fields["type"] = "share";
    fields["what"] = what;
    ui.send(fields);
}

void draw_verdict(const Ui& ui, Flow& flow, bool reached, std::string_view text) {
    const Palette& p = ui.colors();
    draw_icon(ui, ImVec2(flow.x, flow.y + ui.px(1)), ui.px(20), reached ? ICON_CIRCLE_CHECK : ICON_TRIANGLE_ALERT,
              reached ? p.pass : p.fail, 18);
    flow.y += draw_paragraph(ui, ImVec2(flow.x + ui.px(30), flow.y), Type::strong, reached ? p.text : p.fail, text,
                             flow.width - ui.px(30));
}

void draw_figures(const Ui& ui, Flow& flow, const std::vector<SharedFigure>& figures) {
    const Palette& p = ui.colors();
    const float after = flow.x + flow.width;
    const std::string_view heads[] = {ui.word("task.share.column.before"), ui.word("task.share.column.after")};
    const auto room_of = [&](Type plain, Type strong) {
        float room = std::max(text_size(ui, Type::note, heads[0]).x, text_size(ui, Type::note, heads[1]).x);
        for (const SharedFigure& one : figures) {
            room = std::max({room, text_size(ui, plain, one.before).x, text_size(ui, strong, one.after).x});
        }
        return room;
    };
    Type plain = Type::small, strong = Type::small_strong;
    if (2 * room_of(plain, strong) + ui.px(16) > flow.width) {
        plain = Type::note;
        strong = Type::note_strong;
    }
    const float room = room_of(plain, strong);
    const bool stacked = flow.width < 2 * room + ui.px(180);
    const float before = after - room - ui.px(16);
    draw_text_right(ui, ImVec2(before, flow.y), Type::note, p.muted, heads[0]);
    draw_text_right(ui, ImVec2(after, flow.y), Type::note, p.muted, heads[1]);
    flow.gap(20);
    for (const SharedFigure& one : figures) {
        draw_line(ui, flow.at(), flow.width);
        flow.gap(7);
        const float label = stacked ? flow.width : flow.width - 2 * room - ui.px(32);
        const float used = draw_paragraph(ui, flow.at(), Type::small, p.text, one.label, label);
        if (stacked) { flow.y += used; }
        draw_text_right(ui, ImVec2(before, flow.y), plain, p.muted, one.before);
        draw_text_right(ui, ImVec2(after, flow.y), strong, p.text, one.after);
        flow.y += stacked ? ui.theme.face(Type::small).line : used;
        flow.gap(7);
    }
}

void draw_notes(Flow& flow, const std::vector<std::string>& notes, ImU32 color) {
    for (const std::string& note : notes) {
        flow.gap(6);
        flow.text(Type::small, color, note);
    }
}

/// How much of the column is lost, as a bar and in a sentence.
void draw_lost(const Ui& ui, ImVec2 at, float width, const SharedColumn& column) {
    const Palette& p = ui.colors();
    if (column.loss) {
        const float height = ui.px(6), full = std::min(width, ui.px(120));
        const float y = at.y + ui.px(4);
        draw_box(ui, ImRect(ImVec2(at.x, y), ImVec2(at.x + full, y + height)), p.line, 0, 3);
        const float part = full * static_cast<float>(std::clamp(*column.loss, 0.0, 1.0));
        if (part >= 1) { draw_box(ui, ImRect(ImVec2(at.x, y), ImVec2(at.x + part, y + height)), p.accent, 0, 3); }
        at.y += ui.px(14);
    }
    draw_paragraph(ui, at, Type::note, p.muted, column.lost, width, 2);
}

/// How wide the parts of a row are: name, whether it is needed, what happens; what is lost has the rest. All rows have
/// the same.
struct Parts {
    bool wide = false;  ///< beside each other
    float name = 0, tick = 0, choice = 0;
};

Parts parts_of(const Ui& ui, const SharingModel& model, float width) {
    Parts parts;
    parts.tick = text_size(ui, Type::body, ui.word("task.share.column.needed")).x + ui.px(48);
    for (const SharedColumn& column : model.columns) {
        const float wanted = button_width(ui, column.labels[column.chosen], ICON_CHEVRON_DOWN) + ui.px(14);
        parts.choice = std::max(parts.choice, wanted);
    }
    parts.choice = std::min(parts.choice, width * 0.45f);
    parts.name = std::floor(width * 0.24f);
    parts.wide = width - parts.name - parts.tick - parts.choice >= ui.px(130);
    if (!parts.wide) { parts.name = width; }
    return parts;
}

/// As much of a label as a button of that width can show.
std::string cut_to(const Ui& ui, std::string label, float width) {
    if (button_width(ui, label, ICON_CHEVRON_DOWN) <= width) { return label; }
    while (!label.empty() && button_width(ui, label + "…", ICON_CHEVRON_DOWN) > width) {
        while ((static_cast<unsigned char>(label.back()) & 0xC0U) == 0x80U) { label.pop_back(); }
        label.pop_back();
    }
    return label + "…";
}

/// A row: the name, whether it is needed, what happens, what is lost.
void draw_column(const Ui& ui, Flow& flow, const SharedColumn& column, const Parts& parts) {
    const Palette& p = ui.colors();
    const float pad = ui.px(16), width = flow.width - 2 * pad, x = flow.x + pad;
    const auto [wide, name, tick, choice] = parts;
    flow.gap(10);
    const float top = flow.y;
    draw_text(ui, ImVec2(x, top), Type::strong, p.text, column.name, name - ui.px(12));
    const std::string_view below = column.known ? ui.word("task.share.known") : std::string_view(column.meaning);
    const float under = draw_paragraph(ui, ImVec2(x, top + ui.px(22)), Type::note, p.muted, below, name - ui.px(12), 2);
    const float second = wide ? top : top + ui.px(28) + under;
    const float tick_x = wide ? x + name : x;
    bool needed = column.needed;
    if (checkbox(ui, "needed", ImVec2(tick_x, second + ui.px(2)), ui.word("task.share.column.needed"), needed,
                 tick - ui.px(8))) {
        say(ui, "need", {{"column", column.name}, {"on", needed}});
    }
    const ImVec2 at(tick_x + tick, second);
    const std::string label = cut_to(ui, column.labels[column.chosen], wide ? choice - ui.px(8) : x + width - at.x);
    if (const auto taken = dropdown(ui, "do", at, label, column.labels, column.chosen, ICON_CHEVRON_DOWN)) {
        say(ui, "choose", {{"column", column.name}, {"option", column.ids[*taken]}});
    }
    const ImVec2 lost = wide ? ImVec2(at.x + choice, top) : ImVec2(x, second + ui.px(button_height + 8));
    draw_lost(ui, lost, wide ? x + width - lost.x : width, column);
    flow.y = wide ? top + std::max(ui.px(52), ui.px(22) + under) : lost.y + ui.px(48);
    flow.gap(6);
}

void draw_columns_card(const Ui& ui, Flow& flow, const SharingModel& model) {
    Card card(ui, flow.at(), flow.width);
    flow.gap(4);
    const Parts parts = parts_of(ui, model, flow.width - ui.px(32));
    for (std::size_t i = 0; i < model.columns.size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        if (i > 0) { draw_line(ui, ImVec2(flow.x + ui.px(16), flow.y), flow.width - ui.px(32)); }
        draw_column(ui, flow, model.columns[i], parts);
        ImGui::PopID();
    }
    flow.gap(4);
    card.end(flow.y);
}

void draw_key(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    SharePanel& panel = ui.state.share;
    flow.text(Type::strong, p.text, ui.word("task.share.key"));
    flow.gap(4);
    flow.text(Type::small, p.muted, ui.word("task.share.key.text"), text_measure);
    flow.gap(10);
    text_field(ui, "##key", flow.at(), std::min(flow.width, ui.px(320)), panel.key.data(), panel.key.size(),
               ui.word("task.share.key"), ICON_LOCK, true);
    flow.gap(field_height + 10);
    if (button(ui, "make_key", flow.at(), ui.word("task.share.key.make"))) { say(ui, "key"); }
    flow.gap(button_height);
    if (!panel.new_key.empty()) {
        flow.gap(8);
        flow.text(Type::small, p.text, ui.say(Message("task.share.key.made").text("key", panel.new_key)));
    }
    flow.gap(16);
}

void draw_make(const Ui& ui, Flow& flow, const SharingModel& model) {
    SharePanel& panel = ui.state.share;
    bool rows = model.rows_on;
    if (checkbox(ui, "rows", flow.at(), model.rows_label, rows, flow.width)) { say(ui, "rows", {{"on", rows}}); }
    flow.y += std::max(ui.px(28), text_height(ui, Type::body, model.rows_label, flow.width - ui.px(32)) + ui.px(6));
    flow.gap(10);
    if (model.needs_key) { draw_key(ui, flow); }
    if (panel.making) {
        flow.text(Type::small, ui.colors().muted, ui.word("task.share.making"));
        return;
    }
    const std::string_view make = ui.word("task.share.make");
    if (button(ui, "make", flow.at(), make, ICON_SHIELD_CHECK, ButtonKind::primary)) {
        say(ui, "make", {{"key", model.needs_key ? std::string(panel.key.data()) : std::string()}});
        forget_key(panel);
        ImGui::ClearActiveID();
    }
    const float beside = flow.x + button_width(ui, make, ICON_SHIELD_CHECK) + ui.px(10);
    const std::string_view reset = ui.word("task.share.reset");
    const bool fits = beside + button_width(ui, reset) <= flow.x + flow.width;
    if (!fits) { flow.gap(button_height + 8); }
    if (button(ui, "reset", ImVec2(fits ? beside : flow.x, flow.y), reset)) { say(ui, "reset"); }
    flow.gap(button_height);
}

void draw_made(const Ui& ui, Flow& flow, const SharedModel& made) {
    const Palette& p = ui.colors();
    flow.gap(18);
    flow.text(Type::subtitle, p.text, ui.word("task.share.read_again"));
    flow.gap(8);
    draw_verdict(ui, flow, made.reached, made.verdict);
    draw_notes(flow, made.notes, p.warn);
    flow.gap(10);
    draw_figures(ui, flow, made.figures);
    draw_notes(flow, made.effects, p.muted);
    flow.gap(12);
    if (button(ui, "save", flow.at(), ui.word("task.share.save"), ICON_DOWNLOAD, ButtonKind::primary)) {
        say(ui, "save");
    }
    flow.gap(button_height + 8);
    if (button(ui, "save_sheet", flow.at(), ui.word("task.share.save_sheet"), ICON_FILE_TEXT)) {
        say(ui, "save_sheet");
    }
    flow.gap(button_height);
}

void draw_side(const Ui& ui, Flow& flow, const SharingModel& model) {
    const Palette& p = ui.colors();
    const SharePanel& panel = ui.state.share;
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(18), flow.width - ui.px(40)};
    inner.text(Type::subtitle, p.text, ui.word("task.share.expected"));
    inner.gap(8);
    draw_verdict(ui, inner, model.reached, model.verdict);
    draw_notes(inner, model.notes, p.muted);
    inner.gap(10);
    draw_figures(ui, inner, model.figures);
    inner.gap(12);
    draw_make(ui, inner, model);
    if (!panel.error.empty()) {
        inner.gap(10);
        inner.text(Type::small, p.fail, panel.error);
    }
    if (panel.made) { draw_made(ui, inner, *panel.made); }
    flow.y = inner.y + ui.px(20);
    card.end(flow.y);
}

}  // namespace

void draw_share(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    const SharePanel& panel = ui.state.share;
    flow.text(Type::title, p.text, ui.word("task.share.title"));
    flow.gap(4);
    flow.text(Type::body, p.muted, ui.word("task.share.text"), text_measure);
    flow.gap(18);
    if (!panel.shown) {
        if (!panel.error.empty()) { flow.text(Type::body, p.fail, panel.error, text_measure); }
        return;
    }
    ImGui::PushID("share");
    if (flow.width < ui.px(980)) {
        draw_columns_card(ui, flow, *panel.shown);
        flow.gap(16);
        draw_side(ui, flow, *panel.shown);
    } else {
        const float gap = ui.px(20), side = ui.px(380);
        Flow left{ui, flow.x, flow.y, flow.width - gap - side}, right{ui, flow.x + flow.width - side, flow.y, side};
        draw_columns_card(ui, left, *panel.shown);
        draw_side(ui, right, *panel.shown);
        flow.y = std::max(left.y, right.y);
    }
    ImGui::PopID();
}

void draw_share_offer(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(14), flow.width - ui.px(40)};
    const std::string_view label = ui.word("task.share.open");
    const float wanted = button_width(ui, label, ICON_SEND), top = inner.y;
    const bool beside = inner.width >= wanted + ui.px(280);
    const float room = beside ? inner.width - wanted - ui.px(20) : inner.width;
    const float used = draw_paragraph(ui, inner.at(), Type::body, p.text, ui.word("task.share.open.text"), room);
    const ImVec2 at(beside ? inner.x + inner.width - wanted : inner.x, beside ? top : top + used + ui.px(10));
    if (button(ui, "share_open", at, label, ICON_SEND)) { ui.go(Page::share); }
    flow.y = std::max(top + used, at.y + ui.px(button_height)) + ui.px(14);
    card.end(flow.y);
}

}  // namespace klarsicht::app
