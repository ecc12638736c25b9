#pragma once
#include <string_view>
#include <vector>

#include "audit/suggest.h"

namespace klarsicht {

/// Who a row is about: a number, an e-mail address or a name somebody was given. The better it tells people apart the
/// lower its rank; a column of a value a row is suggested too, so that nothing worse is taken beside it.
/// @param plain the column's plain name
void add_person(const Column& column, const ColumnProfile& profile, std::string_view plain, std::string_view meaning,
                std::vector<RoleSuggestion>& roles);

/// Leaves the person to the best key of all columns; where that has a value a row, each row is a person and nothing
/// has to tell them apart.
void settle_persons(const Profile& profile, std::vector<std::vector<RoleSuggestion>>& suggested);

/// Many values that look like those of a key.
bool behaves_like_key(const Column& column, const ColumnProfile& profile, std::string_view plain);

/// Whether a value stands in each row, or in nearly each.
bool nearly_unique(const ColumnProfile& profile);

/// Rows whose cell holds something that can be read.
std::uint64_t valid_rows(const ColumnProfile& profile);

}  // namespace klarsicht
