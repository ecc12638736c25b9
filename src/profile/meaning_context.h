#pragma once
#include "profile/profile.h"

namespace klarsicht {

/// Meanings that only the columns beside tell: "ID" is a customer's number in a file about people, "last" a family name
/// beside "first". Changes the meanings of the profile.
/// @param profile has a column for each of the table
void settle_meanings(const Table& table, const ProfileOptions& options, Profile& profile);

}  // namespace klarsicht
