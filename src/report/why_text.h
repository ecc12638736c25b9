#pragma once
#include <string>

#include "audit/report.h"
#include "report/message_format.h"

namespace klarsicht {

/// From what evidence a column's kind, meaning and roles were taken, in one sentence: "Whole numbers: Actual outcome,
/// because the name says “churn” and it has two values."
std::string why_text(const ColumnReport& column, const Texts& texts);

}  // namespace klarsicht
