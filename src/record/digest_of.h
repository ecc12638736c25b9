#pragma once
#include "audit/report.h"
#include "base/error.h"
#include "base/json.h"

namespace klarsicht {

/// What is kept of a report. Hidden figures are not in it, whatever the report shows.
Digest digest_of(const Report& report);
/// The same of a report that was saved as JSON. What is no such report is an error that says so.
Result<Digest> digest_of_json(const json& report);

/// As a work file has it.
json digest_to_json(const Digest& digest);
/// @param field where it stands in the file, for errors
Result<Digest> digest_from_json(const json& document, const std::string& field);

json key_to_json(const FindingKey& key);
Result<FindingKey> key_from_json(const json& document, const std::string& field);

}  // namespace klarsicht
