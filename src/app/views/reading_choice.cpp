// How the file was read where it could be read otherwise: the sheet of a workbook, the encoding of a file that does not
// say its own; each as a button that lists the others.
#include <algorithm>

#include "app/views/views.h"
#include "app_icons.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

constexpr float line_height = 30;  // CSS pixels

struct Choice {
    const char* field;  ///< of the message that is sent, and its type
    const char* icon;
    std::string label;
    const std::string& chosen;
    const std::vector<std::string>& names;
    std::vector<std::string> shown = {};  ///< as many as names
};

void draw_list(const Ui& ui, const Choice& choice) {
    const Palette& p = ui.colors();
    float width = ui.px(180);
    for (const std::string& text : choice.shown) {
        width = std::max(width, text_size(ui, Type::body, text).x + ui.px(24));
    }
    width = std::min(width, ui.px(420));
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    for (std::size_t i = 0; i < choice.names.size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        const ImVec2 at(origin.x, origin.y + static_cast<float>(i) * ui.px(line_height));
        const ImRect box(at, ImVec2(at.x + width, at.y + ui.px(line_height)));
        const Hit state = hit(ui, choice.field, box);
        const bool chosen = choice.names[i] == choice.chosen;
        if (chosen || state.hovered) { draw_box(ui, box, chosen ? p.accent_soft : p.hover, 0, 6); }
        const float text_y = at.y + std::round((ui.px(line_height) - ui.theme.face(Type::body).line) * 0.5f);
        draw_text(ui, ImVec2(at.x + ui.px(12), text_y), Type::body, chosen ? p.accent : p.text, choice.shown[i],
                  width - ui.px(24));
        draw_focus(ui, state, box, 6);
        if (state.pressed) {
            if (!chosen) { ui.send(json{{"type", choice.field}, {choice.field, choice.names[i]}}); }
            ImGui::CloseCurrentPopup();
        }
        ImGui::PopID();
    }
    ImGui::SetCursorScreenPos(origin);
    ImGui::Dummy(ImVec2(width, static_cast<float>(choice.names.size()) * ui.px(line_height)));
}

float draw_choice(const Ui& ui, ImVec2 at, float room, const Choice& choice) {
    const float width = button_width(ui, choice.label, choice.icon);
    if (width > room) { return 0; }
    ImGui::PushID(choice.field);
    if (button(ui, "choose", at, choice.label, choice.icon, ButtonKind::ghost)) { ImGui::OpenPopup("list"); }
    ImGui::SetNextWindowPos(ImVec2(at.x, at.y + ui.px(button_height + 4)));
    ImGui::SetNextWindowSizeConstraints(ImVec2(0, 0), ImVec2(ui.px(460), ImGui::GetIO().DisplaySize.y * 0.7f));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(ui.px(8), ui.px(8)));
    if (ImGui::BeginPopup("list", ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings)) {
        draw_list(ui, choice);
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
    ImGui::PopID();
    return width + ui.px(14);
}

}  // namespace

float draw_reading_choices(const Ui& ui, ImVec2 at, float room) {
    const ReportModel& report = *ui.state.report;
    float used = 0;
    if (report.sheets.size() > 1) {
        used += draw_choice(ui, at, room,
                            {.field = "sheet",
                             .icon = ICON_TABLE,
                             .label = ui.say(Message("app.top.sheet").text("sheet", report.sheet)),
                             .chosen = report.sheet,
                             .names = report.sheets,
                             .shown = report.sheets});
    }
    if (report.encodings.size() > 1) {
        Choice choice = {.field = "encoding",
                         .icon = ICON_LANGUAGES,
                         .label = ui.say(Message("app.top.encoding").text("encoding", report.encoding)),
                         .chosen = report.encoding,
                         .names = report.encodings};
        for (const std::string& name : report.encodings) {
            choice.shown.push_back(ui.say(Message(std::string("encoding.").append(name))));
        }
        used += draw_choice(ui, ImVec2(at.x + used, at.y), room - used, choice);
    }
    return used;
}

}  // namespace klarsicht::app
