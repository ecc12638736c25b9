#pragma once
#include <cstdint>

#include "app/model/report_model.h"

namespace klarsicht::app {

/// A finding's chart with the decisions drawn anew by lot: as many selected as there are, dealt to the groups by
/// chance.
struct Shuffled {
    ChartModel chart;    ///< rows in the finding's order
    bool alarm = false;  ///< whether this tool would have found something
    bool naive = false;  ///< whether the smallest rate is below four fifths of the largest
};
/// @param finding of `bias.group_gaps`; a chart without rows where it has no groups
Shuffled shuffle(const Finding& finding, std::uint64_t seed);

}  // namespace klarsicht::app
