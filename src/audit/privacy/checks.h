#pragma once
#include "audit/check.h"

namespace klarsicht::privacy {

// One file per check.
const Check& personal_data();
const Check& personal_text();
const Check& special_text();
const Check& reidentification();
const Check& attribute_disclosure();
const Check& data_minimisation();

}  // namespace klarsicht::privacy
