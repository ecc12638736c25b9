# How everything of ours is compiled: klarsicht_flags. Third-party headers come as SYSTEM: klarsicht_headers.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -DNDEBUG")
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
if(KLARSICHT_FUZZ)
  set(KLARSICHT_SANITIZE ON)
endif()

add_library(klarsicht_flags INTERFACE)
target_compile_options(klarsicht_flags INTERFACE
  -Wall -Wextra -Wpedantic -Werror
  -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast -Wcast-qual -Wimplicit-fallthrough -Wunreachable-code-break
  # Leaving out fields that have a default is what they have a default for.
  -Wno-missing-field-initializers -Wno-missing-designated-field-initializers
  # Told of templates inside the standard libraries (std::stable_sort's buffer), in our name.
  -Wno-deprecated-declarations
  # Errors are values (base/error.h).
  -fno-exceptions
  # The same input gives the same bytes natively and as WebAssembly: no fused multiply-add, wherever the machine has one.
  -ffp-contract=off -fno-math-errno
  # No path of the machine in the program; and ccache finds the objects of another clone.
  -ffile-prefix-map=${PROJECT_SOURCE_DIR}/=
)
if(EMSCRIPTEN)
  # Every browser that knows SIMD knows numbers out of range too (-mnontrapping-fptoint): each conversion is one instruction then, not five.
  # One thread, and no type is asked for its name at run time.
  target_compile_options(klarsicht_flags INTERFACE -msimd128 -mnontrapping-fptoint
    $<$<COMPILE_LANGUAGE:CXX>:-fno-threadsafe-statics> $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>
    # EM_JS and EM_ASM are made of these.
    -Wno-dollar-in-identifier-extension -Wno-gnu-zero-variadic-macro-arguments)
else()
  target_link_options(klarsicht_flags INTERFACE -fuse-ld=lld)
endif()

if(KLARSICHT_SANITIZE)
  set(CMAKE_CXX_FLAGS_RELEASE "-O1 -g1")
  # float-cast-overflow is not in undefined. float-divide-by-zero stays out: 0/0 is how a figure says that it is undefined.
  set(sanitizers -fsanitize=address,undefined,float-cast-overflow)
  add_compile_options(${sanitizers} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(${sanitizers})
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
  if(KLARSICHT_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
  endif()
endif()

add_library(klarsicht_headers INTERFACE)
target_include_directories(klarsicht_headers SYSTEM INTERFACE ${KLARSICHT_HEADERS})
target_compile_definitions(klarsicht_headers INTERFACE
  # Boost.Math answers NaN or infinity instead of throwing, and computes in double: long double is 80 bits here, 128 bits of software there.
  BOOST_MATH_DOMAIN_ERROR_POLICY=ignore_error BOOST_MATH_POLE_ERROR_POLICY=ignore_error BOOST_MATH_OVERFLOW_ERROR_POLICY=ignore_error
  BOOST_MATH_EVALUATION_ERROR_POLICY=ignore_error BOOST_MATH_ROUNDING_ERROR_POLICY=ignore_error
  BOOST_MATH_INDETERMINATE_RESULT_ERROR_POLICY=ignore_error
  BOOST_MATH_PROMOTE_DOUBLE_POLICY=false
  # No stream operators and no exceptions out of JSON: parse(text, nullptr, false), accept().
  JSON_NO_IO JSON_NOEXCEPTION JSON_USE_IMPLICIT_CONVERSIONS=0)
