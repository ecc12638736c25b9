#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "audit/digest.h"

namespace klarsicht {

/// What makes a finding the same next month, from its parts. Of checks that find one thing in the whole file, which
/// columns it happens to touch does not make it another.
FindingKey finding_key(std::string_view id, const std::vector<std::string>& subject, std::string aspect);

}  // namespace klarsicht
