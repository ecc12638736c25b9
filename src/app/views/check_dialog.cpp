#include "app/views/views.h"

#include <algorithm>

#include "app_icons.h"

namespace klarsicht::app {

namespace {

/// What a person does to check, step by step.
void draw_steps(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    draw_box(ui, ImRect(flow.at(), ImVec2(flow.x + ui.px(40), flow.y + ui.px(40))), p.pass_soft, 0, 10);
    draw_icon(ui, flow.at(), ui.px(40), ICON_SHIELD_CHECK, p.pass, 22);
    flow.gap(54);
    flow.text(Type::figure, p.text, ui.word("app.check.title"));
    flow.gap(4);
    flow.text(Type::body, p.muted, ui.word("app.check.text"));
    flow.gap(16);
    int number = 1;
    for (const std::string_view step : ui.texts.list("app.check.steps")) {
        const float side = ui.px(24);
        draw_box(ui, ImRect(flow.at(), ImVec2(flow.x + side, flow.y + side)), p.accent_soft, 0, 12);
        const std::string label = std::to_string(number++);
        const float label_x = std::round(flow.x + (side - text_size(ui, Type::pill, label).x) * 0.5f);
        draw_text(ui, ImVec2(label_x, flow.y + std::round((side - ui.theme.face(Type::pill).line) * 0.5f)), Type::pill,
                  p.accent, label);
        const float height = draw_paragraph(ui, ImVec2(flow.x + ui.px(36), flow.y + ui.px(1)), Type::body, p.text, step,
                                            flow.width - ui.px(36));
        flow.y += std::max(height, side) + ui.px(12);
    }
}

/// What the page measured itself.
void draw_measured(const Ui& ui, Flow& flow, const Measured& measured) {
    const Palette& p = ui.colors();
    flow.gap(4);
    const std::string text = ui.say(Message("app.measured.requests").count("n", measured.requests)) + " · " +
                             std::string(ui.word(measured.policy ? "app.measured.policy" : "app.measured.no_policy"));
    const float pad = ui.px(14), height = text_height(ui, Type::small, text, flow.width - 2 * pad) + ui.px(20);
    draw_box(ui, ImRect(flow.at(), ImVec2(flow.x + flow.width, flow.y + height)), p.background, p.line, 10);
    draw_paragraph(ui, ImVec2(flow.x + pad, flow.y + ui.px(10)), Type::small, p.text, text, flow.width - 2 * pad);
    flow.y += height;
}

}  // namespace

void draw_check_dialog(const Ui& ui) {
    static constexpr const char* id = "check";
    State& app = ui.state;
    if (app.explaining_check && !ImGui::IsPopupOpen(id)) {
        ImGui::OpenPopup(id);
        ui.tell("how_to_check");
    }
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const float width = std::min(ui.px(600), screen.x - ui.px(32));
    ImGui::SetNextWindowPos(ImVec2(std::round(screen.x * 0.5f), std::round(screen.y * 0.46f)), ImGuiCond_Always,
                            ImVec2(0.5f, 0.5f));
    ImGui::SetNextWindowSizeConstraints(ImVec2(width, 0), ImVec2(width, screen.y - ui.px(32)));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(ui.px(32), ui.px(28)));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.px(16));
    ImGui::PushStyleColor(ImGuiCol_PopupBg, ui.colors().surface);
    bool keep_open = true;
    if (ImGui::BeginPopupModal(id, nullptr,
                               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                   ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings)) {
        const ImVec2 origin = ImGui::GetCursorScreenPos();
        Flow flow{ui, origin.x, origin.y, width - ui.px(64)};
        draw_steps(ui, flow);
        if (app.measured.checked) { draw_measured(ui, flow, app.measured); }
        flow.gap(20);
        const std::string_view close = ui.word("app.close");
        if (button(ui, "close", ImVec2(flow.x + flow.width - button_width(ui, close, nullptr, 20), flow.y), close,
                   nullptr, ButtonKind::primary, true)) {
            keep_open = false;
        }
        flow.gap(42);
        ImGui::SetCursorScreenPos(origin);
        ImGui::Dummy(ImVec2(flow.width, flow.y - origin.y));
        const bool outside = ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !ImGui::IsWindowAppearing() &&
                             !ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
        if (outside || ImGui::IsKeyPressed(ImGuiKey_Escape)) { keep_open = false; }
        if (!keep_open) {
            app.explaining_check = false;
            ImGui::CloseCurrentPopup();
        }
        ImGui::EndPopup();
    } else {
        app.explaining_check = false;
    }
    ImGui::PopStyleColor();
    ImGui::PopStyleVar(2);
}

}  // namespace klarsicht::app
