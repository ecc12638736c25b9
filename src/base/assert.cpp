#include "base/assert.h"

#if KLARSICHT_ASSERTIONS
#include <cstdio>
#endif
#include <cstdlib>

namespace klarsicht {

bool assertions_on() {
#if KLARSICHT_ASSERTIONS
    return true;
#else
    return false;
#endif
}

void assertion_failed([[maybe_unused]] const char* expression, [[maybe_unused]] const char* file,
                      [[maybe_unused]] int line) {
#if KLARSICHT_ASSERTIONS
    std::fprintf(stderr, "%s:%d: assertion failed: %s\n", file, line, expression);
#endif
    std::abort();
}

}  // namespace klarsicht
