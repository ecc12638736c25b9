#pragma once

namespace klarsicht::web {

/// Hands the browser's mouse, touch, wheel and key events to Dear ImGui; every event calls `wake`.
void listen_to_input(void (*wake)());
/// Device pixels per CSS pixel, which the browser's coordinates are in.
void set_input_scale(float scale);
/// Scrolls what is under the pointer by what wheel and finger asked for. To be called in a frame, before the app draws.
/// @return true while something still moves
bool apply_scrolling(float seconds);
/// Types Ctrl+V after the page's paste event filled the clipboard.
void type_paste();

}  // namespace klarsicht::web
