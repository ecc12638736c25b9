#include "app/widgets/basics.h"

#include <algorithm>
#include <utility>

#include "app_icons.h"

namespace klarsicht::app {

namespace {

struct Stops {
    TabStops told, counted;
};
Stops stops;

}  // namespace

PassedByTab::PassedByTab(bool passed) : passed_(passed) {
    if (passed_) { ImGui::PushItemFlag(ImGuiItemFlags_NoTabStop, true); }
}

PassedByTab::~PassedByTab() {
    if (passed_) { ImGui::PopItemFlag(); }
}

const TabStops& tab_stops(bool begins) {
    if (begins) { stops.told = std::exchange(stops.counted, TabStops{}); }
    return stops.told;
}

void note_tab_stop(ImGuiID item) {
    const ImGuiContext& g = *ImGui::GetCurrentContext();
    const bool passed = (g.CurrentItemFlags & ImGuiItemFlags_NoTabStop) != 0;
    if (passed || (g.CurrentWindow->RootWindow->Flags & ImGuiWindowFlags_Popup) != 0) { return; }
    if (stops.counted.first == 0) { stops.counted.first = item; }
    stops.counted.last = item;
}

Hit hit(const Ui& ui, std::string_view id, const ImRect& box) {
    static_cast<void>(ui);
    const ImGuiID number = ImGui::GetID(id.data(), id.data() + id.size());
    Hit result;
    note_tab_stop(number);
    if (!ImGui::ItemAdd(box, number)) { return result; }
    result.pressed = ImGui::ButtonBehavior(box, number, &result.hovered, &result.held);
    const ImGuiContext& g = *ImGui::GetCurrentContext();
    result.focused = g.NavId == number && g.NavCursorVisible;
    if (result.hovered) { ImGui::SetMouseCursor(ImGuiMouseCursor_Hand); }
    return result;
}

bool pointed_at(const ImRect& box) {
    return !ImGui::GetCurrentContext()->NavCursorVisible && ImGui::IsWindowHovered() &&
           box.Contains(ImGui::GetIO().MousePos);
}

void draw_focus(const Ui& ui, const Hit& hit, const ImRect& box, float rounding_css) {
    if (!hit.focused) { return; }
    const float gap = ui.px(2);
    ImGui::GetWindowDrawList()->AddRect(ImVec2(box.Min.x - gap, box.Min.y - gap),
                                        ImVec2(box.Max.x + gap, box.Max.y + gap), ui.colors().accent,
                                        ui.px(rounding_css) + gap, 0, ui.px(2));
}

void draw_box(const Ui& ui, const ImRect& box, ImU32 fill, ImU32 line, float rounding_css) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float rounding = ui.px(rounding_css), hair = ui.theme.hair();
    if (line == 0) {
        list.AddRectFilled(box.Min, box.Max, fill, rounding);
        return;
    }
    // The line is the outer box; what it frames lies inside. Sharper than a stroke between pixels.
    list.AddRectFilled(box.Min, box.Max, line, rounding);
    list.AddRectFilled(ImVec2(box.Min.x + hair, box.Min.y + hair), ImVec2(box.Max.x - hair, box.Max.y - hair), fill,
                       std::max(0.0f, rounding - hair));
}

void draw_line(const Ui& ui, ImVec2 from, float width) {
    ImGui::GetWindowDrawList()->AddRectFilled(from, ImVec2(from.x + width, from.y + ui.theme.hair()), ui.colors().line);
}

void draw_progress(const Ui& ui, const ImRect& box, double done) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float rounding = box.GetHeight() * 0.5f;
    list.AddRectFilled(box.Min, box.Max, ui.colors().unknown_soft, rounding);
    const auto share = static_cast<float>(std::clamp(done, 0.0, 1.0));
    if (share == 0) { return; }
    const float width = std::max(box.GetHeight(), box.GetWidth() * share);
    list.AddRectFilled(box.Min, ImVec2(box.Min.x + width, box.Max.y), ui.colors().accent, rounding);
}

float button_width(const Ui& ui, std::string_view label, const char* icon, float padding_css) {
    return text_size(ui, Type::strong, label).x + ui.px(2 * padding_css) + (icon != nullptr ? ui.px(24) : 0);
}

bool button(const Ui& ui, std::string_view id, ImVec2 at, std::string_view label, const char* icon, ButtonKind kind,
            bool large) {
    const Palette& p = ui.colors();
    const float padding = large ? 20 : 14, height = large ? 42 : button_height;
    const Type type = kind == ButtonKind::primary ? Type::strong : Type::body;
    const ImRect box(at, ImVec2(at.x + button_width(ui, label, icon, padding), at.y + ui.px(height)));
    const Hit state = hit(ui, id, box);
    const float rounding = large ? 10 : 8;
    ImU32 ink = p.muted;
    if (kind == ButtonKind::primary) {
        draw_box(ui, box,
                 state.held      ? mixed(p.accent, p.text, 0.25f)
                 : state.hovered ? mixed(p.accent, p.text, 0.12f)
                                 : p.accent,
                 0, rounding);
        ink = p.on_accent;
    } else {
        const ImU32 fill = state.hovered ? p.hover : kind == ButtonKind::outline ? p.surface : 0;
        if (fill != 0) { draw_box(ui, box, fill, kind == ButtonKind::outline ? p.line : 0, rounding); }
        if (state.hovered) { ink = p.text; }
    }
    // Centred by the label's own width: the box is as wide as the bold label, so that it does not jump.
    const float inner = text_size(ui, type, label).x + (icon != nullptr ? ui.px(24) : 0);
    float x = at.x + std::round((box.GetWidth() - inner) * 0.5f);
    if (icon != nullptr) {
        draw_icon(ui, ImVec2(x - ui.px(1), at.y + std::round((box.GetHeight() - ui.px(18)) * 0.5f)), ui.px(18), icon,
                  ink, 16);
        x += ui.px(24);
    }
    draw_text(ui, ImVec2(x, at.y + std::round((box.GetHeight() - ui.theme.face(type).line) * 0.5f)), type, ink, label);
    draw_focus(ui, state, box, rounding);
    return state.pressed;
}

bool icon_button(const Ui& ui, std::string_view id, ImVec2 at, const char* icon, std::string_view label,
                 ButtonKind kind) {
    const Palette& p = ui.colors();
    const ImRect box(at, ImVec2(at.x + ui.px(button_height + 2), at.y + ui.px(button_height)));
    const Hit state = hit(ui, id, box);
    if (kind == ButtonKind::outline) {
        draw_box(ui, box, state.hovered ? p.hover : p.surface, p.line, 8);
    } else if (state.hovered) {
        draw_box(ui, box, p.hover, 0, 8);
    }
    draw_icon(ui, ImVec2(at.x + ui.px(9), at.y + ui.px(8)), ui.px(18), icon, state.hovered ? p.text : p.muted, 17);
    if (state.hovered || state.focused) { tooltip(ui, label); }
    draw_focus(ui, state, box);
    return state.pressed;
}

bool link(const Ui& ui, std::string_view id, ImVec2 at, Type type, std::string_view label, float* width) {
    const TypeFace& face = ui.theme.face(type);
    const ImVec2 size = text_size(ui, type, label);
    const ImRect box(at, ImVec2(at.x + size.x, at.y + size.y));
    const Hit state = hit(ui, id, box);
    const ImU32 ink = state.hovered ? ui.colors().accent : ui.colors().muted;
    draw_text(ui, at, type, ink, label);
    const float y = at.y + std::round((face.line + face.size * 0.62f) * 0.5f + ui.px(2));
    ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(at.x, y), ImVec2(at.x + size.x, y + ui.theme.hair()),
                                              faded(ink, 0.7f));
    draw_focus(ui, state, box, 4);
    if (width != nullptr) { *width = size.x; }
    return state.pressed;
}

bool checkbox(const Ui& ui, std::string_view id, ImVec2 at, std::string_view label, bool& on, float width) {
    const Palette& p = ui.colors();
    const float side = ui.px(20), inset = ui.px(30);
    const float height = std::max(side, text_height(ui, Type::body, label, width - inset));
    const ImRect box(at, ImVec2(at.x + width, at.y + height));
    const Hit state = hit(ui, id, box);
    const ImRect square(ImVec2(at.x, at.y + ui.px(1)), ImVec2(at.x + side, at.y + ui.px(1) + side));
    draw_box(ui, square, on ? p.accent : state.hovered ? p.hover : p.surface, on ? p.accent : p.faint, 6);
    if (on) { draw_icon(ui, square.Min, side, ICON_CHECK, p.on_accent, 14); }
    draw_paragraph(ui, ImVec2(at.x + inset, at.y), Type::body, p.text, label, width - inset);
    draw_focus(ui, state, box, 6);
    if (state.pressed) { on = !on; }
    return state.pressed;
}

std::string_view status_word(const Ui& ui, Status status) {
    switch (status) {
        case Status::fail:
            return ui.word("app.status.fail");
        case Status::warn:
            return ui.word("app.status.warn");
        case Status::pass:
            return ui.word("app.status.pass");
        case Status::info:
            return ui.word("app.status.info");
        case Status::not_assessed:
            break;
    }
    return ui.word("app.status.not_assessed");
}

float status_pill_width(const Ui& ui, Status status) {
    return text_size(ui, Type::pill, status_word(ui, status)).x + ui.px(8 + 17 + 10);
}

void draw_status_pill(const Ui& ui, ImVec2 at, Status status) {
    const StatusColors colors = status_colors(ui.colors(), status);
    const float height = ui.px(pill_height);
    const ImRect box(at, ImVec2(at.x + status_pill_width(ui, status), at.y + height));
    draw_box(ui, box, colors.soft, 0, pill_height / 2);
    draw_icon(ui, ImVec2(at.x + ui.px(7), at.y + ui.px(4)), ui.px(14), status_icon(status), colors.ink, 13);
    draw_text(ui, ImVec2(at.x + ui.px(8 + 17), at.y + std::round((height - ui.theme.face(Type::pill).line) * 0.5f)),
              Type::pill, colors.ink, status_word(ui, status));
}

void draw_status_mark(const Ui& ui, ImVec2 at, Status status, float side_css) {
    const StatusColors colors = status_colors(ui.colors(), status);
    const float side = ui.px(side_css);
    draw_box(ui, ImRect(at, ImVec2(at.x + side, at.y + side)), colors.soft, 0, 6);
    draw_icon(ui, at, side, status_icon(status), colors.ink, side_css * 0.66f);
}

float pill_width(const Ui& ui, std::string_view text) { return text_size(ui, Type::count, text).x + ui.px(16); }

float draw_pill(const Ui& ui, ImVec2 at, std::string_view text, ImU32 ink, ImU32 soft) {
    const float width = pill_width(ui, text), height = ui.px(20);
    draw_box(ui, ImRect(at, ImVec2(at.x + width, at.y + height)), soft, 0, 10);
    draw_text(ui, ImVec2(at.x + ui.px(8), at.y + std::round((height - ui.theme.face(Type::count).line) * 0.5f)),
              Type::count, ink, text);
    return width;
}

void tooltip(const Ui& ui, std::string_view text) {
    const float width = std::min(text_size(ui, Type::small, text).x, ui.px(340));
    const float height = text_height(ui, Type::small, text, width + 1);
    ImGui::SetNextWindowSize(ImVec2(width + ui.px(24), height + ui.px(16)));
    if (ImGui::BeginTooltip()) {
        draw_paragraph(ui, ImGui::GetCursorScreenPos(), Type::small, ui.colors().text, text, width + 1);
        ImGui::EndTooltip();
    }
}

Card::Card(const Ui& ui, ImVec2 at, float width) : ui_(ui), at_(at), width_(width) {
    splitter_.Split(ImGui::GetWindowDrawList(), 2);
    splitter_.SetCurrentChannel(ImGui::GetWindowDrawList(), 1);
}

void Card::end(float bottom, ImU32 fill, ImU32 line) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    splitter_.SetCurrentChannel(list, 0);
    draw_box(ui_, ImRect(at_, ImVec2(at_.x + width_, bottom)), fill != 0 ? fill : ui_.colors().surface,
             line != 0 ? line : ui_.colors().line, 12);
    splitter_.Merge(list);
}

namespace {

/// @param one_stop Tab stops at what is on only
std::optional<std::size_t> row_of_buttons(const Ui& ui, Flow& flow, std::string_view id,
                                          const std::vector<std::string>& labels, const std::vector<bool>& on,
                                          bool one_stop) {
    std::optional<std::size_t> pressed;
    ImVec2 at = flow.at();
    ImGui::PushID(id.data(), id.data() + id.size());
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i].empty()) { continue; }
        const char* icon = on[i] ? ICON_CHECK : nullptr;
        const float width = button_width(ui, labels[i], icon);
        if (at.x > flow.x && at.x + width > flow.x + flow.width) {
            at = ImVec2(flow.x, at.y + ui.px(button_height + 6));
        }
        ImGui::PushID(static_cast<int>(i));
        const PassedByTab passed(one_stop && !on[i]);
        if (button(ui, "choice", at, labels[i], icon, on[i] ? ButtonKind::primary : ButtonKind::outline)) {
            pressed = i;
        }
        ImGui::PopID();
        at.x += width + ui.px(6);
    }
    ImGui::PopID();
    flow.y = at.y + ui.px(button_height + 10);
    return pressed;
}

}  // namespace

std::optional<std::size_t> draw_toggles(const Ui& ui, Flow& flow, std::string_view id,
                                        const std::vector<std::string>& labels, const std::vector<bool>& on) {
    return row_of_buttons(ui, flow, id, labels, on, false);
}

std::optional<std::size_t> draw_choices(const Ui& ui, Flow& flow, std::string_view id,
                                        const std::vector<std::string>& labels, std::optional<std::size_t> chosen) {
    std::vector<bool> on(labels.size(), false);
    if (chosen && *chosen < on.size()) { on[*chosen] = true; }
    return row_of_buttons(ui, flow, id, labels, on, std::ranges::find(on, true) != on.end());
}

}  // namespace klarsicht::app
