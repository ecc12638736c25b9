# GoogleTest suites: tests/**/*_test.cpp, the same natively and as WebAssembly in Node. Fuzz targets: tests/fuzz/NAME_fuzz.cpp, with seeds in
# tests/fuzz/corpus/NAME; the sanitizer build has them too, to read their seeds in the tests.

# Where tests find the project and the data, wherever they are started from; the environment (KLARSICHT_SOURCE_DIR, KLARSICHT_DATA) wins.
# Compiled into one small file, so that the objects of the tests are the same in every clone.
set(KLARSICHT_DATA ${PROJECT_SOURCE_DIR}/../shared/data CACHE PATH "Real data sets; tests that need them skip where they are absent")
cmake_path(NORMAL_PATH KLARSICHT_DATA OUTPUT_VARIABLE KLARSICHT_DATA_DIR)
configure_file(${PROJECT_SOURCE_DIR}/cmake/test_paths.cpp.in ${PROJECT_BINARY_DIR}/generated/test_paths.cpp @ONLY)

klarsicht_sources(test_sources tests)
list(FILTER test_sources EXCLUDE REGEX "/tests/(browser|bench|fuzz|web)/")

add_library(googletest STATIC ${KLARSICHT_GTEST}/googletest/src/gtest-all.cc ${KLARSICHT_GTEST}/googlemock/src/gmock-all.cc
  ${KLARSICHT_GTEST}/googlemock/src/gmock_main.cc)
target_include_directories(googletest SYSTEM PUBLIC ${KLARSICHT_GTEST}/googletest/include ${KLARSICHT_GTEST}/googlemock/include)
target_include_directories(googletest SYSTEM PRIVATE ${KLARSICHT_GTEST}/googletest ${KLARSICHT_GTEST}/googlemock)
target_compile_definitions(googletest PUBLIC GTEST_HAS_PTHREAD=0)
target_compile_options(googletest PRIVATE -w -O1 PUBLIC -fno-exceptions)

klarsicht_program(klarsicht_tests OUTPUT klarsicht_tests WASM_OUTPUT tests SOURCES ${test_sources} ${PROJECT_BINARY_DIR}/generated/test_paths.cpp)
if(NOT KLARSICHT_SANITIZE) # where every program has it
  target_sources(klarsicht_tests PRIVATE ${PROJECT_SOURCE_DIR}/cmake/assertions_on.cpp)
endif()
target_include_directories(klarsicht_tests PRIVATE tests cmake) # "test_paths.h"
target_link_libraries(klarsicht_tests PRIVATE klarsicht_cli klarsicht_door klarsicht_app_model klarsicht_assets_core googletest)
# GoogleTest's macros are not ours to mend; test code need not be fast, its compilation should be. (WebAssembly and sanitized code are too
# slow without.)
set(tests_optimised -O0)
if(EMSCRIPTEN OR KLARSICHT_SANITIZE)
  set(tests_optimised -O1)
endif()
target_compile_options(klarsicht_tests PRIVATE ${tests_optimised} -Wno-gnu-zero-variadic-macro-arguments)
set_target_properties(klarsicht_tests googletest PROPERTIES EXCLUDE_FROM_ALL ON)
klarsicht_precompile(tests tests klarsicht_tests)

if(KLARSICHT_SANITIZE)
  file(GLOB fuzz_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/fuzz/*_fuzz.cpp)
  foreach(source IN LISTS fuzz_sources)
    cmake_path(GET source STEM name)
    string(REGEX REPLACE "_fuzz$" "" name ${name})
    add_executable(fuzz_${name} ${source} ${PROJECT_SOURCE_DIR}/cmake/assertions_on.cpp)
    target_include_directories(fuzz_${name} PRIVATE tests) # "support/…"
    target_link_libraries(fuzz_${name} PRIVATE klarsicht_flags klarsicht_core klarsicht_assets_core)
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    set_target_properties(fuzz_${name} PROPERTIES EXCLUDE_FROM_ALL ON)
    list(APPEND fuzz_targets fuzz_${name})
  endforeach()
  add_custom_target(fuzz DEPENDS ${fuzz_targets})
endif()
