#pragma once
#include <string>
#include <string_view>

#include "audit/decision.h"
#include "base/error.h"
#include "base/json.h"

namespace klarsicht {

/// What is kept of the work on a file, and no data: the plan, what people decided, and the report in short.
struct WorkFile {
    json plan;  ///< as audit/plan_json.h has it; null: none
    Record record;
    Digest findings;
};

/// Longer ones are refused before they are read.
inline constexpr std::size_t most_work_bytes = 8U << 20U;

json record_to_json(const Record& record);
/// An unknown field, a day that is none, a text that is too long and the like are errors that name the field.
Result<Record> record_from_json(const json& document);

std::string work_file_text(const WorkFile& work);
Result<WorkFile> read_work_file(std::string_view text);

/// An earlier report (JSON) or work file in short, to hold the present one against it.
Result<Digest> read_earlier(std::string_view text);

}  // namespace klarsicht
