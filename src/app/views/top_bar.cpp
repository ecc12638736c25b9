#include "app/views/views.h"

#include <algorithm>

#include "app_icons.h"
#include "base/json.h"

namespace klarsicht::app {

float draw_settings(const Ui& ui, float right, float y, bool with_theme) {
    const bool german = ui.state.language == Language::de;
    if (with_theme) { right -= ui.px(button_height + 2); }
    if (with_theme && icon_button(ui, "theme", ImVec2(right, y), ui.state.dark ? ICON_SUN : ICON_MOON,
                                  ui.word(ui.state.dark ? "app.theme.light" : "app.theme.dark"))) {
        ui.send(json{{"type", "theme"}, {"theme", ui.state.dark ? "light" : "dark"}});
    }
    const std::string_view other = ui.word("app.language.other_short");
    right -= (with_theme ? ui.px(8) : 0) + button_width(ui, other, ICON_GLOBE, 10);
    const ImVec2 at(right, y);
    const ImRect box(at, ImVec2(at.x + button_width(ui, other, ICON_GLOBE, 10), at.y + ui.px(button_height)));
    const Hit state = hit(ui, "language", box);
    const Palette& p = ui.colors();
    draw_box(ui, box, state.hovered ? p.hover : p.surface, p.line, 8);
    draw_icon(ui, ImVec2(at.x + ui.px(9), at.y + ui.px(8)), ui.px(18), ICON_GLOBE, state.hovered ? p.text : p.muted,
              16);
    draw_text(ui,
              ImVec2(at.x + ui.px(33), at.y + std::round((box.GetHeight() - ui.theme.face(Type::body).line) * 0.5f)),
              Type::body, state.hovered ? p.text : p.muted, other);
    if (state.hovered || state.focused) { tooltip(ui, ui.word("app.language.switch")); }
    draw_focus(ui, state, box);
    if (state.pressed) { ui.send(json{{"type", "lang"}, {"lang", german ? "en" : "de"}}); }
    return right;
}

void draw_top_bar(const Ui& ui, const ImRect& box) {
    const Palette& p = ui.colors();
    const ReportModel& report = *ui.state.report;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(box.Min, box.Max, p.surface);
    draw_line(ui, ImVec2(box.Min.x, box.Max.y - ui.theme.hair()), box.GetWidth());

    const bool narrow = box.GetWidth() < ui.px(900);
    const float y = box.Min.y + ui.px(11);
    float right = box.Max.x - ui.px(narrow ? 20 : 28);
    const std::string_view report_word = ui.word("app.page.report"), other_word = ui.word("app.other_file");
    // One stop on the way: the others by the arrow keys.
    if (!narrow) {
        right -= button_width(ui, report_word);
        if (button(ui, "report", ImVec2(right, y), report_word, nullptr, ButtonKind::primary)) { ui.go(Page::report); }
        right -= ui.px(8) + button_width(ui, other_word);
        const PassedByTab passed;
        if (button(ui, "other", ImVec2(right, y), other_word)) { ui.tell("close"); }
    } else {
        right -= ui.px(button_height + 2);
        if (icon_button(ui, "other", ImVec2(right, y), ICON_FILE_UP, other_word)) { ui.tell("close"); }
    }
    const PassedByTab passed;
    // A telephone has room for the file's name only without what it does itself: it has a theme, and no key to search
    // by.
    const bool phone = box.GetWidth() < ui.px(480);
    right = draw_settings(ui, right - ui.px(8), y, !phone) - ui.px(8) - steps_width(ui);
    draw_steps(ui, ImVec2(right, y));
    if (!phone) {
        right -= ui.px(8 + button_height + 2);
        if (icon_button(ui, "search", ImVec2(right, y), ICON_SEARCH, ui.word("app.search"))) { ui.tell("search"); }
    }
    right -= ui.px(16);

    float x = box.Min.x + ui.px(narrow ? 20 : 28);
    const float text_y = box.Min.y + std::round((box.GetHeight() - ui.theme.face(Type::strong).line) * 0.5f);
    const Texts& texts = ui.texts;
    std::string facts = texts.format(Message("app.top.rows").count("rows", report.rows)) + " · " +
                        texts.format(Message("app.top.columns").count("columns", report.columns.size()));
    if (ui.state.elapsed_ms > 0) {
        facts += " · " + texts.format(Message("app.top.elapsed").number("seconds", ui.state.elapsed_ms / 1000));
    }
    const float name_width = std::min(text_size(ui, Type::strong, report.name).x, (right - x) * (narrow ? 1.0f : 0.5f));
    const ImVec2 name_at(x, text_y);
    if (draw_text(ui, name_at, Type::strong, p.text, report.name, name_width) &&
        ImGui::IsMouseHoveringRect(name_at, ImVec2(x + name_width, text_y + ui.px(24)))) {
        tooltip(ui, report.name);
    }
    x += name_width + ui.px(14);
    if (!narrow) { x += draw_reading_choices(ui, ImVec2(x, y), right - x); }
    if (ui.state.working) {
        // The audit runs again (another role, another language): the page stays, the bar says so.
        draw_text(ui, ImVec2(x, text_y), Type::body, p.muted, ui.word("app.working.again"), std::max(1.0f, right - x));
        const float line = ui.px(2);
        const auto share = static_cast<float>(std::clamp(ui.state.working->done, 0.03, 1.0));
        list.AddRectFilled(ImVec2(box.Min.x, box.Max.y - line), ImVec2(box.Min.x + box.GetWidth() * share, box.Max.y),
                           p.accent);
    } else if (right - x > ui.px(120)) {
        draw_text(ui, ImVec2(x, text_y), Type::body, p.muted, facts, right - x);
    }
}

}  // namespace klarsicht::app
