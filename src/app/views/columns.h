#pragma once
#include "app/views/views.h"

namespace klarsicht::app {

inline constexpr float columns_row_height = 46;  ///< CSS pixels

/// The roles of a column as pills; opens the editor when pressed.
void draw_roles_cell(const Ui& ui, std::size_t column, const ImRect& cell);

}  // namespace klarsicht::app
