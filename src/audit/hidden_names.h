#pragma once
#include <optional>

#include "audit/inputs.h"
#include "audit/plan.h"
#include "table/table.h"

namespace klarsicht {

/// A file under names that may leave the screen.
struct HiddenNames {
    Table table;  ///< shares what it can with the original
    Plan plan;    ///< the same plan with the columns' new names
};

bool has_personal_names(const Table& table);

/// Pivoted tables have people as headers, and files are called after them. @param plan complete
/// @return empty where no name has to be hidden
std::optional<HiddenNames> hide_names(const Table& table, const Plan& plan);

void hide_names(InputReport& input);

}  // namespace klarsicht
