#pragma once
#include <optional>
#include <string>
#include <vector>

#include "audit/report.h"
#include "report/one_page.h"

namespace klarsicht {

/// Something that can be done, and what it costs.
struct PageAction {
    Message what;
    Message people;
    Message money;  ///< empty: nothing can be said, or no amounts are given
};

/// What a finding of bias.group_gaps says, for who decides.
struct GapAnswer {
    std::string verdict;         ///< of the gravest gap: GapVerdict's name, `few` where nothing may be told
    std::string_view certainty;  ///< key: how sure it is that the gap is no chance; "" where there is none
};
GapAnswer gap_answer(const Outcome& gaps);

/// Equal rates by choosing more, equal rates with as many chosen as now, and looking for the cause first.
/// @param gaps of bias.group_gaps, with evidence
std::vector<PageAction> gap_actions(const Report& report, const Outcome& gaps, const OnePageAmounts& amounts);

}  // namespace klarsicht
