#include "app/widgets/slider.h"

#include <algorithm>
#include <cmath>

namespace klarsicht::app {

void draw_slider(const Ui& ui, std::string_view id, const ImRect& box, std::size_t& place, std::size_t places,
                 ImU32 color, bool to_the_left) {
    const Palette& p = ui.colors();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Hit state = hit(ui, id, box);
    const float from = box.Min.x + ui.px(8), to = box.Max.x - ui.px(8),
                middle = std::round((box.Min.y + box.Max.y) * 0.5f);
    const auto last = static_cast<float>(places - 1);
    if (state.held) {
        place = static_cast<std::size_t>(
            std::lround(std::clamp((ImGui::GetIO().MousePos.x - from) / (to - from), 0.0f, 1.0f) * last));
    }
    if (state.focused) {
        const bool back = ImGui::IsKeyPressed(ImGuiKey_LeftArrow), on = ImGui::IsKeyPressed(ImGuiKey_RightArrow);
        if (back && place > 0) { --place; }
        if (on && place + 1 < places) { ++place; }
        if (back || on) { ImGui::NavMoveRequestCancel(); }  // the arrows move the knob, not the focus
    }
    const float x = from + (to - from) * static_cast<float>(place) / last;
    list.AddRectFilled(ImVec2(from, middle - ui.px(2)), ImVec2(to, middle + ui.px(2)), p.line, ui.px(2));
    list.AddRectFilled(ImVec2(to_the_left ? from : x, middle - ui.px(2)),
                       ImVec2(to_the_left ? x : to, middle + ui.px(2)), color, ui.px(2));
    list.AddCircleFilled(ImVec2(x, middle), state.hovered || state.held ? ui.px(10) : ui.px(9), color);
    list.AddCircleFilled(ImVec2(x, middle), ui.px(4), p.surface);
    draw_focus(ui, state, box);
}

}  // namespace klarsicht::app
