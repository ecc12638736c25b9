#pragma once
#include "audit/check.h"

namespace klarsicht::bias {

const Check& group_gaps();
const Check& proxies();
const Check& setup();
const Check& group_rates();
const Check& subgroups();
const Check& scores();
const Check& ranking();
const Check& conditional();
const Check& uplift();
const Check& false_alarms();
const Check& unknown_groups();
const Check& balance();
const Check& delivery();
const Check& amounts();
const Check& mitigation();
const Check& classes();
const Check& contacts();
const Check& outcomes();

}  // namespace klarsicht::bias
