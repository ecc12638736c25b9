#pragma once
#include <vector>

#include "audit/suggest.h"

namespace klarsicht {

/// What only all columns together tell: where a row is about a person, countries and regions are what it can be
/// recognised by; of two columns that say the same the second is no outcome of its own; where no name tells of an
/// outcome, the last column that has two values is taken for one.
/// @param meanings [columns]
/// @param suggested [columns] roles from each column alone
void suggest_together(const Table& table, const Profile& profile, const std::vector<std::string_view>& meanings,
                      std::vector<std::vector<RoleSuggestion>>& suggested);

}  // namespace klarsicht
