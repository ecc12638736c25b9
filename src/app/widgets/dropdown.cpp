#include "app/widgets/dropdown.h"

#include <algorithm>

namespace klarsicht::app {

namespace {

constexpr float line_height = 30;  // CSS pixels

std::optional<std::size_t> draw_list(const Ui& ui, const std::vector<std::string>& options, std::size_t chosen) {
    const Palette& p = ui.colors();
    std::optional<std::size_t> pressed;
    float width = ui.px(180);
    for (const std::string& text : options) { width = std::max(width, text_size(ui, Type::body, text).x + ui.px(24)); }
    width = std::min(width, ui.px(420));
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    for (std::size_t i = 0; i < options.size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        const ImVec2 at(origin.x, origin.y + static_cast<float>(i) * ui.px(line_height));
        const ImRect box(at, ImVec2(at.x + width, at.y + ui.px(line_height)));
        const Hit state = hit(ui, "option", box);
        const bool on = i == chosen;
        if (on || state.hovered) { draw_box(ui, box, on ? p.accent_soft : p.hover, 0, 6); }
        const float text_y = at.y + std::round((ui.px(line_height) - ui.theme.face(Type::body).line) * 0.5f);
        draw_text(ui, ImVec2(at.x + ui.px(12), text_y), Type::body, on ? p.accent : p.text, options[i],
                  width - ui.px(24));
        draw_focus(ui, state, box, 6);
        if (state.pressed) {
            if (!on) { pressed = i; }
            ImGui::CloseCurrentPopup();
        }
        ImGui::PopID();
    }
    ImGui::SetCursorScreenPos(origin);
    ImGui::Dummy(ImVec2(width, static_cast<float>(options.size()) * ui.px(line_height)));
    return pressed;
}

}  // namespace

std::optional<std::size_t> dropdown(const Ui& ui, std::string_view id, ImVec2 at, std::string_view label,
                                    const std::vector<std::string>& options, std::size_t chosen, const char* icon,
                                    ButtonKind kind) {
    std::optional<std::size_t> pressed;
    ImGui::PushID(id.data(), id.data() + id.size());
    if (button(ui, "choose", at, label, icon, kind)) { ImGui::OpenPopup("list"); }
    ImGui::SetNextWindowPos(ImVec2(at.x, at.y + ui.px(button_height + 4)));
    ImGui::SetNextWindowSizeConstraints(ImVec2(0, 0), ImVec2(ui.px(460), ImGui::GetIO().DisplaySize.y * 0.7f));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(ui.px(8), ui.px(8)));
    if (ImGui::BeginPopup("list", ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings)) {
        pressed = draw_list(ui, options, chosen);
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
    ImGui::PopID();
    return pressed;
}

}  // namespace klarsicht::app
