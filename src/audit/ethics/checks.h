#pragma once
#include "audit/check.h"

namespace klarsicht::ethics {

// One object a check, each in a file of its own.
const Check& contact_after_opt_out();
const Check& contact_without_consent();
const Check& contact_pressure();
const Check& minors();
const Check& dark_pattern_copy();

}  // namespace klarsicht::ethics
