#pragma once
#include <span>
#include <string>
#include <string_view>

#include "audit/digest.h"

namespace klarsicht {

/// By which figure a check's findings are held against earlier ones: assets/record/key_figures.json.
struct KeyFigureRule {
    std::string figure;
    std::string of;  ///< metric that names the group whose figure it is; "" for the finding's own
    std::string in;  ///< metric with the rows or people that a share is of, where it is an estimate; "" for none
    KeyFigure::Worse worse = KeyFigure::Worse::higher;
    Unit unit = Unit::number;
};

/// The best one first; nothing where a check has none.
std::span<const KeyFigureRule> key_figures_of(std::string_view check);

}  // namespace klarsicht
