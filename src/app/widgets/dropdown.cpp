#include "app/widgets/dropdown.h"

#include <algorithm>

namespace klarsicht::app {

namespace {

constexpr float line_height = 30;  // CSS pixels

void draw_option(const Ui& ui, ImVec2 at, float width, std::string_view text, bool on, bool& pressed) {
    const Palette& p = ui.colors();
    const ImRect box(at, ImVec2(at.x + width, at.y + ui.px(line_height)));
    const Hit state = hit(ui, "option", box);
    if (on || state.hovered) { draw_box(ui, box, on ? p.accent_soft : p.hover, 0, 6); }
    const float text_y = at.y + std::round((ui.px(line_height) - ui.theme.face(Type::body).line) * 0.5f);
    draw_text(ui, ImVec2(at.x + ui.px(12), text_y), Type::body, on ? p.accent : p.text, text, width - ui.px(24));
    draw_focus(ui, state, box, 6);
    pressed = state.pressed;
}

std::optional<std::size_t> draw_list(const Ui& ui, const std::vector<std::string>& options, std::size_t chosen,
                                     const std::vector<std::string>& heads) {
    std::optional<std::size_t> taken;
    float width = ui.px(180);
    for (const std::string& text : options) { width = std::max(width, text_size(ui, Type::body, text).x + ui.px(24)); }
    width = std::min({width, ui.px(420), ImGui::GetIO().DisplaySize.x - ui.px(48)});
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    float y = origin.y;
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (i < heads.size() && !heads[i].empty()) {
            y += ui.px(8);
            draw_text(ui, ImVec2(origin.x + ui.px(12), y), Type::note_strong, ui.colors().muted, heads[i],
                      width - ui.px(24));
            y += ui.theme.face(Type::note_strong).line + ui.px(4);
        }
        ImGui::PushID(static_cast<int>(i));
        bool pressed = false;
        draw_option(ui, ImVec2(origin.x, y), width, options[i], i == chosen, pressed);
        if (pressed && i != chosen) { taken = i; }
        if (pressed) { ImGui::CloseCurrentPopup(); }
        ImGui::PopID();
        // What holds is in view when the list opens.
        if (i == chosen && ImGui::IsWindowAppearing()) { ImGui::SetScrollFromPosY(y - ImGui::GetWindowPos().y); }
        y += ui.px(line_height);
    }
    ImGui::SetCursorScreenPos(origin);
    ImGui::Dummy(ImVec2(width, y - origin.y));
    return taken;
}

}  // namespace

std::optional<std::size_t> dropdown(const Ui& ui, std::string_view id, ImVec2 at, std::string_view label,
                                    const std::vector<std::string>& options, std::size_t chosen, const char* icon,
                                    ButtonKind kind, const std::vector<std::string>& heads) {
    std::optional<std::size_t> pressed;
    ImGui::PushID(id.data(), id.data() + id.size());
    if (button(ui, "choose", at, label, icon, kind)) { ImGui::OpenPopup("list"); }
    ImGui::SetNextWindowPos(ImVec2(at.x, at.y + ui.px(button_height + 4)));
    ImGui::SetNextWindowSizeConstraints(ImVec2(0, 0), ImVec2(ui.px(460), ImGui::GetIO().DisplaySize.y * 0.7f));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(ui.px(8), ui.px(8)));
    if (ImGui::BeginPopup("list", ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings)) {
        pressed = draw_list(ui, options, chosen, heads);
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
    ImGui::PopID();
    return pressed;
}

}  // namespace klarsicht::app
