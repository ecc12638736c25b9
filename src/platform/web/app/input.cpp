#include "platform/web/app/input.h"

#include <algorithm>
#include <array>
#include <cfloat>
#include <cmath>
#include <string_view>

#include <emscripten.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_internal.h>

#include "app/widgets/basics.h"
#include "platform/web/app/page.h"

namespace klarsicht::web {

namespace {

constexpr const char* canvas = "#canvas";

struct Scrolling {
    ImVec2 pending;  ///< wheel: still to be scrolled, eased
    ImVec2 direct;   ///< finger: to be scrolled at once
    ImVec2 speed;    ///< finger lifted: device pixels per second
    bool lifted = false;
};

struct Finger {
    long id = -1;
    ImVec2 start, last;
    double last_ms = 0;
    ImVec2 speed;
    bool dragging = false;
};

void (*wake)() = nullptr;
float scale = 1;
Scrolling scrolling;
Finger finger;
/// After Escape the next Tab belongs to the browser, so that nobody is caught in the canvas.
bool tab_is_free = false;

ImVec2 at(double client_x, double client_y) {
    return {(static_cast<float>(client_x) - canvas_left()) * scale,
            (static_cast<float>(client_y) - canvas_top()) * scale};
}

int button_of(unsigned short button) { return button == 2 ? 1 : button == 1 ? 2 : 0; }

EM_BOOL on_mouse(int type, const EmscriptenMouseEvent* event, void*) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMouseSourceEvent(ImGuiMouseSource_Mouse);
    if (type == EMSCRIPTEN_EVENT_MOUSELEAVE) {
        if (event->buttons == 0) { io.AddMousePosEvent(-FLT_MAX, -FLT_MAX); }
    } else {
        const ImVec2 where = at(event->clientX, event->clientY);
        io.AddMousePosEvent(where.x, where.y);
    }
    if (type == EMSCRIPTEN_EVENT_MOUSEDOWN) {
        focus_canvas();
        tab_is_free = false;
        scrolling = {};
        io.AddMouseButtonEvent(button_of(event->button), true);
    } else if (type == EMSCRIPTEN_EVENT_MOUSEUP) {
        io.AddMouseButtonEvent(button_of(event->button), false);
    }
    wake();
    return type == EMSCRIPTEN_EVENT_MOUSEDOWN;
}

/// The window under the pointer, or the nearest one around it, that can scroll in that direction.
ImGuiWindow* scrollable(int axis) {
    ImGuiWindow* window = ImGui::GetCurrentContext()->HoveredWindow;
    while (window != nullptr &&
           (window->ScrollMax[axis] <= 0 || (window->Flags & ImGuiWindowFlags_NoScrollWithMouse) != 0)) {
        window = (window->Flags & ImGuiWindowFlags_ChildWindow) != 0 ? window->ParentWindow : nullptr;
    }
    return window;
}

/// Whether something under the pointer is not at its end yet; what was hovered last is what is known.
bool can_scroll(ImVec2 delta) {
    const auto moves = [&](int axis) {
        const ImGuiWindow* window = delta[axis] == 0 ? nullptr : scrollable(axis);
        if (window == nullptr) { return false; }
        return delta[axis] < 0 ? window->Scroll[axis] > 0 : window->Scroll[axis] < window->ScrollMax[axis];
    };
    return moves(ImGuiAxis_X) || moves(ImGuiAxis_Y);
}

EM_BOOL on_wheel(int, const EmscriptenWheelEvent* event, void*) {
    if (event->mouse.ctrlKey) { return EM_FALSE; }  // the browser's zoom
    const double unit = event->deltaMode == DOM_DELTA_LINE ? 40.0 : event->deltaMode == DOM_DELTA_PAGE ? 600.0 : 1.0;
    ImVec2 delta(static_cast<float>(event->deltaX * unit) * scale, static_cast<float>(event->deltaY * unit) * scale);
    if (event->mouse.shiftKey && delta.x == 0) { std::swap(delta.x, delta.y); }
    const ImVec2 where = at(event->mouse.clientX, event->mouse.clientY);
    ImGui::GetIO().AddMousePosEvent(where.x, where.y);
    // At the end of what scrolls here the page around scrolls on.
    if (!can_scroll(delta)) {
        wake();  // the next one knows what is under the pointer now
        return EM_FALSE;
    }
    scrolling.lifted = false;
    scrolling.pending.x += delta.x;
    scrolling.pending.y += delta.y;
    wake();
    return EM_TRUE;
}

const EmscriptenTouchPoint* our_finger(const EmscriptenTouchEvent& event) {
    for (int i = 0; i < event.numTouches; ++i) {
        if (event.touches[i].identifier == finger.id) { return &event.touches[i]; }
    }
    return nullptr;
}

EM_BOOL on_touch(int type, const EmscriptenTouchEvent* event, void*) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
    if (type == EMSCRIPTEN_EVENT_TOUCHSTART) {
        if (event->numTouches != 1) {
            finger.id = -1;
            return EM_FALSE;  // two fingers zoom the page
        }
        const EmscriptenTouchPoint& touch = event->touches[0];
        finger = Finger{touch.identifier,
                        at(touch.clientX, touch.clientY),
                        at(touch.clientX, touch.clientY),
                        emscripten_get_now(),
                        {},
                        false};
        scrolling = {};
        focus_canvas();
        io.AddMousePosEvent(finger.start.x, finger.start.y);
        wake();
        return EM_TRUE;
    }
    const EmscriptenTouchPoint* touch = our_finger(*event);
    if (touch == nullptr) { return EM_FALSE; }
    if (type == EMSCRIPTEN_EVENT_TOUCHMOVE) {
        const ImVec2 now = at(touch->clientX, touch->clientY);
        const double ms = emscripten_get_now();
        if (std::hypot(now.x - finger.start.x, now.y - finger.start.y) > 10 * scale) { finger.dragging = true; }
        if (finger.dragging) {
            const ImVec2 moved(finger.last.x - now.x, finger.last.y - now.y);
            scrolling.direct.x += moved.x;
            scrolling.direct.y += moved.y;
            const auto seconds = static_cast<float>(std::max(1.0, ms - finger.last_ms) / 1000);
            finger.speed = ImVec2(0.6f * finger.speed.x + 0.4f * moved.x / seconds,
                                  0.6f * finger.speed.y + 0.4f * moved.y / seconds);
        }
        finger.last = now;
        finger.last_ms = ms;
    } else {
        if (type == EMSCRIPTEN_EVENT_TOUCHEND && !finger.dragging) {
            io.AddMousePosEvent(finger.start.x, finger.start.y);
            io.AddMouseButtonEvent(0, true);
            io.AddMouseButtonEvent(0, false);
            io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
        } else if (emscripten_get_now() - finger.last_ms < 80) {
            scrolling.speed = finger.speed;
            scrolling.lifted = true;
        }
        finger.id = -1;
    }
    wake();
    return EM_TRUE;
}

struct KeyName {
    std::string_view code;
    ImGuiKey key;
};
constexpr auto named_keys = std::to_array<KeyName>({
    {"Tab", ImGuiKey_Tab},
    {"ArrowLeft", ImGuiKey_LeftArrow},
    {"ArrowRight", ImGuiKey_RightArrow},
    {"ArrowUp", ImGuiKey_UpArrow},
    {"ArrowDown", ImGuiKey_DownArrow},
    {"PageUp", ImGuiKey_PageUp},
    {"PageDown", ImGuiKey_PageDown},
    {"Home", ImGuiKey_Home},
    {"End", ImGuiKey_End},
    {"Insert", ImGuiKey_Insert},
    {"Delete", ImGuiKey_Delete},
    {"Backspace", ImGuiKey_Backspace},
    {"Space", ImGuiKey_Space},
    {"Enter", ImGuiKey_Enter},
    {"Escape", ImGuiKey_Escape},
    {"NumpadEnter", ImGuiKey_KeypadEnter},
    {"ShiftLeft", ImGuiKey_LeftShift},
    {"ShiftRight", ImGuiKey_RightShift},
    {"ControlLeft", ImGuiKey_LeftCtrl},
    {"ControlRight", ImGuiKey_RightCtrl},
    {"AltLeft", ImGuiKey_LeftAlt},
    {"AltRight", ImGuiKey_RightAlt},
    {"MetaLeft", ImGuiKey_LeftSuper},
    {"MetaRight", ImGuiKey_RightSuper},
    {"Minus", ImGuiKey_Minus},
    {"Equal", ImGuiKey_Equal},
    {"Comma", ImGuiKey_Comma},
    {"Period", ImGuiKey_Period},
    {"Slash", ImGuiKey_Slash},
    {"Backslash", ImGuiKey_Backslash},
    {"Semicolon", ImGuiKey_Semicolon},
    {"Quote", ImGuiKey_Apostrophe},
    {"BracketLeft", ImGuiKey_LeftBracket},
    {"BracketRight", ImGuiKey_RightBracket},
    {"Backquote", ImGuiKey_GraveAccent},
    {"CapsLock", ImGuiKey_CapsLock},
    {"ScrollLock", ImGuiKey_ScrollLock},
    {"NumLock", ImGuiKey_NumLock},
    {"PrintScreen", ImGuiKey_PrintScreen},
    {"Pause", ImGuiKey_Pause},
    {"ContextMenu", ImGuiKey_Menu},
    {"NumpadDecimal", ImGuiKey_KeypadDecimal},
    {"NumpadDivide", ImGuiKey_KeypadDivide},
    {"NumpadMultiply", ImGuiKey_KeypadMultiply},
    {"NumpadSubtract", ImGuiKey_KeypadSubtract},
    {"NumpadAdd", ImGuiKey_KeypadAdd},
    {"NumpadEqual", ImGuiKey_KeypadEqual},
    {"IntlBackslash", ImGuiKey_Oem102},
});

ImGuiKey key_of(const EmscriptenKeyboardEvent& event) {
    // Letters by what they write (Ctrl+Z is where Z is on this keyboard), everything else by its place.
    const std::string_view writes(event.key);
    if (writes.size() == 1) {
        const char lower = static_cast<char>(writes[0] | 0x20);
        if (lower >= 'a' && lower <= 'z') { return static_cast<ImGuiKey>(ImGuiKey_A + (lower - 'a')); }
    }
    const std::string_view code(event.code);
    for (const KeyName& name : named_keys) {
        if (name.code == code) { return name.key; }
    }
    const auto numbered = [&](std::string_view prefix, ImGuiKey first, int last) -> ImGuiKey {
        if (!code.starts_with(prefix) || code.size() == prefix.size() || code.size() > prefix.size() + 2) {
            return ImGuiKey_None;
        }
        int number = 0;
        for (const char c : code.substr(prefix.size())) {
            if (c < '0' || c > '9') { return ImGuiKey_None; }
            number = number * 10 + (c - '0');
        }
        return number <= last ? static_cast<ImGuiKey>(first + number) : ImGuiKey_None;
    };
    if (const ImGuiKey key = numbered("Digit", ImGuiKey_0, 9); key != ImGuiKey_None) { return key; }
    if (const ImGuiKey key = numbered("Numpad", ImGuiKey_Keypad0, 9); key != ImGuiKey_None) { return key; }
    return numbered("F", static_cast<ImGuiKey>(ImGuiKey_F1 - 1), 24);
}

bool writes_text(const EmscriptenKeyboardEvent& event) {
    return std::string_view(event.key).size() == 1 || static_cast<unsigned char>(event.key[0]) >= 0x80;
}

/// Whether the next Tab leads out of the drawing: after Escape, and at its last stop, backwards at its first.
bool tab_leaves(bool backwards) {
    const ImGuiContext& g = *ImGui::GetCurrentContext();
    if (tab_is_free) { return true; }
    if (!g.OpenPopupStack.empty() || g.NavId == 0) { return false; }
    const app::TabStops& stops = app::tab_stops();
    return g.NavId == (backwards ? stops.first : stops.last);
}

EM_BOOL on_key(int type, const EmscriptenKeyboardEvent* event, void*) {
    if (!keys_are_ours()) { return EM_FALSE; }
    ImGuiIO& io = ImGui::GetIO();
    io.AddKeyEvent(ImGuiMod_Ctrl, event->ctrlKey);
    io.AddKeyEvent(ImGuiMod_Shift, event->shiftKey);
    io.AddKeyEvent(ImGuiMod_Alt, event->altKey);
    io.AddKeyEvent(ImGuiMod_Super, event->metaKey);
    const ImGuiKey key = key_of(*event);
    const bool down = type == EMSCRIPTEN_EVENT_KEYDOWN;
    const bool command = event->ctrlKey || event->metaKey;
    const bool function_key = key >= ImGuiKey_F1 && key <= ImGuiKey_F24;
    const bool for_text = io.WantTextInput;
    wake();
    if (down && key == ImGuiKey_Tab && tab_leaves(event->shiftKey)) { return EM_FALSE; }
    if (down) { tab_is_free = key == ImGuiKey_Escape && ImGui::GetCurrentContext()->OpenPopupStack.empty(); }
    if (down && command && key == ImGuiKey_V) { return EM_FALSE; }  // the paste event follows
    if (down && function_key) { return EM_FALSE; }
    if (down && (command || event->altKey) && !for_text) { return EM_FALSE; }  // the browser's own: find, print, reload
    if (key != ImGuiKey_None) { io.AddKeyEvent(key, down); }
    if (!down) { return EM_FALSE; }
    if (writes_text(*event) && !command) {
        return !for_text &&
               key ==
                   ImGuiKey_Space;  // else the browser would not write it into the hidden field; space must not scroll
    }
    if (command) {
        return key == ImGuiKey_A || key == ImGuiKey_Z || key == ImGuiKey_Y || key == ImGuiKey_X || key == ImGuiKey_C;
    }
    switch (key) {
        case ImGuiKey_Tab:
        case ImGuiKey_LeftArrow:
        case ImGuiKey_RightArrow:
        case ImGuiKey_UpArrow:
        case ImGuiKey_DownArrow:
        case ImGuiKey_PageUp:
        case ImGuiKey_PageDown:
        case ImGuiKey_Home:
        case ImGuiKey_End:
        case ImGuiKey_Enter:
        case ImGuiKey_Backspace:
        case ImGuiKey_Escape:
            return EM_TRUE;
        default:
            return EM_FALSE;
    }
}

EM_BOOL on_focus(int type, const EmscriptenFocusEvent*, void*) {
    ImGui::GetIO().AddFocusEvent(type == EMSCRIPTEN_EVENT_FOCUS);
    wake();
    return EM_FALSE;
}

void scroll_by(ImVec2 delta) {
    if (delta.x != 0) {
        if (ImGuiWindow* window = scrollable(ImGuiAxis_X)) {
            ImGui::SetScrollX(window, std::clamp(window->Scroll.x + delta.x, 0.0f, window->ScrollMax.x));
        }
    }
    if (delta.y != 0) {
        if (ImGuiWindow* window = scrollable(ImGuiAxis_Y)) {
            ImGui::SetScrollY(window, std::clamp(window->Scroll.y + delta.y, 0.0f, window->ScrollMax.y));
        }
    }
}

/// The whole pixels of a share of what is pending.
float take(float& pending, float share) {
    float part = pending * share;
    if (std::abs(pending) <= 1.5f) { part = pending; }
    part = part > 0 ? std::ceil(part) : std::floor(part);
    pending = std::abs(part) >= std::abs(pending) ? 0 : pending - part;
    return part;
}

}  // namespace

bool apply_scrolling(float seconds) {
    scroll_by(ImVec2(std::round(scrolling.direct.x), std::round(scrolling.direct.y)));
    scrolling.direct = {};
    const float share = 1 - std::exp(-seconds * 22);
    scroll_by(ImVec2(take(scrolling.pending.x, share), take(scrolling.pending.y, share)));
    if (scrolling.lifted) {
        scroll_by(ImVec2(std::round(scrolling.speed.x * seconds), std::round(scrolling.speed.y * seconds)));
        const float brake = std::exp(-seconds * 4);
        scrolling.speed = ImVec2(scrolling.speed.x * brake, scrolling.speed.y * brake);
        if (std::hypot(scrolling.speed.x, scrolling.speed.y) < 20 * scale) { scrolling.lifted = false; }
    }
    return scrolling.lifted || scrolling.pending.x != 0 || scrolling.pending.y != 0;
}

void set_input_scale(float new_scale) { scale = new_scale; }

void type_paste() {
    ImGuiIO& io = ImGui::GetIO();
    const ImGuiKey modifier = io.ConfigMacOSXBehaviors ? ImGuiMod_Super : ImGuiMod_Ctrl;
    io.AddKeyEvent(modifier, true);
    io.AddKeyEvent(ImGuiKey_V, true);
    io.AddKeyEvent(ImGuiKey_V, false);
    io.AddKeyEvent(modifier, false);
}

void listen_to_input(void (*wake_up)()) {
    wake = wake_up;
    emscripten_set_mousedown_callback(canvas, nullptr, EM_FALSE, on_mouse);
    emscripten_set_mouseleave_callback(canvas, nullptr, EM_FALSE, on_mouse);
    emscripten_set_mouseup_callback(EMSCRIPTEN_EVENT_TARGET_WINDOW, nullptr, EM_FALSE, on_mouse);
    emscripten_set_mousemove_callback(EMSCRIPTEN_EVENT_TARGET_WINDOW, nullptr, EM_FALSE, on_mouse);
    emscripten_set_wheel_callback(canvas, nullptr, EM_FALSE, on_wheel);
    emscripten_set_touchstart_callback(canvas, nullptr, EM_FALSE, on_touch);
    emscripten_set_touchmove_callback(canvas, nullptr, EM_FALSE, on_touch);
    emscripten_set_touchend_callback(canvas, nullptr, EM_FALSE, on_touch);
    emscripten_set_touchcancel_callback(canvas, nullptr, EM_FALSE, on_touch);
    emscripten_set_keydown_callback(EMSCRIPTEN_EVENT_TARGET_WINDOW, nullptr, EM_FALSE, on_key);
    emscripten_set_keyup_callback(EMSCRIPTEN_EVENT_TARGET_WINDOW, nullptr, EM_FALSE, on_key);
    emscripten_set_blur_callback(EMSCRIPTEN_EVENT_TARGET_WINDOW, nullptr, EM_FALSE, on_focus);
    emscripten_set_focus_callback(EMSCRIPTEN_EVENT_TARGET_WINDOW, nullptr, EM_FALSE, on_focus);
}

}  // namespace klarsicht::web
