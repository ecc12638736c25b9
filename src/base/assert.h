#pragma once

/// States what must hold here whatever the input: a mistake of ours if it does not. On in the native tests and under
/// sanitizers, where it ends the program and says where; elsewhere the condition is not even computed. Never about a
/// file, a plan or an argument: those get an Error.
///
///     KLARSICHT_ASSERT(counts.size() == dictionary.size());
///
/// A program decides when it is linked (cmake/assertions_on.cpp or _off.cpp), so that the command and its tests are the
/// same objects. WebAssembly, where size counts, has none.
#if defined(__EMSCRIPTEN__)
#define KLARSICHT_ASSERT(...) static_cast<void>(sizeof(!(__VA_ARGS__)))
#else
#define KLARSICHT_ASSERT(...)                        \
    static_cast<void>(!::klarsicht::assertions_on || \
                      ((__VA_ARGS__) || (::klarsicht::assertion_failed(#__VA_ARGS__, __FILE__, __LINE__), true)))
#endif

namespace klarsicht {

/// Whether this program computes its assertions.
extern const bool assertions_on;

/// Says on standard error what does not hold, and ends the program.
[[noreturn]] void assertion_failed(const char* expression, const char* file, int line);

}  // namespace klarsicht
