#pragma once
#include <optional>
#include <string>

#include "audit/report.h"
#include "report/message_format.h"

namespace klarsicht {

/// What a person typed, in whatever money they count: what reaching somebody costs, and what somebody with the outcome
/// brings.
struct OnePageAmounts {
    std::optional<double> contact, sale;
};

/// The report's main question and its answer on one sheet of A4: the answer in a sentence with how sure it is, one
/// chart, what can be done with what each costs in people and, where amounts are given, in money, what was not looked
/// at, and of which file it tells. Where no groups were compared it answers the gravest finding of another area, or
/// says what is missing.
std::string one_page(const Report& report, const OnePageAmounts& amounts, Language language);

}  // namespace klarsicht
