#pragma once
#include <cstddef>
#include <string>

#include "base/error.h"
#include "report/chart_svg.h"
#include "report/message_format.h"
#include "report/one_page.h"
#include "session/session.h"

namespace klarsicht {

// What leaves of the last audit besides whole reports (Session::leaving_file), searched once more for personal values.

/// A finding's chart as an SVG that stands alone (chart_svg.h). @param check index in the report's outcomes; one that
/// is not there, or has no chart, is an error
Result<std::string> leaving_chart(Session& session, std::size_t check, bool all, Theme theme, Language language);
/// The answer on one page (one_page.h).
Result<std::string> leaving_page(Session& session, const OnePageAmounts& amounts, Language language);

}  // namespace klarsicht
