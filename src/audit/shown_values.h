#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace klarsicht {

struct AuditContext;

/// [columns] 1: the column is known to name nobody, so that its values may be written wherever a report goes: because
/// the person says so (the plan's `harmless`), as a number, date or truth value that is not personal, by a role that
/// steers the audit, by a meaning that its values confirm (gender, currency), or by values of known words. A header
/// alone does not do: of campaigns, products, states and the like that were only suggested, half of the values must
/// have known words, and not read like notes about people ("Rückruf Frau Huber"). A column of special categories must
/// have been chosen for comparison by the person.
std::vector<std::uint8_t> columns_that_name_nobody(const AuditContext& context);

/// A value of a column that is shown, without what is personal in it all the same: addresses and numbers, the name
/// behind a salutation, and, unless the column is about just that, illness, belief and orientation. "Callback for •••".
std::string without_personal(std::string_view value, bool special_is_meant);

/// A name of a column, a file or a sheet without addresses, numbers of people, the name behind a salutation, and full
/// names: "Kündigung Frau •••.xlsx", "•••" for "Anna Weber".
std::string without_full_names(std::string_view name);

}  // namespace klarsicht
