// Which sheet of a workbook is audited, and the others to choose from.
#include <algorithm>

#include "app/views/views.h"
#include "app_icons.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

constexpr float line_height = 30;  // CSS pixels

void draw_list(const Ui& ui) {
    const Palette& p = ui.colors();
    const ReportModel& report = *ui.state.report;
    float width = ui.px(180);
    for (const std::string& sheet : report.sheets) {
        width = std::max(width, text_size(ui, Type::body, sheet).x + ui.px(24));
    }
    width = std::min(width, ui.px(420));
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    for (std::size_t i = 0; i < report.sheets.size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        const ImVec2 at(origin.x, origin.y + static_cast<float>(i) * ui.px(line_height));
        const ImRect box(at, ImVec2(at.x + width, at.y + ui.px(line_height)));
        const Hit state = hit(ui, "sheet", box);
        const bool chosen = report.sheets[i] == report.sheet;
        if (chosen || state.hovered) { draw_box(ui, box, chosen ? p.accent_soft : p.hover, 0, 6); }
        const float text_y = at.y + std::round((ui.px(line_height) - ui.theme.face(Type::body).line) * 0.5f);
        draw_text(ui, ImVec2(at.x + ui.px(12), text_y), Type::body, chosen ? p.accent : p.text, report.sheets[i],
                  width - ui.px(24));
        draw_focus(ui, state, box, 6);
        if (state.pressed) {
            if (!chosen) { ui.send(json{{"type", "sheet"}, {"sheet", report.sheets[i]}}); }
            ImGui::CloseCurrentPopup();
        }
        ImGui::PopID();
    }
    ImGui::SetCursorScreenPos(origin);
    ImGui::Dummy(ImVec2(width, static_cast<float>(report.sheets.size()) * ui.px(line_height)));
}

}  // namespace

float draw_sheet_choice(const Ui& ui, ImVec2 at, float room) {
    const ReportModel& report = *ui.state.report;
    const std::string label = ui.say(Message("app.top.sheet").text("sheet", report.sheet));
    const float width = button_width(ui, label, ICON_TABLE);
    if (width > room) { return 0; }
    if (button(ui, "sheets", at, label, ICON_TABLE, ButtonKind::ghost)) { ImGui::OpenPopup("sheet_list"); }
    ImGui::SetNextWindowPos(ImVec2(at.x, at.y + ui.px(button_height + 4)));
    ImGui::SetNextWindowSizeConstraints(ImVec2(0, 0), ImVec2(ui.px(460), ImGui::GetIO().DisplaySize.y * 0.7f));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(ui.px(8), ui.px(8)));
    if (ImGui::BeginPopup("sheet_list", ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings)) {
        draw_list(ui);
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
    return width + ui.px(14);
}

}  // namespace klarsicht::app
