#include "app/widgets/field.h"

namespace klarsicht::app {

bool text_field(const Ui& ui, const char* id, ImVec2 at, float width, char* text, std::size_t capacity,
                std::string_view hint, const char* icon, bool secret) {
    const Palette& p = ui.colors();
    const TypeFace& face = ui.theme.face(Type::body);
    const ImRect box(at, ImVec2(at.x + width, at.y + ui.px(field_height)));
    const float inset = ui.px(icon != nullptr ? 36 : 12);
    const float pad = std::floor((box.GetHeight() - face.size) * 0.5f);
    draw_box(ui, box, p.surface, p.line, 8);
    if (icon != nullptr) { draw_icon(ui, ImVec2(at.x + ui.px(9), at.y + ui.px(9)), ui.px(18), icon, p.faint, 16); }
    ImGui::SetCursorScreenPos(ImVec2(at.x + inset - ui.px(4), at.y));
    ImGui::PushFont(face.font, face.size);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(ui.px(4), pad));
    ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0.0f);
    ImGui::PushStyleColor(ImGuiCol_FrameBg, 0);
    ImGui::PushStyleColor(ImGuiCol_FrameBgHovered, 0);
    ImGui::PushStyleColor(ImGuiCol_FrameBgActive, 0);
    ImGui::PushStyleColor(ImGuiCol_TextDisabled, p.faint);
    ImGui::PushStyleColor(ImGuiCol_NavCursor, 0);
    ImGui::SetNextItemWidth(width - inset);
    note_tab_stop(ImGui::GetID(id));
    const bool changed = ImGui::InputTextWithHint(id, std::string(hint).c_str(), text, capacity,
                                                  secret ? ImGuiInputTextFlags_Password : ImGuiInputTextFlags_None);
    const bool focused = ImGui::IsItemFocused() || ImGui::IsItemActive();
    ImGui::PopStyleColor(5);
    ImGui::PopStyleVar(2);
    ImGui::PopFont();
    if (focused) { ImGui::GetWindowDrawList()->AddRect(box.Min, box.Max, p.accent, ui.px(8), 0, ui.px(2)); }
    return changed;
}

}  // namespace klarsicht::app
