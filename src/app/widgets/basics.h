#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>
#include <imgui_internal.h>

#include "app/ui.h"
#include "app/widgets/text.h"

namespace klarsicht::app {

/// What a person does with something that can be pressed: with the mouse, a finger, Enter or Space.
struct Hit {
    bool pressed = false, hovered = false, held = false, focused = false;
};
/// Makes the rectangle pressable and reachable with the keyboard.
Hit hit(const Ui& ui, std::string_view id, const ImRect& box);
/// While it lives, Tab passes over what is made; the arrow keys lead there from the one beside it at which Tab stops.
/// So a rail or a row of choices is one stop on the way, as its listeners expect (WAI-ARIA: roving tabindex).
class PassedByTab {
public:
    explicit PassedByTab(bool passed = true);
    ~PassedByTab();
    PassedByTab(const PassedByTab&) = delete;
    PassedByTab& operator=(const PassedByTab&) = delete;

private:
    bool passed_;
};
/// Where Tab would leave the window: a frame's first and last stop.
struct TabStops {
    ImGuiID first = 0, last = 0;
};
/// Of the last whole frame. @param begins a frame: what follows is counted anew
const TabStops& tab_stops(bool begins = false);
/// The item made next is one, unless Tab passes over it.
void note_tab_stop(ImGuiID item);
/// True while the mouse points into the box of this window; not while the keyboard leads.
bool pointed_at(const ImRect& box);
/// Draws the keyboard's focus ring around what was just drawn.
void draw_focus(const Ui& ui, const Hit& hit, const ImRect& box, float rounding_css = 8);

enum class ButtonKind : std::uint8_t { primary, outline, ghost };
float button_width(const Ui& ui, std::string_view label, const char* icon = nullptr, float padding_css = 14);
inline constexpr float button_height = 34;  ///< CSS pixels
bool button(const Ui& ui, std::string_view id, ImVec2 at, std::string_view label, const char* icon = nullptr,
            ButtonKind kind = ButtonKind::outline, bool large = false);
/// A square button with an icon; the label is its tooltip.
bool icon_button(const Ui& ui, std::string_view id, ImVec2 at, const char* icon, std::string_view label,
                 ButtonKind kind = ButtonKind::outline);
/// An underlined text that can be pressed. Returns whether it was; `width` gets its width.
bool link(const Ui& ui, std::string_view id, ImVec2 at, Type type, std::string_view label, float* width = nullptr);
bool checkbox(const Ui& ui, std::string_view id, ImVec2 at, std::string_view label, bool& on, float width);

/// "! handeln": the status as icon and word.
float status_pill_width(const Ui& ui, Status status);
void draw_status_pill(const Ui& ui, ImVec2 at, Status status);
inline constexpr float pill_height = 22;  ///< CSS pixels
std::string_view status_word(const Ui& ui, Status status);
/// A small square with the status's icon.
void draw_status_mark(const Ui& ui, ImVec2 at, Status status, float side_css = 22);
/// A pill with a text; returns its width.
float draw_pill(const Ui& ui, ImVec2 at, std::string_view text, ImU32 ink, ImU32 soft);
float pill_width(const Ui& ui, std::string_view text);

/// The sentence under the pointer, in a box beside it.
void tooltip(const Ui& ui, std::string_view text);

void draw_box(const Ui& ui, const ImRect& box, ImU32 fill, ImU32 line, float rounding_css = 12);
void draw_line(const Ui& ui, ImVec2 from, float width);
void draw_progress(const Ui& ui, const ImRect& box, double done);
void draw_logo(const Ui& ui, ImVec2 at, float side);
void draw_dashed_box(const Ui& ui, const ImRect& box, ImU32 color, float rounding_css);

/// A card: content is drawn first, then `end` puts the box behind it.
class Card {
public:
    Card(const Ui& ui, ImVec2 at, float width);
    void end(float bottom, ImU32 fill = 0, ImU32 line = 0);

private:
    const Ui& ui_;
    ImVec2 at_;
    float width_;
    ImDrawListSplitter splitter_;
};

/// A column of text and boxes that grows downwards.
struct Flow {
    const Ui& ui;
    float x, y, width;

    void gap(float css) { y += ui.px(css); }
    void text(Type type, ImU32 color, std::string_view text, float max_width_css = 0) {
        const float limit = max_width_css > 0 ? std::min(width, ui.px(max_width_css)) : width;
        y += draw_paragraph(ui, ImVec2(x, y), type, color, text, limit);
    }
    ImVec2 at() const { return {x, y}; }
};
/// A card across the flow, with its title, and what `draw` draws into the flow inside it.
template <class Draw>
void in_card(const Ui& ui, Flow& flow, std::string_view title, Draw draw) {
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(18), flow.width - ui.px(40)};
    if (!title.empty()) {
        inner.text(Type::subtitle, ui.colors().text, title);
        inner.gap(10);
    }
    draw(inner);
    flow.y = inner.y + ui.px(18);
    card.end(flow.y);
    flow.gap(14);
}

/// Buttons in a row that wraps, each on or off; returns the one that was pressed. An empty label is left out.
std::optional<std::size_t> draw_toggles(const Ui& ui, Flow& flow, std::string_view id,
                                        const std::vector<std::string>& labels, const std::vector<bool>& on);
/// As draw_toggles, with one of them on.
std::optional<std::size_t> draw_choices(const Ui& ui, Flow& flow, std::string_view id,
                                        const std::vector<std::string>& labels, std::optional<std::size_t> chosen);
inline constexpr float text_measure = 600;  ///< CSS pixels: about 72 characters of body text

}  // namespace klarsicht::app
