#pragma once
#include <string>
#include <vector>

#include "audit/report.h"
#include "report/message_format.h"

namespace klarsicht {

/// What a report says first: how many findings need a decision, how many are to be checked, and how many checks lacked
/// what they need; at least one sentence, the most important first.
std::vector<std::string> verdict_text(const Report& report, const Texts& texts);

}  // namespace klarsicht
