#pragma once
#include <map>
#include <optional>
#include <string>

#include "audit/inputs.h"
#include "audit/plan.h"
#include "table/table.h"

namespace klarsicht {

/// A file under names that may leave the screen.
struct HiddenNames {
    using Names = std::map<std::string, std::string, std::less<>>;

    Table table;  ///< shares with the original what it can
    Names names;  ///< of columns, by those they had

    void rename_in(Plan& plan) const;
};

bool has_personal_names(const Table& table);

/// Pivoted tables have people as headers, and files are called after them.
/// @return empty where no name has to be hidden
std::optional<HiddenNames> hide_names(const Table& table);

void hide_names(InputReport& input);

}  // namespace klarsicht
