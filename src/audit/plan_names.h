#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace klarsicht {

class Table;

/// "There is no X. Did you mean Y?" where something is near, else what there is.
/// @param what ends the key `error.plan_unknown_…`: field, column, role, meaning
/// @param field where the name stands, e.g. `roles`
std::unexpected<Error> unknown_name(std::string_view what, std::string_view field, std::string_view name,
                                    const std::vector<std::string_view>& known);

/// The names of a table's columns, in its order.
std::vector<std::string> names_of(const Table& table);

}  // namespace klarsicht
