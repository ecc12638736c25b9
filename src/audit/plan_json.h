#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "audit/plan.h"
#include "base/json.h"

namespace klarsicht {

class Table;

/// The JSON of a plan (a byte order mark is passed over). What is not JSON, a name given twice in one object, a number
/// too large to hold and brackets nested deeper than a plan can need are errors that say where: line and column,
/// from 1.
Result<json> read_plan_json(std::string_view text);

/// Reads a plan. An unknown field, role or column (checked against `table`) is an error that names it and lists what
/// there is.
Result<Plan> parse_plan(std::string_view text, const Table& table);

/// The same of JSON that was read already. @param columns the names there are; nullptr: any name will do
/// @param meanings those there are (known_meanings); none: any will do. Only the engine knows them: they come from word
/// lists and from what judges values, which the app does not hold.
Result<Plan> plan_from_json(const json& document, const std::vector<std::string>* columns,
                            const std::vector<std::string_view>& meanings = {});

/// A plan as CONTRACT.md has it; what it leaves out is left out.
json plan_to_json(const Plan& plan);
/// A plan's `remedies`, and the fields of one of them without its name.
json remedies_to_json(const std::vector<RemedyStep>& remedies);
json remedy_fields_to_json(const std::vector<RemedyField>& fields);

}  // namespace klarsicht
