#pragma once
#include "audit/check.h"

namespace klarsicht::quality {

const Check& completeness();
const Check& validity();
const Check& duplicates();
const Check& consistency();
const Check& leakage();
const Check& encoding();
const Check& structure();
const Check& timeliness();
const Check& outliers();
const Check& constant();
const Check& assignment();

}  // namespace klarsicht::quality
