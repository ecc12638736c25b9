#pragma once
#include <string>

#include "audit/outcome.h"
#include "report/message_format.h"

namespace klarsicht {

/// The figures of an outcome opened, each with its formula and what it says to whom: folded in a browser, "" where
/// there is none.
std::string explanations_html(const Outcome& outcome, const Texts& texts);

}  // namespace klarsicht
