#pragma once
#include "app/widgets/basics.h"

namespace klarsicht::app {

/// A button that lists what there is to choose. @param chosen place of what holds @param heads by place: what stands
/// above that option as the title of those that follow; "" or too short for none
/// Returns the place of another one that was chosen.
std::optional<std::size_t> dropdown(const Ui& ui, std::string_view id, ImVec2 at, std::string_view label,
                                    const std::vector<std::string>& options, std::size_t chosen,
                                    const char* icon = nullptr, ButtonKind kind = ButtonKind::outline,
                                    const std::vector<std::string>& heads = {});

}  // namespace klarsicht::app
