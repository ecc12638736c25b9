#pragma once
#include "audit/check.h"

namespace klarsicht::skills {

const Check& explainability();
const Check& reviewer();
const Check& model_version();
const Check& ai_label();
const Check& readiness();

}  // namespace klarsicht::skills
