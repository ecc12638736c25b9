#pragma once
#include "audit/outcome.h"

namespace klarsicht::bias {

// Opens the figures of a finding that is otherwise complete, from its own metrics and groups (texts
// `bias.explain.<figure>.…`): those that are defined, and of groups of five people or more.

void explain_scores(Outcome& outcome);
void explain_ranking(Outcome& outcome);
void explain_conditional(Outcome& outcome);
void explain_proxies(Outcome& outcome);
void explain_uplift(Outcome& outcome);
void explain_amounts(Outcome& outcome);
void explain_classes(Outcome& outcome);
void explain_contacts(Outcome& outcome);
void explain_delivery(Outcome& outcome);
void explain_balance(Outcome& outcome);
void explain_subgroups(Outcome& outcome);
void explain_unknown_groups(Outcome& outcome);
void explain_false_alarms(Outcome& outcome);
void explain_mitigation(Outcome& outcome);

}  // namespace klarsicht::bias
