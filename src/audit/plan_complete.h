#pragma once
#include "audit/plan.h"
#include "base/error.h"
#include "profile/profile.h"

namespace klarsicht {

/// How the plan wants the table profiled: its missing tokens, else the default ones, and its date, else today's.
Result<ProfileOptions> profile_options_of(const Plan& plan);

/// Fills in whatever `given` leaves out: roles from meaning, names (German, English, French) and values; positive,
/// bins, favoured, crossed. A column the plan names keeps exactly its roles. Other columns get suggestions, but no role
/// that the plan gave to some column already (except identifier and ignore): who names the quasi-identifiers has named
/// them all.
Plan complete_plan(Plan given, const Table& table, const Profile& profile);

}  // namespace klarsicht
