#pragma once
#include <cstdint>
#include <string>

#include "audit/report.h"
#include "report/message_format.h"

namespace klarsicht {

/// The chart as inline SVG that takes its colours from the page's style sheet; "" where there is none. Carries title,
/// axis, unit, n, the limit it is judged against, and all of it as a sentence for who cannot see it. Wide, and narrow
/// for phones and paper; rows that are not drawn at first unfold below.
std::string chart_to_svg(const Chart& chart, const Texts& texts);

enum class Theme : std::uint8_t { light, dark };

/// A finding's chart as a picture that stands alone: title, axis, n, what it is judged against, and of which file and
/// day it tells. @param all with the rows that are not drawn at first. "" where the finding has no chart
std::string chart_to_svg_file(const Report& report, const Outcome& outcome, bool all, Theme theme, const Texts& texts);

}  // namespace klarsicht
