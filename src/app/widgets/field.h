#pragma once
#include "app/widgets/basics.h"

namespace klarsicht::app {

/// A text field of the design: one line, with an icon and a hint. Returns whether its text changed.
/// @param secret nobody reads along: dots instead of letters
bool text_field(const Ui& ui, const char* id, ImVec2 at, float width, char* text, std::size_t capacity,
                std::string_view hint, const char* icon = nullptr, bool secret = false);
inline constexpr float field_height = 36;  ///< CSS pixels

}  // namespace klarsicht::app
