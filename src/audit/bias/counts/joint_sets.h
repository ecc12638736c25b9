#pragma once
#include <vector>

#include "audit/bias/counts/cube.h"
#include "audit/joint_counts.h"

namespace klarsicht::bias {

/// Every column of the cube and every set of up to three that makes at most 2,000 cells, the smaller sets first, with
/// everything counted; rows in no group of one of them are left out. Empty for a single column and for more than eight.
std::vector<JointCounts::Set> joint_sets(const Cube& cube);

}  // namespace klarsicht::bias
