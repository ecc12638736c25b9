#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace klarsicht {

struct AuditContext;

/// Which values of a column may be written wherever a report goes.
enum class Shows : std::uint8_t {
    nothing,
    known,     ///< those that are known to be nobody's (audit/known_values.h)
    frequent,  ///< of those the ones that at least five rows share: what few people answered tells of them
    all,
};

/// [columns] All: because the person says that the column names nobody (the plan's `harmless`) or gave it a role that
/// steers the audit, as a number, date or truth value that is neither personal nor given to somebody, or because every
/// value is known. The known ones: where most are, and the column's meaning or suggested role is none that names
/// people, or its name speaks of a scale ("Ship Mode", "Kundengruppe"): a header alone opens no value ("model_name",
/// "Kampagne"). The frequent ones: answers that a form offers (occupation, bands of income). A column of special
/// categories must have been chosen for comparison by the person.
std::vector<Shows> shown_columns(const AuditContext& context);

/// A value of a column that is shown, without what is personal in it all the same: addresses and numbers, full names,
/// the name behind a salutation, and, unless the column is about just that, illness, belief and orientation. "Callback
/// for •••".
std::string without_personal(std::string_view value, bool special_is_meant);

/// A name of a column, a file or a sheet without addresses, numbers of people, the name behind a salutation, and full
/// names: "Kündigung Frau •••.xlsx", "•••" for "Anna Weber".
std::string without_full_names(std::string_view name);

}  // namespace klarsicht
