#include "app/views/views.h"

#include <algorithm>

#include "app_icons.h"
#include "base/json.h"
#include "base/version.h"

namespace klarsicht::app {

namespace {

struct Demo {
    std::string_view id, title, text;
    const char* icon;
};
constexpr Demo demos[] = {{"customers", "app.demo.customers.title", "app.demo.customers.text", ICON_USERS},
                          {"campaign", "app.demo.campaign.title", "app.demo.campaign.text", ICON_TICKET_PERCENT},
                          {"contacts", "app.demo.contacts.title", "app.demo.contacts.text", ICON_MAIL}};

struct Promise {
    std::string_view title, text;
    const char* icon;
};
constexpr Promise promises[] = {{"app.promise.stays.title", "app.promise.stays.text", ICON_LOCK},
                                {"app.promise.evidence.title", "app.promise.evidence.text", ICON_SCALE},
                                {"app.promise.action.title", "app.promise.action.text", ICON_LIST_CHECKS}};

constexpr Promise broken_promise = {"app.promise.open.title", "app.promise.open.text", ICON_TRIANGLE_ALERT};

void draw_drop_zone(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    const float height = ui.px(ImGui::GetIO().DisplaySize.y < ui.px(940) ? 220 : 264);
    const ImRect box(flow.at(), ImVec2(flow.x + flow.width, flow.y + height));
    const bool over = ui.state.dropping;
    draw_box(ui, box, over ? mixed(p.accent_soft, p.accent, 0.12f) : p.accent_soft, 0, 18);
    draw_dashed_box(ui, box, p.accent, 18);
    const std::string_view title = ui.word(over ? "app.drop.release" : "app.drop.title"),
                           formats = ui.word("app.drop.formats"), choose = ui.word("app.drop.choose");
    const float center = box.GetCenter().x;
    const float block =
        ui.px(44 + 14) + ui.theme.face(Type::figure).line + ui.px(2) + ui.theme.face(Type::body).line + ui.px(16 + 42);
    float y = std::round(box.Min.y + (height - block) * 0.5f);
    draw_icon(ui, ImVec2(std::round(center - ui.px(22)), y), ui.px(44), ICON_FILE_UP, p.accent, 36);
    y += ui.px(44 + 14);
    const auto centred = [&](Type type, ImU32 color, std::string_view text) {
        const float width = std::min(text_size(ui, type, text).x, flow.width - ui.px(32));
        draw_text(ui, ImVec2(std::round(center - width * 0.5f), y), type, color, text, width);
        y += ui.theme.face(type).line;
    };
    centred(Type::figure, p.text, title);
    y += ui.px(2);
    centred(Type::body, p.muted, formats);
    y += ui.px(16);
    if (button(ui, "choose", ImVec2(std::round(center - button_width(ui, choose, nullptr, 20) * 0.5f), y), choose,
               nullptr, ButtonKind::primary, true)) {
        ui.tell("choose_file");
    }
    flow.y = box.Max.y;
}

void draw_demos(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    const int columns = flow.width < ui.px(640) ? 1 : 3;
    const float gap = ui.px(16),
                width = std::floor((flow.width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    float height = 0;
    for (const Demo& demo : demos) {
        height = std::max(height,
                          ui.px(46) + text_height(ui, Type::small, ui.word(demo.text), width - ui.px(32)) + ui.px(14));
    }
    for (int i = 0; i < 3; ++i) {
        const Demo& demo = demos[i];
        const ImVec2 at(flow.x + static_cast<float>(i % columns) * (width + gap),
                        flow.y + static_cast<float>(i / columns) * (height + gap));
        const ImRect box(at, ImVec2(at.x + width, at.y + height));
        const Hit state = hit(ui, demo.id, box);
        draw_box(ui, box, p.surface, state.hovered ? p.accent : p.line, 12);
        draw_icon(ui, ImVec2(at.x + ui.px(16), at.y + ui.px(15)), ui.px(20), demo.icon, p.accent, 18);
        draw_text(ui, ImVec2(at.x + ui.px(45), at.y + ui.px(15)), Type::subtitle, p.text, ui.word(demo.title),
                  width - ui.px(90));
        draw_icon(ui, ImVec2(box.Max.x - ui.px(34), at.y + ui.px(15)), ui.px(20), ICON_ARROW_RIGHT,
                  state.hovered ? p.accent : p.faint, 16);
        draw_paragraph(ui, ImVec2(at.x + ui.px(16), at.y + ui.px(45)), Type::small, p.muted, ui.word(demo.text),
                       width - ui.px(32));
        draw_focus(ui, state, box, 12);
        if (state.pressed) { ui.send(json{{"type", "demo"}, {"id", std::string(demo.id)}}); }
    }
    flow.y += static_cast<float>((3 + columns - 1) / columns) * (height + gap) - gap;
}

void draw_promises(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    const int columns = flow.width < ui.px(640) ? 1 : 3;
    const float gap = ui.px(16),
                width = std::floor((flow.width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    float bottom = flow.y, y = flow.y;
    // The first promise is kept by the browser; where it was measured not to be, it is not made.
    const bool open = ui.state.measured.checked && !ui.state.measured.policy;
    for (int i = 0; i < 3; ++i) {
        const float x = flow.x + static_cast<float>(i % columns) * (width + gap);
        if (columns == 1) { y = bottom; }
        const Promise& promise = i == 0 && open ? broken_promise : promises[i];
        draw_icon(ui, ImVec2(x, y + ui.px(1)), ui.px(18), promise.icon, i == 0 && open ? p.fail : p.pass, 16);
        float below = y + draw_paragraph(ui, ImVec2(x + ui.px(26), y), Type::small_strong, p.text,
                                         ui.word(promise.title), width - ui.px(30));
        below += ui.px(2);
        below += draw_paragraph(ui, ImVec2(x + ui.px(26), below), Type::small, p.muted, ui.word(promise.text),
                                width - ui.px(34));
        if (i == 0) {
            below += ui.px(2);
            if (link(ui, "how", ImVec2(x + ui.px(26), below), Type::small, ui.word("app.measured.how"))) {
                ui.state.explaining_check = true;
            }
            below += ui.theme.face(Type::small).line;
        }
        bottom = std::max(bottom, below + (columns == 1 ? ui.px(12) : 0));
    }
    flow.y = bottom;
}

/// The lessons: a line across, pressed as the examples are; what they are beside the name as far as there is room.
void draw_training_offer(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    const ImRect box(flow.at(), ImVec2(flow.x + flow.width, flow.y + ui.px(50)));
    const Hit state = hit(ui, "training", box);
    draw_box(ui, box, p.surface, state.hovered ? p.accent : p.line, 12);
    const std::string_view title = ui.word("train.title");
    const float y = box.Min.y + ui.px(15),
                text = box.Min.x + ui.px(45) + text_size(ui, Type::subtitle, title).x + ui.px(14);
    draw_icon(ui, ImVec2(box.Min.x + ui.px(16), y), ui.px(20), ICON_GRADUATION_CAP, p.accent, 18);
    draw_text(ui, ImVec2(box.Min.x + ui.px(45), y), Type::subtitle, p.text, title, flow.width - ui.px(90));
    const float room = box.Max.x - ui.px(44) - text;
    const std::size_t lessons = ui.state.training.lessons.size();
    if (lessons > 0 && room > ui.px(160)) {
        draw_text(ui, ImVec2(text, y + ui.px(1)), Type::small, p.muted,
                  ui.say(Message("train.offer").count("n", lessons)), room);
    }
    draw_icon(ui, ImVec2(box.Max.x - ui.px(34), y), ui.px(20), ICON_ARROW_RIGHT, state.hovered ? p.accent : p.faint,
              16);
    draw_focus(ui, state, box, 12);
    if (state.pressed) { ui.go(Page::train); }
    flow.y = box.Max.y;
}

}  // namespace

void draw_start(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    draw_settings(ui, flow.x + flow.width, flow.y);
    draw_logo(ui, ImVec2(flow.x, flow.y + ui.px(5)), ui.px(24));
    draw_text(ui, ImVec2(flow.x + ui.px(35), flow.y + ui.px(4)), Type::brand, p.text, ui.word("app.brand"));
    flow.gap(ImGui::GetIO().DisplaySize.y < ui.px(800) ? 52 : 72);
    flow.text(flow.width < ui.px(640) ? Type::title : Type::hero, p.text, ui.word("app.start.title"));
    flow.gap(6);
    flow.text(Type::lead, p.muted, ui.word("app.start.text"), 700);
    flow.gap(24);
    draw_notice(ui, flow);
    draw_drop_zone(ui, flow);
    flow.gap(26);
    flow.text(Type::note_strong, p.muted, ui.word("app.start.demos"));
    flow.gap(10);
    draw_demos(ui, flow);
    flow.gap(16);
    draw_training_offer(ui, flow);
    flow.gap(28);
    draw_promises(ui, flow);
    flow.gap(28);
    const std::string free = ui.say(Message("app.start.free").text("version", program_version));
    draw_text(ui, flow.at(), Type::note, p.faint, free);
    if (link(ui, "licences", ImVec2(flow.x + text_size(ui, Type::note, free).x + ui.px(14), flow.y), Type::note,
             ui.word("app.start.licences"))) {
        ui.tell("licences");
    }
    flow.y += ui.theme.face(Type::note).line;
}

}  // namespace klarsicht::app
