#pragma once

/// States what must hold here whatever the input: a mistake of ours if it does not. On in the tests and under
/// sanitizers, where it ends the program and says where; in a release the condition is not even computed. Never about a
/// file, a plan or an argument: those get an Error.
///
///     KLARSICHT_ASSERT(counts.size() == dictionary.size());
///
/// Only in .cpp files: what a header defines must be the same in every object, and the tests compile some with and some
/// without.
#if KLARSICHT_ASSERTIONS
#define KLARSICHT_ASSERT(...) \
    static_cast<void>((__VA_ARGS__) || (::klarsicht::assertion_failed(#__VA_ARGS__, __FILE__, __LINE__), true))
#else
#define KLARSICHT_ASSERT(...) static_cast<void>(sizeof(!(__VA_ARGS__)))
#endif

namespace klarsicht {

/// Whether this program's base, stats, table and profile were compiled with assertions.
bool assertions_on();

/// Says on standard error what does not hold, and ends the program.
[[noreturn]] void assertion_failed(const char* expression, const char* file, int line);

}  // namespace klarsicht
