#pragma once
#include <string_view>

#include "app/ui.h"

namespace klarsicht::app {

/// Size of a text in one line.
ImVec2 text_size(const Ui& ui, Type type, std::string_view text);
/// Height of a text broken at `width`, at most `max_lines` lines (0: any number).
float text_height(const Ui& ui, Type type, std::string_view text, float width, int max_lines = 0);

/// Draws one line; its top left corner is at `at`, its line box as high as the face's line. Cut with an ellipsis at
/// `width` (0: never); says whether it was.
bool draw_text(const Ui& ui, ImVec2 at, Type type, ImU32 color, std::string_view text, float width = 0);
/// Draws a text that ends at `right`.
void draw_text_right(const Ui& ui, ImVec2 right_top, Type type, ImU32 color, std::string_view text, float width = 0);
/// Draws a text broken at `width`, at most `max_lines` lines, the last one with an ellipsis. Returns the height used;
/// `cut` says whether something is missing.
float draw_paragraph(const Ui& ui, ImVec2 at, Type type, ImU32 color, std::string_view text, float width,
                     int max_lines = 0, bool* cut = nullptr);
/// An icon centred in a square with that side.
void draw_icon(const Ui& ui, ImVec2 at, float side, const char* icon, ImU32 color, float size_css = 16);

}  // namespace klarsicht::app
