#pragma once
#include "app/widgets/basics.h"

namespace klarsicht::app {

/// A line with a knob on one of `places` places, moved with the mouse, a finger or the arrow keys. @param places at
/// least 2 @param to_the_left what is coloured: how much, else what lies above a threshold
void draw_slider(const Ui& ui, std::string_view id, const ImRect& box, std::size_t& place, std::size_t places,
                 ImU32 color, bool to_the_left = false);

}  // namespace klarsicht::app
