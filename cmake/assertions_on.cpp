// Linked into the tests and what sanitizers watch: assertions are computed (src/base/assert.h).
#include "base/assert.h"

const bool klarsicht::assertions_on = true;
