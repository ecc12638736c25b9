// Linked into every other program: assertions are not computed (src/base/assert.h).
#include "base/assert.h"

const bool klarsicht::assertions_on = false;
