#pragma once
#include <vector>

#include "audit/outcome.h"

namespace klarsicht {

/// The order in which people should look, and the only one there is: reports, app and page keep it. By status (fail,
/// warn, info, not_assessed, pass: what asks for nothing comes last), then by severity. Among failures and warnings as
/// grave as each other what touches people (privacy, bias, ethics) comes before what is odd about the file, and in each
/// half the areas take turns, one check each, so that one area with many findings does not hide the others. Else as the
/// registry has them; within an area that is the order always.
/// @param outcomes in the registry's order
void sort_for_reading(std::vector<Outcome>& outcomes);

}  // namespace klarsicht
