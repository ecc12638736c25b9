#pragma once
#include <span>

#include "audit/plan_edit.h"
#include "base/message.h"
#include "record/record_edit.h"

namespace klarsicht {

/// What a step was, in a few words: "Role of “age” changed". Texts `record.step.…`.
Message step_label(std::span<const PlanEdit> edits);
Message step_label(const RecordEdit& edit);

}  // namespace klarsicht
