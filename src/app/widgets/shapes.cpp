// Shapes that Dear ImGui does not have: the logo's turning colours, a dashed rounded box.
#include <cmath>
#include <numbers>

#include "app/widgets/basics.h"

namespace klarsicht::app {

namespace {

/// The colour of the logo in that direction: accent, turquoise half way round, accent.
ImU32 logo_color(const Ui& ui, ImVec2 from_center) {
    const float angle =
        std::atan2(from_center.y, from_center.x) / (2 * std::numbers::pi_v<float>)+0.25f - 210.0f / 360.0f;
    const float turn = angle - std::floor(angle);
    return mixed(ui.colors().accent, IM_COL32(0x59, 0xc2, 0xc9, 0xFF), 1 - std::abs(turn * 2 - 1));
}

}  // namespace

void draw_logo(const Ui& ui, ImVec2 at, float side) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 center(at.x + side * 0.5f, at.y + side * 0.5f);
    const float rounding = side * 0.31f;
    // The soft edge comes from a filled path whose corners then take the colour of their direction; a fan over it turns
    // the colours inside.
    const int first = list.VtxBuffer.Size;
    list.PathRect(at, ImVec2(at.x + side, at.y + side), rounding);
    list.PathFillConvex(IM_COL32_WHITE);
    for (int i = first; i < list.VtxBuffer.Size; ++i) {
        ImDrawVert& vertex = list.VtxBuffer[i];
        const ImU32 color = logo_color(ui, ImVec2(vertex.pos.x - center.x, vertex.pos.y - center.y));
        vertex.col = (color & ~IM_COL32_A_MASK) | (vertex.col & IM_COL32_A_MASK);
    }
    const float inset = 0.5f;
    list.PathRect(ImVec2(at.x + inset, at.y + inset), ImVec2(at.x + side - inset, at.y + side - inset),
                  rounding - inset);
    const ImVector<ImVec2> rim = list._Path;
    list.PathClear();
    const int count = rim.Size;
    list.PrimReserve(count * 3, count * 3);
    const ImVec2 uv = list._Data->TexUvWhitePixel;
    for (int i = 0; i < count; ++i) {
        const ImVec2 a = rim[i], b = rim[(i + 1) % count];
        const ImU32 color_a = logo_color(ui, ImVec2(a.x - center.x, a.y - center.y)),
                    color_b = logo_color(ui, ImVec2(b.x - center.x, b.y - center.y));
        list.PrimVtx(center, uv, mixed(color_a, color_b, 0.5f));
        list.PrimVtx(a, uv, color_a);
        list.PrimVtx(b, uv, color_b);
    }
}

void draw_dashed_box(const Ui& ui, const ImRect& box, ImU32 color, float rounding_css) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PathRect(box.Min, box.Max, ui.px(rounding_css));
    const ImVector<ImVec2> rim = list._Path;
    list.PathClear();
    const float dash = ui.px(5), space = ui.px(4), thickness = std::max(1.0f, ui.theme.scale() * 1.5f);
    float along = 0;  // position within dash and space
    bool drawing = false;
    for (int i = 0; i < rim.Size; ++i) {
        const ImVec2 a = rim[i], b = rim[(i + 1) % rim.Size];
        const float length = std::hypot(b.x - a.x, b.y - a.y);
        float done = 0;
        while (done < length) {
            const bool in_dash = along < dash;
            const float step = std::min(length - done, (in_dash ? dash : dash + space) - along);
            const auto point = [&](float where) {
                return ImVec2(a.x + (b.x - a.x) * where / length, a.y + (b.y - a.y) * where / length);
            };
            if (in_dash) {
                if (!drawing) { list.PathLineTo(point(done)); }
                drawing = true;
                list.PathLineTo(point(done + step));
            }
            along += step;
            done += step;
            if (in_dash && along >= dash) {
                list.PathStroke(color, 0, thickness);
                drawing = false;
            }
            if (along >= dash + space) { along = 0; }
        }
    }
    if (drawing) { list.PathStroke(color, 0, thickness); }
}

}  // namespace klarsicht::app
