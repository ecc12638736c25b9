#pragma once
#include <string>
#include <vector>

#include "audit/context.h"

namespace klarsicht {

/// Takes out of a plan what it says of columns that the table lacks: the plan of last month's file holds for the next.
/// @return their names
std::vector<std::string> drop_lacking_columns(Plan& plan, const Table& table);

/// Takes out what the file does not bear (plan_check): a good value that does not occur, bins of texts, limits that
/// there are no more. @param context of the plan, completed @return names of the columns and limits
std::vector<std::string> drop_unfit(Plan& plan, const AuditContext& context);

}  // namespace klarsicht
