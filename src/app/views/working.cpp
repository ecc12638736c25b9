#include "app/views/views.h"

#include <algorithm>

#include "app_icons.h"

namespace klarsicht::app {

namespace {

/// A card in the middle of the screen; returns its inner top left corner.
ImVec2 center_card(const Ui& ui, const ImRect& box, float width, float height) {
    const ImVec2 at(std::round(box.GetCenter().x - width * 0.5f),
                    std::round(std::max(box.Min.y + ui.px(24), box.GetCenter().y - height * 0.55f)));
    draw_box(ui, ImRect(at, ImVec2(at.x + width, at.y + height)), ui.colors().surface, ui.colors().line, 16);
    return {at.x + ui.px(32), at.y + ui.px(28)};
}

}  // namespace

void draw_working(const Ui& ui, const ImRect& box) {
    const Palette& p = ui.colors();
    const Working& working = *ui.state.working;
    const float width = std::min(ui.px(560), box.GetWidth() - ui.px(32)), inner = width - ui.px(64);
    float found = working.found.empty() ? 0 : ui.px(40);
    for (const std::string& one : working.found) {
        found += text_height(ui, Type::small, one, inner - ui.px(26)) + ui.px(6);
    }
    ImVec2 at = center_card(ui, box, width, ui.px(218) + found);
    draw_text(ui, at, Type::figure, p.text,
              working.name.empty() ? ui.word("app.working.title") : std::string_view(working.name), inner);
    at.y += ui.theme.face(Type::figure).line + ui.px(2);
    const std::string stage_key = "app." + working.stage;
    draw_text(ui, at, Type::body, p.muted, ui.texts.has(stage_key) ? ui.word(stage_key) : ui.word("app.working.title"),
              inner);
    at.y += ui.px(22 + 18);
    draw_progress(ui, ImRect(at, ImVec2(at.x + inner, at.y + ui.px(8))), working.done);
    at.y += ui.px(8 + 10);
    const std::string counted =
        working.rows > 0    ? ui.say(Message("app.top.rows").count("rows", working.rows))
        : working.bytes > 0 ? ui.say(Message("app.working.bytes").number("bytes", static_cast<double>(working.bytes)))
                            : std::string();
    draw_text(ui, at, Type::small, p.muted, counted, inner);
    draw_text_right(ui, ImVec2(at.x + inner, at.y), Type::small, p.muted,
                    ui.texts.number(std::floor(working.done * 100) / 100, "percent"));
    at.y += ui.px(20 + 18);
    if (button(ui, "cancel", at, ui.word("app.cancel"), ICON_X)) { ui.tell("cancel"); }
    if (working.found.empty()) { return; }
    at.y += ui.px(button_height + 16);
    draw_text(ui, at, Type::note_strong, p.muted, ui.word("progress.found"), inner);
    at.y += ui.px(22);
    for (const std::string& one : working.found) {
        draw_status_mark(ui, ImVec2(at.x, at.y + ui.px(1)), Status::warn, 18);
        at.y +=
            draw_paragraph(ui, ImVec2(at.x + ui.px(26), at.y), Type::small, p.text, one, inner - ui.px(26)) + ui.px(6);
    }
}

void draw_failure(const Ui& ui, const ImRect& box) {
    const Palette& p = ui.colors();
    const Failure& failure = *ui.state.failure;
    const float width = std::min(ui.px(600), box.GetWidth() - ui.px(32)), inner = width - ui.px(64);
    const std::string_view title = ui.word("app.failure.title"), advice = ui.word("app.failure.advice");
    const float height = ui.px(28 + 40 + 14) + ui.theme.face(Type::figure).line + ui.px(4) +
                         (failure.name.empty() ? 0 : ui.theme.face(Type::small).line) + ui.px(12) +
                         text_height(ui, Type::body, failure.text, inner) + ui.px(10) +
                         text_height(ui, Type::small, advice, inner) + ui.px(20 + 42 + 28);
    ImVec2 at = center_card(ui, box, width, height);
    draw_box(ui, ImRect(at, ImVec2(at.x + ui.px(40), at.y + ui.px(40))), p.warn_soft, 0, 10);
    draw_icon(ui, at, ui.px(40), ICON_TRIANGLE_ALERT, p.warn, 22);
    at.y += ui.px(40 + 14);
    draw_text(ui, at, Type::figure, p.text, title, inner);
    at.y += ui.theme.face(Type::figure).line + ui.px(4);
    if (!failure.name.empty()) {
        draw_text(ui, at, Type::small, p.muted, failure.name, inner);
        at.y += ui.theme.face(Type::small).line;
    }
    at.y += ui.px(12);
    at.y += draw_paragraph(ui, at, Type::body, p.text, failure.text, inner) + ui.px(10);
    at.y += draw_paragraph(ui, at, Type::small, p.muted, advice, inner) + ui.px(20);
    const std::string_view choose = ui.word("app.drop.choose"), back = ui.word("app.back");
    if (button(ui, "choose", at, choose, nullptr, ButtonKind::primary, true)) { ui.tell("choose_file"); }
    at.x += button_width(ui, choose, nullptr, 20) + ui.px(10);
    if (button(ui, "back", at, back, nullptr, ButtonKind::outline, true)) {
        // Where there is a report already (a plan it cannot be made with), back means back to it.
        ui.state.failure.reset();
        if (!ui.state.report) { ui.tell("close"); }
    }
}

}  // namespace klarsicht::app
