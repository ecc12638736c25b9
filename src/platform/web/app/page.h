#pragma once
#include <string>

/// What the page's JavaScript does for the app.
namespace klarsicht::web {

/// Module.onAppMessage(text)
void send_to_page(const std::string& message);
/// Watches the canvas; app_resized is called with its size in device pixels now and whenever it changes.
void observe_canvas();
/// Text that is typed, composed or pasted arrives as app_text and app_paste.
void listen_to_text();
/// Shows or hides the mobile keyboard and composition window, at that place of the canvas (CSS pixels).
void want_text(bool wanted, float x, float y, float line_height);
void set_cursor(const char* css_cursor);
void focus_canvas();
/// True if keys are meant for the canvas: nothing else on the page has the focus.
bool keys_are_ours();
bool is_mac();
float canvas_left();
float canvas_top();

}  // namespace klarsicht::web
