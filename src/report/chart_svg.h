#pragma once
#include <string>

#include "audit/outcome.h"
#include "report/message_format.h"

namespace klarsicht {

/// The chart as inline SVG that takes its colours from the page's style sheet; "" where there is none. Carries title,
/// axis, unit, n, the limit it is judged against, and all of it as a sentence for who cannot see it.
std::string chart_to_svg(const Chart& chart, const Texts& texts);

}  // namespace klarsicht
