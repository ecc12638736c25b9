#include <cmath>

#include "app/views/training.h"
#include "app/views/views.h"
#include "app_icons.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

/// Tells who shows this in a frame how high it would have to be for nothing to scroll.
void tell_height(const Ui& ui, float height) {
    const float css = std::ceil(height / ui.theme.scale());
    if (!ui.state.embedded || css == ui.state.told_height) { return; }
    ui.state.told_height = css;
    ui.send(json{{"type", "height"}, {"height", css}});
}

/// The page's scrolling part; `draw` fills the flow.
template <class Draw>
void scrolling(const Ui& ui, const char* id, const ImRect& box, float side_css, float top_css, float max_width_css,
               bool centred, Draw&& draw) {
    ImGui::SetCursorScreenPos(box.Min);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    const bool visible =
        ImGui::BeginChild(id, box.GetSize(), ImGuiChildFlags_NavFlattened, ImGuiWindowFlags_NoBackground);
    ImGui::PopStyleVar();
    if (visible) {
        if (ui.state.scroll_to_top) {
            ImGui::SetScrollY(0);
            ui.state.scroll_to_top = false;
        }
        const float side = ui.px(side_css), room = box.GetWidth() - 2 * side;
        const float width = std::min(room, ui.px(max_width_css));
        const ImVec2 origin = ImGui::GetCursorScreenPos();
        Flow flow{ui, std::round(origin.x + side + (centred ? (room - width) * 0.5f : 0)), origin.y + ui.px(top_css),
                  width};
        draw(flow);
        const float end = flow.y + ui.px(32);
        ImGui::SetCursorScreenPos(ImVec2(origin.x, end));
        ImGui::Dummy(ImVec2(1, 1));
        tell_height(ui, box.Min.y + end - origin.y);
    }
    ImGui::EndChild();
}

void draw_page(const Ui& ui, Flow& flow) {
    switch (ui.state.page) {
        case Page::privacy:
        case Page::quality:
        case Page::ethics:
            draw_area(ui, flow, *area_of(ui.state.page));
            return;
        case Page::bias:
            draw_bias(ui, flow);
            return;
        case Page::skills:
            draw_skills(ui, flow);
            return;
        case Page::columns:
            if (const auto column = column_in_sight(ui.state)) {
                draw_column(ui, flow, *column);
            } else {
                draw_columns(ui, flow);
            }
            return;
        case Page::rows:
            draw_rows(ui, flow);
            return;
        case Page::whatif:
            draw_what_if(ui, flow);
            return;
        case Page::compare:
            draw_compare(ui, flow);
            return;
        case Page::report:
            draw_report(ui, flow);
            return;
        case Page::share:
            draw_share(ui, flow);
            return;
        case Page::train:
            draw_training(ui, flow);
            return;
        case Page::start:
        case Page::overview:
            draw_overview(ui, flow);
            return;
    }
}

/// Over everything while a file is held above the page.
void draw_drop_target(const Ui& ui, const ImRect& box) {
    const Palette& p = ui.colors();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(box.Min, box.Max, faded(p.background, 0.86f));
    const float inset = ui.px(20);
    const ImRect inner(ImVec2(box.Min.x + inset, box.Min.y + inset), ImVec2(box.Max.x - inset, box.Max.y - inset));
    draw_box(ui, inner, faded(p.accent_soft, 0.9f), 0, 18);
    draw_dashed_box(ui, inner, p.accent, 18);
    const std::string_view text = ui.word("app.drop.release");
    const ImVec2 size = text_size(ui, Type::figure, text);
    const ImVec2 center = inner.GetCenter();
    draw_icon(ui, ImVec2(center.x - ui.px(24), center.y - ui.px(60)), ui.px(48), ICON_FILE_UP, p.accent, 40);
    draw_text(ui, ImVec2(center.x - size.x * 0.5f, center.y), Type::figure, p.text, text);
}

}  // namespace

void draw_shell(const Ui& ui) {
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos(ImVec2(0, 0));
    ImGui::SetNextWindowSize(screen);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
    ImGui::Begin("klarsicht", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse);
    ImGui::PopStyleVar(2);
    const ImRect all(ImVec2(0, 0), screen);
    const State& state = ui.state;
    if (state.failure) {
        draw_failure(ui, all);
    } else if (state.working && !state.report) {
        draw_working(ui, all);
    } else if (!state.report) {
        const bool narrow = screen.x < ui.px(760);
        scrolling(ui, "start", all, narrow ? 24 : 64, narrow ? 24 : 40, 1040, true, [&](Flow& flow) {
            if (state.page == Page::train) {
                draw_training_alone(ui, flow);
            } else {
                draw_start(ui, flow);
            }
        });
    } else {
        const float rail = ui.px(screen.x < ui.px(1000) ? 64 : 240), top = ui.px(56);
        const bool narrow = screen.x < ui.px(1000);
        // In the order in which the keyboard goes through them.
        draw_rail(ui, ImRect(ImVec2(0, 0), ImVec2(rail, screen.y)));
        draw_top_bar(ui, ImRect(ImVec2(rail, 0), ImVec2(screen.x, top)));
        scrolling(ui, "page", ImRect(ImVec2(rail, top), screen), narrow ? 20 : 32, 26, 1240, false,
                  [&](Flow& flow) { draw_page(ui, flow); });
    }
    if (state.dropping && !(state.working && !state.report)) {
        // In a layer of its own: the page's scrolling part is drawn after this window.
        ImGui::SetCursorScreenPos(ImVec2(0, 0));
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
        ImGui::BeginChild("drop", screen, ImGuiChildFlags_None,
                          ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoScrollbar);
        ImGui::PopStyleVar();
        draw_drop_target(ui, all);
        ImGui::EndChild();
    }
    draw_check_dialog(ui);
    ImGui::End();
}

}  // namespace klarsicht::app
