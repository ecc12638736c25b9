#pragma once
#include "audit/comparison.h"

namespace klarsicht {

/// Holds a report against an earlier one. "Worse" and "better" are said where the status changed, or where the interval
/// of the difference of both figures (MOVER, stats/interval.h) excludes none.
Comparison compare(const Digest& then, const Digest& now);

/// What has changed since the report was signed off.
SinceSignOff since_sign_off(const SignOff& signed_off, const Digest& now, const Decisions& decisions);

}  // namespace klarsicht
