#pragma once
#include "audit/outcome.h"

namespace klarsicht::bias {

// Opens the figures of a finding that is otherwise complete, from its own metrics and groups (texts `bias.explain.<figure>.…`): those that are
// defined, and of groups of five people or more.

void explain_scores(Outcome& outcome);
void explain_ranking(Outcome& outcome);
void explain_conditional(Outcome& outcome);
void explain_proxies(Outcome& outcome);
void explain_uplift(Outcome& outcome);

}  // namespace klarsicht::bias
