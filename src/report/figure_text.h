#pragma once
#include <string>
#include <string_view>

#include "audit/figure.h"
#include "report/message_format.h"

namespace klarsicht {

/// What stands for a figure that was suppressed.
inline constexpr std::string_view suppressed_text = "–";

/// What a figure is called: the check's own word `<id>.metric.<name>`, else `metric.<name>`, else its standard name
/// with spaces.
std::string figure_name(std::string_view id, std::string_view name, const Texts& texts);

/// A number as people read it in its unit: 14.6 % · 3.2 pts · 0.43 · p < 0.0001; undefined in words.
std::string number_text(double value, Unit unit, const Texts& texts);

/// A figure as people read it. A list shows its first twelve items; parts, and lists of anything but single values,
/// have no text ("").
/// @param binned whether labels come from bins (Outcome::binned), and are to be said
std::string figure_text(const Figure& figure, bool binned, const Texts& texts);

/// Both ends of an interval, the unit said once: "13 to 16 %" as the language has it; "" where an end is undefined.
std::string interval_text(const stats::Interval& interval, Unit unit, const Texts& texts);

}  // namespace klarsicht
